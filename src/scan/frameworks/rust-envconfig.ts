import type { ExpressionOf } from "../expression.ts";
import { literalOf, type Found } from "../found.ts";
import { childOf, type Node } from "../tree.ts";
import type { Framework, View } from "./framework.ts";
import { allFields, hintOf, optionNamed, optionsBefore, typeText, type Option } from "./rust/item.ts";

const ATTRIBUTES: ReadonlySet<string> = new Set(["envconfig"]);

/** The derive macro of the crate envconfig: `#[envconfig(from = "X", default = "d")]`; without `from`, the field's name in upper case. */
function readAt(node: Node, { module }: View): readonly Found[] {
  const [named, type] = [childOf(node, "name"), typeText(node, module)];
  const options = optionsBefore(node, ATTRIBUTES, module);
  if (named === undefined || optionNamed(options, "nested") !== undefined) return [];
  const [from, instead] = [textOf(optionNamed(options, "from")), textOf(optionNamed(options, "default"))];
  const mode = instead !== null ? "default" : type.startsWith("Option<") ? "optional" : "required";
  return [
    {
      variable: from?.text ?? module.textOf(named).toUpperCase(),
      at: from === null ? named : { start: from.node.start + 1, end: from.node.end - 1 },
      mode,
      confidence: mode === "required" ? "certain" : null,
      default: literalOf(instead),
      type: hintOf(type),
    },
  ];
}

const textOf = (option: Option | undefined): ExpressionOf<"text"> | null => (option?.value?.kind === "text" ? option.value : null);

function isDerived(field: Node, { module }: View): boolean {
  const struct = field.parent?.parent;
  return struct !== null && struct !== undefined && /derive\([^)]*\bEnvconfig\b/.test(before(struct.start, module.tree.text));
}

/** The attributes before an item. */
const before = (start: number, text: string): string => /(?:#\[[^\]]*\]\s*)*$/.exec(text.slice(Math.max(0, start - 600), start))?.[0] ?? "";

export const rustEnvconfig: Framework = {
  id: "rust-envconfig",
  languages: ["rust"],
  needs: /\bEnvconfig\b/,
  declared: (view) => ({ reads: allFields(view.module).flatMap((field) => (isDerived(field, view) ? readAt(field, view) : [])), open: [] }),
};
