import type { Finding } from "../model/diagnostic.ts";
import type { FactOf } from "../model/fact.ts";
import { copied } from "../judgement/copied.ts";
import { factsOf } from "../judgement/facts.ts";
import { flawed } from "../judgement/flawed.ts";
import { flawOfValue } from "../judgement/flaw.ts";
import type { Literal } from "../judgement/literals.ts";
import { loudness } from "../judgement/role.ts";
import { generateIt, shownInExamples } from "../judgement/shown.ts";
import { shows } from "../signs/index.ts";
import { grouped, together, unitOf } from "../judgement/together.ts";
import { isSecretName } from "../text/names.ts";
import type { Project, Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const knownDefault: Rule = {
  id: "known-default",
  scope: "project",
  inParts: true,
  severity: "error",
  summary: "A secret has a value that everyone knows, or falls back to one.",
  why: "Defaults of frameworks and images are the first thing that is tried against a login, and a fallback hides that the real secret never arrived.",
  *check(project) {
    yield* flawed(project, {
      flaw: "known-default",
      severity: loudness,
      one: "holds a secret that everyone knows",
      several: "hold secrets that everyone knows",
      except: isForEmulator,
      help: generateIt,
    });
    yield* copied(project, "known-default");
    yield* shownInExamples(project);
    for (const reading of project.readings) yield* fallbacksOf(reading, project);
  },
};

/** AWS refuses such keys, so that they open nothing, and whatever stands in for AWS on a desk takes any. */
function isForEmulator({ name, reading }: Literal): boolean {
  return reading.role === "unknown" && /^AWS_(?:SECRET_(?:ACCESS_)?KEY|SESSION_TOKEN)$/.test(name);
}

/** `${SECRET:-mysecret}`: told at the reference, unless a declared type has already judged the value that comes out of it. */
function* fallbacksOf(reading: Reading, project: Project): Iterable<Finding> {
  const severity = loudness(reading.role);
  if (severity === undefined) return;
  const open = factsOf(reading, "reference").filter((fact) => fallsBackToSecret(fact) && !hasComplaint(fact.name, reading, project));
  const odd = open.map(({ name, refers, at }) => ({ name: name ?? refers, at, refers }));
  for (const group of grouped(odd, (one) => unitOf(one, reading.role))) {
    yield {
      ...together(group, {
        one: "falls back to a secret that everyone can read here",
        several: "fall back to secrets that everyone can read here",
      }),
      severity,
      help: `write \${${group[0].refers}:?} instead, so that the deploy stops when the secret is missing`,
    };
  }
}

function fallsBackToSecret({ name, refers, value, fallback }: FactOf<"reference">): boolean {
  const inForce = value.state === "absent" || value.state === "unknown";
  if (fallback === undefined || !inForce || (!isSecretName(refers) && (name === undefined || !isSecretName(name)))) return false;
  const text = { state: "known", text: fallback } as const;
  return flawOfValue(refers, text, true) !== undefined || shows(text, "strong");
}

function hasComplaint(name: string | undefined, { spec }: Reading, { deployments }: Project): boolean {
  if (name === undefined) return false;
  return deployments.some(
    ({ readings, variables }) => variables.get(name)?.complaint !== undefined && readings.some((reading) => reading.spec === spec),
  );
}
