import type { Finding } from "../model/diagnostic.ts";
import type { FactOf } from "../model/fact.ts";
import { factsOf } from "../judgement/facts.ts";
import { flawed } from "../judgement/flawed.ts";
import { flawOfValue } from "../judgement/flaw.ts";
import { loudness } from "../judgement/role.ts";
import { isSecretName } from "../text/names.ts";
import type { Project, Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const knownDefault: Rule = {
  id: "known-default",
  scope: "project",
  severity: "error",
  summary: "A secret has a value that everyone knows, or falls back to one.",
  why: "Defaults of frameworks and images are the first thing that is tried against a login, and a fallback hides that the real secret never arrived.",
  *check(project) {
    yield* flawed(project, {
      flaw: "known-default",
      severity: loudness,
      message: "is a secret that everyone knows",
      help: "generate it, for example with openssl rand -base64 48",
    });
    for (const reading of project.readings) for (const fact of factsOf(reading, "reference")) yield* fallbackOf(fact, reading, project);
  },
};

/** `${SECRET:-mysecret}`: told at the reference, unless a declared type has already judged the value that comes out of it. */
function* fallbackOf(fact: FactOf<"reference">, reading: Reading, project: Project): Iterable<Finding> {
  const { name, refers, at, value, fallback } = fact;
  const severity = loudness(reading.role);
  const inForce = value.state === "absent" || value.state === "unknown";
  if (severity === undefined || fallback === undefined || !inForce) return;
  if (!isSecretName(refers) && (name === undefined || !isSecretName(name))) return;
  if (flawOfValue(refers, { state: "known", text: fallback }, true) === undefined || hasComplaint(name, reading, project)) return;
  yield {
    at,
    variable: name ?? refers,
    severity,
    message: `${name ?? refers} falls back to a secret that everyone can read here`,
    help: `write \${${refers}:?} instead, so that the deploy stops when the secret is missing`,
  };
}

function hasComplaint(name: string | undefined, { spec }: Reading, { deployments }: Project): boolean {
  if (name === undefined) return false;
  return deployments.some(
    ({ readings, variables }) => variables.get(name)?.complaint !== undefined && readings.some((reading) => reading.spec === spec),
  );
}
