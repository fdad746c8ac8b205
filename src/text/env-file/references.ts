import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { Sealed } from "../../model/sealed.ts";
import type { Lookup, Template, Value } from "../../model/value.ts";
import { isSurelyName } from "../withhold.ts";

/** Whether a report may tell what a reference refers to: anything that is not surely a name may be a piece of a password, as in `pa$word`. */
export function isTellableReference(refers: string): boolean {
  return refers.length > 2 && isSurelyName(refers);
}

/** Whether a part of the value is lost by a reference whose name is not told. */
export function losesPiece(refers: string, value: Value, operator = ""): boolean {
  return !isTellableReference(refers) && value.state !== "known" && operator === "";
}

/** One fact for each name that may be told, and one for all others. */
export function referenceFacts(template: Template, { name, at }: Pick<Binding, "name" | "at">, lookup: Lookup): Fact[] {
  const references = template.filter((part) => "name" in part);
  const isLossy = references.some(({ name: refers, operator }) => losesPiece(refers, lookup(refers), operator));
  const told = references.filter(({ name: refers }) => isTellableReference(refers));
  const distinct = new Map(told.map((reference) => [reference.name, reference]));
  const facts = [...distinct.values()].map(({ name: refers, operator = "", operand }): Fact => {
    const [fallback] = operand ?? [];
    const about = { kind: "reference", name, refers, at, value: lookup(refers), from: "shell" } as const;
    if (operator.endsWith("+")) return { ...about, otherwise: "alternative" };
    if (operator.endsWith("?")) return { ...about, otherwise: "error" };
    if (operator === "") return { ...about, otherwise: "empty" };
    return { ...about, otherwise: "default", ...(fallback instanceof Sealed && { fallback }) };
  });
  return isLossy ? [...facts, { kind: "lost-piece", name, at }] : facts;
}
