import { judgeConstraint } from "../constraints/index.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Constraint, ConstraintKind } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import { doubtOf } from "../judgement/doubt.ts";
import { forWhom, whereListed } from "../judgement/deployment.ts";
import { placeKey } from "../judgement/facts.ts";
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
    const doubts = [...deployment.variables.values()].flatMap((variable) => doubtful(variable) ?? []);
    for (const group of byCause(doubts)) yield unseen(group, deployment);
    const names = new Set(doubts.map(({ name }) => name));
    for (const constraint of deployment.schema.constraints) yield* openConstraint(constraint, names, deployment);
  },
};

interface Doubt {
  readonly name: string;
  readonly because: string;
  readonly at: Span;
}

function doubtful(variable: Variable): Doubt | undefined {
  const because = doubtOf(variable);
  if (because === undefined) return undefined;
  const { declaration, entry, deployment } = variable;
  const opening = deployment.environment.openings.find((candidate) => candidate.because === because);
  const at = entry?.from[0].at ?? opening?.at ?? (variable.value.state === "absent" ? declaration.at : whereListed(deployment));
  return { name: declaration.name, because, at };
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

function* openConstraint(constraint: Constraint, told: ReadonlySet<string>, deployment: Deployment): Iterable<Finding> {
  if (!aboutPresence.has(constraint.kind)) return;
  const subject = subjectOf(deployment);
  const outcome = judgeConstraint(constraint, { subject, all: [subject] });
  if (outcome.state !== "unsure" || outcome.names.every((name) => told.has(name))) return;
  yield {
    at: whereListed(deployment),
    message: `${listed(outcome.names)} cannot be verified${forWhom(deployment)}: ${outcome.because}`,
    notes: [{ at: constraint.at, message: `needed for ${constraint.kind}` }],
  };
}
