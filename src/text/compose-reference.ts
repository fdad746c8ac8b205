import type { FactOf } from "../model/fact.ts";
import type { Sealed } from "../model/sealed.ts";
import type { Span } from "../model/source.ts";
import { absent, isEmpty, type Lookup, type Operator, type Value } from "../model/value.ts";
import type { Use } from "./compose-template.ts";

/** A use with its place in the source. */
export interface PlacedUse extends Use {
  /** The name inside the braces; where escapes hide it, the name of the variable it feeds. */
  readonly place: Span;
}

/** One fact for each use that compose surely looks up; `feeds` is the variable that they are parts of. An empty value that `:?` refuses counts as absent. */
export function referenceFacts(feeds: string | undefined, uses: readonly PlacedUse[], lookup: Lookup): FactOf<"reference">[] {
  return uses.filter((use) => isReached(use, lookup)).map((use) => factOf(feeds, use, lookup(use.name)));
}

/** Whether compose stops at a `${NAME:?}`. */
export function isRefusal({ otherwise, value }: FactOf<"reference">): boolean {
  return otherwise === "error" && value.state === "absent";
}

function factOf(feeds: string | undefined, use: PlacedUse, value: Value): FactOf<"reference"> {
  const otherwise = otherwiseOf(use.operator);
  const fallback: { fallback?: Sealed } = otherwise === "default" && use.operand !== undefined ? { fallback: use.operand } : {};
  const seen = use.operator === ":?" && isEmpty(value) ? absent : value;
  return { kind: "reference", name: feeds, refers: use.name, at: use.place, value: seen, otherwise, ...fallback, from: "shell" };
}

const outcomes = { "-": "default", ":-": "default", "?": "error", ":?": "error", "+": "alternative", ":+": "alternative" } as const;

function otherwiseOf(operator: Operator | undefined): FactOf<"reference">["otherwise"] {
  return operator === undefined ? "empty" : outcomes[operator];
}

function isReached({ outer }: Use, lookup: Lookup): boolean {
  return outer === undefined || (takesOperand(outer, lookup(outer.name)) && isReached(outer, lookup));
}

function takesOperand({ operator }: Use, value: Value): boolean {
  if (value.state === "unknown" || operator === undefined) return false;
  const isSet = value.state !== "absent" && !(operator.startsWith(":") && isEmpty(value));
  return operator.endsWith("-") ? !isSet : operator.endsWith("+") && isSet;
}
