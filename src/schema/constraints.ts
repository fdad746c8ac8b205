import type { Constraint, ConstraintKind } from "../model/schema.ts";
import { spanOf } from "../text/yaml.ts";
import { conditionsIn, namesOfConditions } from "./conditions.ts";
import { type Field, type Fields, fieldsOf, keySpan, type Report, textIn, within, type Word, wordsIn } from "./fields.ts";
import type { Law } from "./inherit.ts";

/** The kinds of constraint, which are also their keys. */
const kinds: readonly ConstraintKind[] = [
  "require",
  "forbid",
  "exactly-one-of",
  "at-least-one-of",
  "all-or-none",
  "distinct",
  "equal",
  "less-than",
  "same-across",
  "differs-between",
];

/** A constraint with every name it uses, to be looked up once all services are known. */
export interface Written {
  readonly constraint: Constraint;
  readonly variables: readonly Word[];
  readonly services: readonly Word[];
  readonly stages: readonly Word[];
}

/** What one entry of `constraints` means: one constraint, or two when `require` and `forbid` share a condition. */
export function constraintsIn({ source, node }: Law, report: Report): readonly Written[] {
  const fields = fieldsOf(source, node);
  const found = kinds.flatMap((kind) => {
    const field = fields.get(kind);
    return field === undefined ? [] : [{ kind, field }];
  });
  const conditional = found.every(({ kind }) => isConditional(kind));
  const [first, second] = found;
  if (first === undefined && node.kind === "mapping" && [...fields.keys()].every((key) => key === "when" || key === "message")) {
    report({ ...spanOf(source, node), end: node.start }, `a constraint needs one of ${kinds.join(", ")}`);
  }
  if (second !== undefined && !conditional) report(keySpan(second.field), "a constraint says one thing; give this key an entry of its own");
  const when = fields.get("when");
  if (when !== undefined && !conditional) report(keySpan(when), "when goes with require and forbid only");
  if (when === undefined && first !== undefined && conditional)
    report(keySpan(first.field), `${first.kind} needs a when; without a condition it belongs to the variable`);
  return found.map(({ kind, field }) => written({ kind, field }, fields, report));
}

function isConditional(kind: ConstraintKind): boolean {
  return kind === "require" || kind === "forbid";
}

/** The key that says what a constraint is. */
interface Said {
  readonly kind: ConstraintKind;
  readonly field: Field;
}

function written({ kind, field }: Said, fields: Fields, report: Report): Written {
  const inner = within(field);
  const variables = wordsIn(inner.get("variables") ?? field);
  const services = wordsIn(inner.get("services"));
  const stages = wordsIn(inner.get("stages"));
  const when = isConditional(kind) ? fields.get("when") : undefined;
  const message = textIn(fields.get("message"));
  for (const words of [variables, services, stages]) tellTwice(words, report);
  const constraint: Constraint = {
    kind,
    at: keySpan(field),
    variables: variables.map(({ text }) => text),
    when: conditionsIn(when, report),
    services: services.map(({ text }) => text),
    stages: stages.map(({ text }) => text),
    ...(message === undefined ? {} : { message }),
  };
  return { constraint, variables: [...namesOfConditions(when), ...variables], services, stages };
}

/** One thing cannot differ from itself, and both of two cannot be the same one. */
function tellTwice(words: readonly Word[], report: Report): void {
  for (const [index, { text, at }] of words.entries())
    if (words.findIndex((earlier) => earlier.text === text) < index) report(at, `${text} stands twice in this list`);
}
