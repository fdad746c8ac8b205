import type { Extent, Found, FoundAll, Literal } from "../../found.ts";
import type { View } from "../framework.ts";
import type { Filled } from "./target.ts";
import { fieldsOf, hasMethod, shapeOf, type Field, type GoType, type Shape } from "./type.ts";

/** What a field reads. */
export interface FieldRead {
  /** Any of these, the first that is set. */
  readonly names: readonly string[];
  readonly at: Extent;
  readonly required: boolean;
  readonly default: string | undefined;
}

/** How a library looks at a struct; `Context` is what goes down with it, such as the prefix. */
export interface Schema<Context> {
  /** A field that is no struct to walk into; null for one that reads nothing. */
  read(field: Field, context: Context): FieldRead | null;
  /** What goes down into the struct that a field holds; null not to. */
  inner(field: Field, context: Context, shape: Shape): Context | null;
  /** Methods that make a struct a single value. */
  readonly decoders: readonly string[];
}

/** A struct nested deeper than this is one that holds itself. */
const DEEPEST = 16;

/** Everything that a struct reads, in the order of its fields. */
export function readsOf<Context>(target: GoType, context: Context, schema: Schema<Context>, view: View): readonly Found[] {
  const walk = (type: GoType, around: Context, above: readonly string[]): readonly Found[] =>
    fieldsOf(type).flatMap((field) => {
      const shape = shapeOf(field.type, view);
      const isLeaf = shape.kind !== "struct" || hasMethod(shape, schema.decoders, view);
      const key = `${shape.type.module.path}:${String(shape.type.node.start)}`;
      if (!isLeaf) {
        const inner = above.includes(key) || above.length > DEEPEST ? null : schema.inner(field, around, shape);
        if (inner !== null) return walk(shape.type, inner, [...above, key]);
      }
      if (field.embedded && shape.kind !== "struct" && field.tags.size === 0) return [];
      const read = schema.read(field, around);
      return read === null ? [] : found(read, field, shape);
    });
  const shape = shapeOf(target, view);
  return shape.kind === "struct" ? walk(shape.type, context, []) : [];
}

function found(read: FieldRead, { module }: Field, shape: Shape): readonly Found[] {
  const type = hintOf(shape);
  const instead = read.default === undefined ? null : literal(read.default, type);
  const mode = read.default !== undefined ? "default" : read.required ? "required" : "optional";
  const names = [...new Set(read.names)];
  const about = {
    path: module.path,
    at: read.at,
    mode,
    confidence: mode === "required" ? "certain" : null,
    default: instead,
    type,
  } as const;
  const group = names.length > 1 ? { oneOf: `${String(read.at.start)}:${names.join(",")}` } : {};
  return names.map((variable) => ({ variable, ...about, ...group }));
}

function literal(text: string, type: string | null): Literal {
  return { text, of: type === "integer" || type === "number" ? "number" : type === "boolean" ? "boolean" : "string" };
}

const HINTS: Readonly<Record<string, string>> = {
  string: "string",
  bool: "boolean",
  float32: "number",
  float64: "number",
  "time.Duration": "duration",
  "net/url.URL": "url",
};

/** What a Go type says of the text. */
export function hintOf({ kind, path }: Shape): string | null {
  if (kind === "list") return "list";
  return HINTS[path] ?? (/^u?int\d*$/.test(path) ? "integer" : null);
}

/** What all calls read; open where the struct of one is not known. */
export function filled(calls: readonly Filled[], reads: (call: Filled, target: GoType) => FoundAll): FoundAll {
  return together(calls.map((call) => (call.target === undefined ? openAt(call) : reads(call, call.target))));
}

export function together(all: readonly FoundAll[]): FoundAll {
  return { reads: all.flatMap(({ reads }) => reads), open: all.flatMap(({ open }) => open) };
}

export const only = (reads: readonly Found[]): FoundAll => ({ reads, open: [] });

/** A call that reads names which are not known. */
export function openAt({ call }: Filled): FoundAll {
  return { reads: [], open: [{ at: call.callee.node, prefix: "", suffix: "" }] };
}
