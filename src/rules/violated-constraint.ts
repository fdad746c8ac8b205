import { judgeConstraint } from "../constraints/index.ts";
import type { Scene, Subject } from "../constraints/law.ts";
import type { Finding, Note } from "../model/diagnostic.ts";
import type { Constraint, ConstraintKind } from "../model/schema.ts";
import { forWhom, inDeployment, whereListed } from "../judgement/deployment.ts";
import { subjectOf } from "../judgement/subject.ts";
import type { Deployment, Role } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const violatedConstraint: Rule = {
  id: "violated-constraint",
  scope: "project",
  severity: "error",
  summary: "Variables contradict each other, or a constraint that the schema sets for them.",
  why: "Each of them is fine by itself, so nothing else notices.",
  *check({ deployments }) {
    const subjects = new Map(deployments.map((deployment) => [subjectOf(deployment), deployment]));
    const all = [...subjects.keys()];
    for (const [subject, deployment] of subjects) {
      const constraints = deployment.schema.constraints.filter(({ kind }) => matters(kind, deployment.role));
      for (const constraint of constraints) yield* broken(constraint, { subject, all }, subjects);
    }
  },
};

const hygiene = new Set<ConstraintKind>(["distinct", "differs-between"]);

/** Secrets may be alike where nobody is attacked; examples are judged for names only. */
function matters(kind: ConstraintKind, role: Role): boolean {
  return role !== "example" && !(hygiene.has(kind) && (role === "local" || role === "test"));
}

function* broken(constraint: Constraint, scene: Scene, subjects: ReadonlyMap<Subject, Deployment>): Iterable<Finding> {
  const deployment = subjects.get(scene.subject);
  const outcome = judgeConstraint(constraint, scene);
  if (deployment === undefined || outcome.state !== "violated") return;
  const other = outcome.other === undefined ? undefined : subjects.get(outcome.other);
  const [first, ...more] = outcome.names.flatMap((name) => placeOf(name, deployment));
  const theirs = other === undefined ? [] : outcome.names.flatMap((name) => placeOf(name, other));
  const finding: Finding = {
    at: first?.at ?? whereListed(deployment),
    ...(outcome.names.length === 1 && outcome.names[0] !== undefined ? { variable: outcome.names[0] } : {}),
    message: `${outcome.message}${other === undefined ? forWhom(deployment) : ""}, but ${outcome.demand}`,
    notes: [...more, ...theirs, { at: constraint.at, message: `constraint ${constraint.kind}` }],
    ...(constraint.message === undefined ? {} : { help: constraint.message }),
  };
  yield inDeployment(finding, deployment);
}

function placeOf(name: string, { environment, variables, stage }: Deployment): (Note & { readonly at: Finding["at"] })[] {
  const entry = variables.get(name)?.entry ?? environment.entries.get(name);
  return entry === undefined ? [] : [{ at: entry.from[0].at, message: `${name} is set here, in ${stage}` }];
}
