import type { FactOf } from "../model/fact.ts";
import type { Span } from "../model/source.ts";
import { isEmpty } from "../model/value.ts";
import { shows } from "../signs/index.ts";
import { bundleKind } from "../judgement/bundles.ts";
import { factsOf, Places } from "../judgement/facts.ts";
import { flawOfValue } from "../judgement/flaw.ts";
import { type Literal, literalsOf } from "../judgement/literals.ts";
import { byPlace, grouped, together, unitOf } from "../judgement/together.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Reading, Role } from "../model/project.ts";
import type { Rule } from "./rule.ts";

const help = "keep it in a secret store and refer to it from here; this text stays in the history, so issue a new one";

export const plaintextSecret: Rule = {
  id: "plaintext-secret",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "A secret is written out where everyone with the file can read it.",
  why: "Whoever can see the repository or the manifest has it, and it cannot be changed without a commit.",
  *check(project) {
    const literals = literalsOf(project);
    const secrets = new Places(literals.filter(({ secret }) => secret).map(({ at }) => at));
    const told = new Places();
    for (const reading of project.readings) {
      const written = factsOf(reading, "plaintext").filter((fact) => secrets.has(fact.at) && isSecretText(fact, reading.role));
      for (const group of grouped(written, (fact) => unitOf(fact, reading.role))) {
        for (const { at } of group) told.add(at);
        const { where } = group[0];
        yield { ...together(group, { one: `is a secret written out in ${where}`, several: `are secrets written out in ${where}` }), help };
      }
    }
    const credentials = literals.filter((literal) => isCredential(literal) && !told.has(literal.at));
    for (const group of grouped(byPlace(credentials), (literal) => unitOf(literal, literal.reading.role))) {
      yield { ...together(group, { one: "holds a credential, written out", several: "hold credentials, written out" }), help };
    }
  },
};

/** A real key is worth a word in an example too; tests and workplaces have their own. A URL with its password is at home in an env file, and any secret in a process. */
function isCredential({ value, at, reading, flaw }: Literal): boolean {
  const { role, format } = reading;
  if (
    format === "process" ||
    role === "local" ||
    role === "test" ||
    flaw !== undefined ||
    !shows(value, "credential") ||
    isInSecret(at, reading)
  )
    return false;
  return role === "example" || !/env/.test(format) || !shows(value, "url-like");
}

/** Values of Kubernetes Secrets are where they belong: such a manifest may be rendered in CI. */
function isInSecret(at: Span, reading: Reading): boolean {
  return bundleKind(reading, at) === "secret";
}

/**
 * Not a switch, a number, a reference or the path of a file, nor one of the texts that other rules tell. Where nobody can tell whether it is deployed, only what
 * was surely generated.
 */
function isSecretText({ name, value }: FactOf<"plaintext">, role: Role): boolean {
  if (!mayBeDeployed(role) || value.state !== "known" || isEmpty(value) || flawOfValue(name, value, true) !== undefined) return false;
  if (role === "unknown") return shows(value, "high-entropy");
  return !(["reference", "boolean-like", "number-like", "path-like"] as const).some((sign) => shows(value, sign));
}
