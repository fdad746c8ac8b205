import type { Fact, FactOf } from "../model/fact.ts";
import type { Sealed } from "../model/sealed.ts";
import type { Span } from "../model/source.ts";
import { absent, isEmpty, type Lookup, type Operator, type Value } from "../model/value.ts";
import { type Invalid, placesIn, type Use } from "./compose-template.ts";
import { isTellableReference } from "./env-file/references.ts";

/** A text with references, and where a file has it. */
export interface Site {
  /** The text after unquoting, in which the uses have their offsets. */
  readonly written: string;
  readonly uses: readonly Use[];
  /** Covers the text as it stands in the file. */
  readonly place: Span;
  /** Where a name is reported whose place escapes hide; the beginning of the text unless given. */
  readonly at?: Span;
}

/** One fact for each use that compose surely looks up; `feeds` is the variable that they are parts of. An empty value that `:?` refuses counts as absent. */
export function referenceFacts(feeds: string | undefined, site: Site, lookup: Lookup): FactOf<"reference" | "lost-piece">[] {
  const { uses, written, place } = site;
  if (uses.length === 0) return [];
  const { source, start, end } = place;
  const offsets = placesIn(source.text.slice(start, end), written, uses);
  const hidden = site.at ?? { source, start, end: start };
  return uses.flatMap((use, i): FactOf<"reference" | "lost-piece">[] => {
    if (!isReached(use, lookup)) return [];
    if (!isMeant(use, written, feeds))
      return feeds === undefined || lookup(use.name).state === "known" ? [] : [{ kind: "lost-piece", name: feeds, at: hidden }];
    const offset = offsets[i];
    const at = offset === undefined ? hidden : { source, start: start + offset, end: start + offset + use.name.length };
    return [factOf(feeds, use, at, lookup(use.name))];
  });
}

/** Whether somebody meant a reference, as braces say, and a short name that the variable has too: `TZ: $TZ`. */
function isMeant({ name, at }: Use, written: string, feeds = ""): boolean {
  return written[at - 1] === "{" || isTellableReference(name) || name === feeds || feeds.endsWith(`_${name}`);
}

/** Whether compose stops at a `${NAME:?}`. */
export function isRefusal(fact: Fact): boolean {
  return fact.kind === "reference" && fact.otherwise === "error" && fact.value.state === "absent";
}

function factOf(feeds: string | undefined, use: Use, at: Span, value: Value): FactOf<"reference"> {
  const otherwise = otherwiseOf(use.operator);
  const fallback: { fallback?: Sealed } = otherwise === "default" && use.operand !== undefined ? { fallback: use.operand } : {};
  const seen = use.operator === ":?" && isEmpty(value) ? absent : value;
  return { kind: "reference", name: feeds, refers: use.name, at, value: seen, otherwise, ...fallback, from: "shell" };
}

const outcomes = { "-": "default", ":-": "default", "?": "error", ":?": "error", "+": "alternative", ":+": "alternative" } as const;

function otherwiseOf(operator: Operator | undefined): FactOf<"reference">["otherwise"] {
  return operator === undefined ? "empty" : outcomes[operator];
}

/** The first place at which compose gives up a text: one that it reads, for the operand of a use that is not needed may be anything. */
export function reachedInvalid(invalid: readonly Invalid[], lookup: Lookup): number | undefined {
  return invalid.find(({ outer }) => isReached({ outer }, lookup))?.at;
}

function isReached({ outer }: Pick<Use, "outer">, lookup: Lookup): boolean {
  return outer === undefined || (takesOperand(outer, lookup(outer.name)) && isReached(outer, lookup));
}

function takesOperand({ operator }: Use, value: Value): boolean {
  if (value.state === "unknown" || operator === undefined) return false;
  const isSet = value.state !== "absent" && !(operator.startsWith(":") && isEmpty(value));
  return operator.endsWith("-") ? !isSet : operator.endsWith("+") && isSet;
}
