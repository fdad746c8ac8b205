import type { Constraint } from "../model/schema.ts";
import { allOrNone } from "./all-or-none.ts";
import { atLeastOneOf } from "./at-least-one-of.ts";
import { differsBetween } from "./differs-between.ts";
import { distinct } from "./distinct.ts";
import { equal } from "./equal.ts";
import { exactlyOneOf } from "./exactly-one-of.ts";
import { forbidWhen } from "./forbid.ts";
import { lessThan } from "./less-than.ts";
import { requireWhen } from "./require.ts";
import { sameAcross } from "./same-across.ts";
import { holds, type Law, type Outcome, type Scene } from "./law.ts";

/** Every kind of constraint, in the order of the documentation. */
export const laws: readonly Law[] = [
  requireWhen,
  forbidWhen,
  exactlyOneOf,
  atLeastOneOf,
  allOrNone,
  distinct,
  equal,
  lessThan,
  sameAcross,
  differsBetween,
];

/** Whether a constraint of a service holds in one of its deployments. */
export function judgeConstraint(constraint: Constraint, scene: Scene): Outcome {
  return laws.find(({ kind }) => kind === constraint.kind)?.judge(constraint, scene) ?? holds;
}
