import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { Sealed } from "../../model/sealed.ts";
import type { Lookup, Template } from "../../model/value.ts";
import { isSurelyName } from "../withhold.ts";

/** Whether a report may tell what a reference refers to: anything that is not surely a name may be a piece of a password, as in `pa$word`. */
export function isTellableReference(refers: string): boolean {
  return refers.length > 2 && isSurelyName(refers);
}

/** One fact for each name that may be told. */
export function referenceFacts(template: Template, { name, at }: Pick<Binding, "name" | "at">, lookup: Lookup): Fact[] {
  const references = template.filter((part) => "name" in part).filter(({ name: refers }) => isTellableReference(refers));
  const distinct = new Map(references.map((reference) => [reference.name, reference]));
  return [...distinct.values()].map(({ name: refers, operator = "", operand }): Fact => {
    const [fallback] = operand ?? [];
    const about = { kind: "reference", name, refers, at, value: lookup(refers), from: "shell" } as const;
    if (operator.endsWith("+")) return { ...about, otherwise: "alternative" };
    if (operator.endsWith("?")) return { ...about, otherwise: "error" };
    if (operator === "") return { ...about, otherwise: "empty" };
    return { ...about, otherwise: "default", ...(fallback instanceof Sealed && { fallback }) };
  });
}
