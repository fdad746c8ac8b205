import type { Finding } from "../model/diagnostic.ts";
import { sameText } from "../model/sealed.ts";
import type { Constraint } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { isEmpty } from "../model/value.ts";
import { declaredNote, whereSet } from "../judgement/deployment.ts";
import type { Variable } from "../model/project.ts";
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
      const elsewhere = stageTwin(variable);
      if (elsewhere !== undefined) yield inTwoStages(variable, elsewhere);
    }
  },
};

/** A value that some other rule already rejects is not told again. */
function isVisibleSecret({ declaration, value, complaint }: Variable): boolean {
  return declaration.sensitive && value.state === "known" && !isEmpty(value) && complaint === undefined;
}

function sameValue(one: Value, other: Value): boolean {
  return one.state === "known" && other.state === "known" && sameText(one.text, other.text);
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

/** The same variable of an earlier deploy stage, unless a constraint says what the stages may share. */
function stageTwin(variable: Variable): Variable | undefined {
  const { declaration, deployment } = variable;
  const { siblings, schema, stage } = deployment;
  if (schema.constraints.some((constraint) => speaksOfStages(constraint, declaration.name))) return undefined;
  const earlier = siblings.slice(0, siblings.indexOf(deployment)).filter((sibling) => sibling.role === "deploy" && sibling.stage !== stage);
  return earlier.flatMap((sibling) => sibling.variables.get(declaration.name) ?? []).find(({ value }) => sameValue(value, variable.value));
}

function speaksOfStages({ kind, variables }: Constraint, name: string): boolean {
  return kind === "differs-between" && variables.includes(name);
}

function inTwoStages(variable: Variable, twin: Variable): Finding {
  const { declaration, deployment } = variable;
  return {
    at: whereSet(variable),
    variable: declaration.name,
    message: `${declaration.name} is the same secret in ${deployment.stage} and ${twin.deployment.stage}`,
    notes: [{ at: whereSet(twin), message: `set in ${twin.deployment.stage}` }],
    help: "generate one for each stage",
  };
}
