import * as z from "zod/mini";
import { either } from "../text/complaint.ts";
import type { Shape } from "./shape-parts.ts";
import type { Node } from "../text/yaml.ts";

/** The shape without what makes it optional. */
function bare(shape: Shape): Shape {
  return shape instanceof z.ZodMiniOptional || shape instanceof z.ZodMiniNullable ? bare(shape.def.innerType) : shape;
}

/** The forms of a union; a shape that is none is its own only form. */
export function formsOf(shape: Shape | undefined): readonly Shape[] {
  if (shape === undefined) return [];
  const inner = bare(shape);
  return inner instanceof z.ZodMiniUnion ? inner.def.options : [inner];
}

/** The shape of what stands under a key or an index. */
export function innerShape(shape: Shape | undefined, step: PropertyKey): Shape | undefined {
  for (const form of formsOf(shape)) {
    if (form instanceof z.ZodMiniObject) return form.def.shape[String(step)];
    if (form instanceof z.ZodMiniRecord) return form.def.valueType;
    if (form instanceof z.ZodMiniArray && typeof step === "number") return form.def.element;
  }
  return undefined;
}

/** The kind of YAML node that a form has. */
export function kindOf(form: Shape): Node["kind"] {
  if (form instanceof z.ZodMiniObject || form instanceof z.ZodMiniRecord) return "mapping";
  return form instanceof z.ZodMiniArray ? "sequence" : "scalar";
}

/** The keys that a mapping may have. */
export function keysOf(shape: Shape | undefined): readonly string[] {
  return formsOf(shape).flatMap((form) => (form instanceof z.ZodMiniObject ? Object.keys(form.def.shape) : []));
}

export function titleOf(shape: Shape | undefined): string | undefined {
  return formsOf(shape)
    .map((form) => z.globalRegistry.get(form)?.title)
    .find((title) => title !== undefined);
}

/** What a value must be, in words that follow "must be". */
export function phraseOf(shape: Shape | undefined): string {
  return either([...new Set(formsOf(shape).flatMap(wordsFor))]);
}

function wordsFor(form: Shape): readonly string[] {
  if (kindOf(form) === "mapping") return ["a mapping"];
  if (form instanceof z.ZodMiniArray) return ["a list"];
  const title = titleOf(form);
  if (title !== undefined) return [title];
  if (form instanceof z.ZodMiniBoolean) return ["true", "false"];
  if (form instanceof z.ZodMiniNumber) return ["a whole number"];
  if (form instanceof z.ZodMiniEnum) return Object.values(form.def.entries).map(String);
  return ["text"];
}
