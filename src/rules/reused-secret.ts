import type { Finding } from "../model/diagnostic.ts";
import { sameText } from "../model/sealed.ts";
import type { Constraint } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { isEmpty } from "../model/value.ts";
import { declaredNote, whereSet } from "../judgement/deployment.ts";
import { placeKey } from "../judgement/facts.ts";
import { grouped } from "../judgement/together.ts";
import type { Deployment, Variable } from "../model/project.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

export const reusedSecret: Rule = {
  id: "reused-secret",
  scope: "deployment",
  severity: "warning",
  summary: "One secret serves two purposes, or two stages.",
  why: "Whoever gets hold of it in one place has it in the other, and neither can be changed alone.",
  *check(deployment) {
    if (deployment.role !== "deploy") return;
    const secrets = [...deployment.variables.values()].filter(isVisibleSecret);
    for (const [i, variable] of secrets.entries()) {
      const twin = secrets.slice(0, i).find((earlier) => sameValue(earlier.value, variable.value) && servesTwo(earlier, variable));
      if (twin !== undefined) yield twice(variable, twin);
      const twins = stageTwins(variable);
      if (twins.length > 0) yield inStages(variable, twins);
    }
  },
};

/** A value that some other rule already rejects is not told again. */
function isVisibleSecret({ declaration, value, complaint }: Variable): boolean {
  return declaration.sensitive && value.state === "known" && !isEmpty(value) && complaint === undefined;
}

function sameValue(one: Value | undefined, other: Value): boolean {
  return one?.state === "known" && other.state === "known" && sameText(one.text, other.text);
}

/** Signing keys, salts and tokens have one purpose each; one database password often goes by two names. */
const purposeful = /(?:KEY|SECRET|SALT|TOKEN|PEPPER)(?:_|$)/i;

function servesTwo({ declaration: one, deployment }: Variable, { declaration: other }: Variable): boolean {
  const both = [one.name, other.name];
  const related = one.aliases.includes(other.name) || other.aliases.includes(one.name);
  const spoken = deployment.schema.constraints.some(
    ({ kind, variables }) => /^(?:equal|distinct)$/.test(kind) && both.every((name) => variables.includes(name)),
  );
  return both.every((name) => purposeful.test(name)) && !related && !spoken;
}

function twice(variable: Variable, twin: Variable): Finding {
  const [{ declaration }, { declaration: other }] = [variable, twin];
  return {
    at: whereSet(variable),
    variable: declaration.name,
    message: `${declaration.name} has the same value as ${other.name}`,
    notes: [{ at: whereSet(twin), message: `${other.name} is set here` }, declaredNote(declaration)],
    help: "generate one secret for each; if they must be equal, say so with the constraint equal",
  };
}

/** The same variable of all earlier deploy stages, unless a constraint says what the stages may share; only the last stage tells of them. */
function stageTwins(variable: Variable): readonly Variable[] {
  const { declaration, deployment } = variable;
  const { siblings, schema, stage } = deployment;
  if (schema.constraints.some((constraint) => speaksOfStages(constraint, declaration.name))) return [];
  const isTwin = (sibling: Deployment): boolean =>
    sibling.role === "deploy" && sibling.stage !== stage && sameValue(sibling.variables.get(declaration.name)?.value, variable.value);
  const place = siblings.indexOf(deployment);
  if (siblings.slice(place + 1).some(isTwin)) return [];
  return siblings.slice(0, place).flatMap((sibling) => (isTwin(sibling) ? (sibling.variables.get(declaration.name) ?? []) : []));
}

function speaksOfStages({ kind, variables }: Constraint, name: string): boolean {
  return kind === "differs-between" && variables.includes(name);
}

function inStages(variable: Variable, twins: readonly Variable[]): Finding {
  const { declaration, deployment } = variable;
  const stages = [...new Set([deployment.stage, ...twins.map((twin) => twin.deployment.stage)])];
  const places = grouped(twins, (twin) => placeKey(whereSet(twin)));
  return {
    at: whereSet(variable),
    variable: declaration.name,
    message: `${declaration.name} is the same secret in ${listed(stages)}`,
    notes: places.map((group) => ({ at: whereSet(group[0]), message: `set in ${listed(group.map((twin) => twin.deployment.stage))}` })),
    help: "generate one for each stage",
  };
}
