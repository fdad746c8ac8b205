import type { Found } from "../found.ts";
import type { Module } from "../core/module.ts";
import type { Expression, ExpressionOf } from "../expression.ts";
import { extentOf, outcomeWith, type Outcome } from "./calls.ts";
import type { Framework, View } from "./framework.ts";

const TYPES: Readonly<Record<string, string>> = {
  ":integer": "integer",
  ":float": "number",
  ":boolean": "boolean",
  ":string": "string",
  ":list": "list",
};

/** `{:system, "X"}`, `{:system, "X", default}`, and with a type in between, as Confex has it. */
function fromTuple({ items }: ExpressionOf<"list">, view: View): readonly Found[] {
  const [mark, second, third, fourth] = items;
  const called = mark?.kind === "name" ? mark.name : null;
  const [name, instead] = second?.kind === "name" ? [third, fourth] : [second, third];
  if ((called !== ":system" && called !== ":hush") || name?.kind !== "text") return [];
  const outcome = called === ":system" ? outcomeWith(instead ?? null, view) : ofHush(instead, view);
  return [{ variable: name.text, at: extentOf(name.node), ...outcome, type: typeOf(second) }];
}

const typeOf = (mark: Expression | undefined): string | null => (mark?.kind === "name" ? (TYPES[mark.name] ?? null) : null);

/** `{:hush, SystemEnvironment, "X", default: d}`, which fails without. */
function ofHush(options: Expression | undefined, view: View): Outcome {
  const entries = options?.kind === "record" ? options.entries : [];
  const given = entries.find(({ key }) => key.kind === "text" && key.text === "default")?.value;
  return given === undefined ? { mode: "required", confidence: "certain", default: null } : outcomeWith(given, view);
}

function tuplesIn(module: Module): readonly ExpressionOf<"list">[] {
  return module.candidates.flatMap((node) => {
    const expression = node.type === "tuple" ? module.lower(node) : undefined;
    return expression?.kind === "list" ? [expression] : [];
  });
}

/** Configuration that libraries replace by variables when the application starts. */
export const elixirTuples: Framework = {
  id: "elixir-tuples",
  languages: ["elixir"],
  needs: /\{\s*:(?:system|hush)\s*,/,
  declared: (view) => ({ reads: tuplesIn(view.module).flatMap((tuple) => fromTuple(tuple, view)), open: [] }),
};
