import { judgeConstraint } from "../constraints/index.ts";
import type { Finding } from "../model/diagnostic.ts";
import { valueOf } from "../model/environment.ts";
import type { Condition, Constraint, ConstraintKind } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import { danglingPlaces } from "../judgement/dangling.ts";
import { doubtOf } from "../judgement/doubt.ts";
import { forWhom, whereListed } from "../judgement/deployment.ts";
import { placeKey } from "../judgement/facts.ts";
import { optionalOf } from "../judgement/optional.ts";
import { subjectOf } from "../judgement/subject.ts";
import { listed } from "../text/listing.ts";
import type { Deployment, Variable } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const unverifiable: Rule = {
  id: "unverifiable",
  scope: "deployment",
  severity: "warning",
  summary: "Whether the service gets what it needs cannot be seen from these files.",
  why: "Silence would read as success; give envcheck the document that is missing, or say in the schema who provides the variable.",
  *check(deployment) {
    if (deployment.role === "example") return;
    const dangling = danglingPlaces(deployment);
    const doubts = [...deployment.variables.values()].flatMap((variable) => doubtful(variable, dangling) ?? []);
    const optional = optionalOf(deployment);
    const untold = doubts.filter(({ at, name }) => !dangling.has(placeKey(at)) && !optional.has(name));
    for (const group of byCause(untold)) yield unseen(group, deployment);
    const names = new Set(doubts.map(({ name }) => name));
    for (const constraint of deployment.schema.constraints) {
      const open = openConstraint(constraint, names, deployment);
      if (open !== undefined && !dangling.has(placeKey(open.at))) yield open;
    }
  },
};

interface Doubt {
  readonly name: string;
  readonly because: string;
  readonly at: Span;
}

/** Of several openings that may set a variable, one that no other rule tells comes first. */
function doubtful(variable: Variable, dangling: ReadonlySet<string>): Doubt | undefined {
  const because = doubtOf(variable);
  if (because === undefined) return undefined;
  const { declaration, entry, value, deployment } = variable;
  const { name } = declaration;
  if (entry !== undefined) return { name, because, at: entry.from[0].at };
  if (value.state === "absent") return { name, because, at: declaration.at };
  const { openings } = deployment.environment;
  const opening = openings.find(({ at }) => !dangling.has(placeKey(at))) ?? openings[0];
  return { name, because: opening?.because ?? because, at: opening?.at ?? whereListed(deployment) };
}

/** One cause, one finding, however many variables it hides. */
function byCause(doubts: readonly Doubt[]): Iterable<readonly Doubt[]> {
  const groups = new Map<string, Doubt[]>();
  for (const doubt of doubts) groups.set(doubt.because, [...(groups.get(doubt.because) ?? []), doubt]);
  return groups.values();
}

function unseen(group: readonly Doubt[], deployment: Deployment): Finding {
  const [first] = group;
  const at = first?.at ?? whereListed(deployment);
  const elsewhere = group.filter((doubt, i) => placeKey(doubt.at) !== placeKey(at) && i <= 5);
  return {
    at,
    message: `${listed(group.map(({ name }) => name))} cannot be verified${forWhom(deployment)}: ${first?.because ?? ""}`,
    notes: elsewhere.map((doubt) => ({ at: doubt.at, message: `${doubt.name} is set here` })),
    ...(group.length === 1 && first !== undefined ? { variable: first.name } : {}),
  };
}

/** Constraints on what is set; those that compare texts are silent where a secret is out of sight, as it should be. */
const aboutPresence = new Set<ConstraintKind>(["require", "forbid", "exactly-one-of", "at-least-one-of", "all-or-none"]);

function openConstraint(constraint: Constraint, told: ReadonlySet<string>, deployment: Deployment): Finding | undefined {
  if (!aboutPresence.has(constraint.kind)) return undefined;
  const subject = subjectOf(deployment);
  const outcome = judgeConstraint(constraint, { subject, all: [subject] });
  if (outcome.state !== "unsure" || outcome.names.every((name) => told.has(name))) return undefined;
  return {
    at: whereHidden(constraint, outcome.names, deployment),
    message: `${listed(outcome.names)} cannot be verified${forWhom(deployment)}: ${outcome.because}`,
    notes: [{ at: constraint.at, message: `needed for ${constraint.kind}` }],
  };
}

/** Where the first variable that leaves the constraint open is set, or where whatever hides it stands. */
function whereHidden({ when }: Constraint, names: readonly string[], deployment: Deployment): Span {
  const { variables, environment } = deployment;
  const stateOf = (name: string) => (variables.get(name)?.value ?? valueOf(environment, name)).state;
  const isOpen = ({ name, test }: Condition) => stateOf(name) === "unknown" || (stateOf(name) === "opaque" && test.kind === "one-of");
  const [name = ""] = [...when.filter(isOpen).map((condition) => condition.name), ...names.filter((one) => stateOf(one) === "unknown")];
  const entry = variables.get(name)?.entry ?? environment.entries.get(name);
  return (entry?.from[0] ?? environment.openings[0])?.at ?? whereListed(deployment);
}
