import type { FactOf } from "../model/fact.ts";
import { isEmpty } from "../model/value.ts";
import { shows } from "../signs/index.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { flawOfValue } from "../judgement/flaw.ts";
import { literalsOf } from "../judgement/literals.ts";
import type { Role } from "../model/project.ts";
import type { Rule } from "./rule.ts";

const help = "keep it in a secret store and refer to it from here; this text stays in the history, so issue a new one";

export const plaintextSecret: Rule = {
  id: "plaintext-secret",
  scope: "project",
  severity: "warning",
  summary: "A secret is written out where everyone with the file can read it.",
  why: "Whoever can see the repository or the manifest has it, and it cannot be changed without a commit.",
  *check(project) {
    const literals = new Map(literalsOf(project).map((literal) => [placeKey(literal.at), literal]));
    const told = new Set<string>();
    for (const reading of project.readings.filter(({ role }) => role === "deploy")) {
      for (const fact of factsOf(reading, "plaintext")) {
        const literal = literals.get(placeKey(fact.at));
        if (literal?.secret !== true || !isSecretText(fact)) continue;
        told.add(placeKey(fact.at));
        yield { at: fact.at, variable: fact.name, message: `${fact.name} is a secret written out in ${fact.where}`, help };
      }
    }
    for (const [place, { name, at, value, reading }] of literals) {
      if (told.has(place) || !isTold(reading.role) || !shows(value, "credential")) continue;
      yield { at, variable: name, message: `${name} holds a credential, written out`, help };
    }
  },
};

/** A real key is worth a word in an example too; tests and workplaces have their own. */
function isTold(role: Role): boolean {
  return role === "deploy" || role === "unknown" || role === "example";
}

/** Not a switch, a number or a reference, nor one of the texts that other rules tell. */
function isSecretText({ name, value }: FactOf<"plaintext">): boolean {
  if (value.state !== "known" || isEmpty(value) || flawOfValue(name, value, true) !== undefined) return false;
  return !shows(value, "reference") && !shows(value, "boolean-like") && !shows(value, "number-like");
}
