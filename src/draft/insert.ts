import type { Source } from "../model/source.ts";
import { type Mapping, type Node, type Pair, pairOf, yamlDocument } from "../text/yaml.ts";
import { closingOf, endOf, indentAt, isFlow, lineEnd } from "./layout.ts";
import type { Draft } from "./variable.ts";
import { comment, linesOf, ownStyle, type Style } from "./written.ts";

/** Why nothing can be put into a file. */
export interface Refused {
  readonly because: string;
}

/** The text of a schema file with more variables at the end of its `variables`, in its own style; every other byte stays. */
export function withVariables(source: Source, drafts: readonly Draft[]): string | Refused {
  const { root } = yamlDocument(source);
  if (root?.kind !== "mapping") return { because: "it holds no mapping" };
  const { text } = source;
  const pair = pairOf(root, "variables");
  if (pair === undefined) return isFlow(root, text) ? intoFlow(text, root, [wholeOf(drafts)]) : atEnd(text, drafts);
  const { key, value } = pair;
  if (value.start < key.end) return { because: "its variables stand at another place, which an alias names" };
  if (value.kind !== "mapping") return { because: "its variables are no mapping" };
  if (!isFlow(value, text)) return afterLast(text, value, drafts);
  if (value.pairs.length > 0 || isFlow(root, text)) return intoFlow(text, value, entriesOf(drafts, isJson(root, text)));
  const end = closingOf(text, value.start) + 1;
  return underKey(text.slice(0, key.end) + text.slice(key.end, value.start).trimEnd() + text.slice(end), key.start, drafts);
}

function newlineOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Puts whole lines in at the start of a line. */
function insertLines(text: string, at: number, lines: readonly string[]): string {
  const newline = newlineOf(text);
  const before = text.slice(0, at);
  const gap = before === "" || before.endsWith("\n") ? "" : newline;
  return before + gap + lines.map((line) => line + newline).join("") + text.slice(at);
}

function atEnd(text: string, drafts: readonly Draft[]): string {
  const style = { ...ownStyle, flow: true };
  return insertLines(text, text.length, ["", "variables:", ...drafts.flatMap((draft) => linesOf(draft, style))]);
}

/** Below `variables:` with nothing in it yet. */
function underKey(text: string, key: number, drafts: readonly Draft[]): string {
  const style = { ...ownStyle, flow: true, indent: `${indentAt(text, key)}  ` };
  return insertLines(
    text,
    lineEnd(text, key),
    drafts.flatMap((draft) => linesOf(draft, style)),
  );
}

/** Behind the last variable and the comments that belong to it. */
function afterLast(text: string, variables: Mapping, drafts: readonly Draft[]): string {
  const style = styleOf(text, variables);
  let at = lineEnd(text, endOf(variables, text));
  const comments = new RegExp(`(?:[ \\t]*\\r?\\n)*${style.indent}[ \\t]*#[^\\n]*(?:\\n|$)`, "y");
  for (comments.lastIndex = at; comments.test(text); comments.lastIndex = at) at = comments.lastIndex;
  const lines = drafts.flatMap((draft) => [...(style.spaced ? [""] : []), ...linesOf(draft, style)]);
  return insertLines(text, at, lines);
}

/** As most of the variables that are there say it. */
function styleOf(text: string, { pairs }: Mapping): Style {
  const written = pairs.filter(({ key, value }) => value.kind === "mapping" && value.start > key.end);
  const blocks = written.filter(({ value }) => value.kind === "mapping" && !isFlow(value, text));
  const indent = indentAt(text, pairs[0]?.key.start ?? 0);
  return {
    flow: blocks.length * 2 <= written.length,
    indent,
    step: stepOf(text, blocks[0], indent),
    json: false,
    spaced: isSpaced(text, pairs),
  };
}

function stepOf(text: string, block: Pair | undefined, indent: string): string {
  const inner = block?.value.kind === "mapping" ? block.value.pairs[0]?.key.start : undefined;
  return (inner === undefined ? "" : indentAt(text, inner).slice(indent.length)) || indent;
}

function isSpaced(text: string, pairs: readonly Pair[]): boolean {
  const [before, last] = pairs.slice(-2);
  if (before === undefined || last === undefined || before.value.start < before.key.end) return false;
  return /\n[ \t]*\r?\n/.test(text.slice(endOf(before.value, text), last.key.start));
}

/** An entry of a mapping in braces. */
interface FlowEntry {
  readonly lines: readonly string[];
  readonly comment: string;
}

function isJson(root: Node, text: string): boolean {
  return isFlow(root, text) && root.kind === "mapping" && root.pairs.every(({ key }) => key.kind === "scalar" && key.style === "double");
}

function entriesOf(drafts: readonly Draft[], json: boolean): readonly FlowEntry[] {
  return drafts.map((draft) => {
    const style = { ...ownStyle, indent: "", flow: true, json };
    const [line = ""] = linesOf({ ...draft, because: "" }, style);
    return { lines: [line.endsWith(":") ? `${line} {}` : line], comment: json ? "" : comment(draft.because) };
  });
}

/** `variables` as an entry of a file in JSON. */
function wholeOf(drafts: readonly Draft[]): FlowEntry {
  const inner = entriesOf(drafts, true).flatMap(({ lines }) => lines);
  return {
    lines: ['"variables": {', ...inner.map((line, position) => `  ${line}${position < inner.length - 1 ? "," : ""}`), "}"],
    comment: "",
  };
}

/** In front of the closing brace, on lines of their own. */
function intoFlow(text: string, mapping: Mapping, entries: readonly FlowEntry[]): string {
  const close = closingOf(text, mapping.start);
  const last = mapping.pairs.at(-1);
  const end = last === undefined ? mapping.start + 1 : endOf(mapping, text);
  const rest = text.slice(end, close).trimEnd();
  const outer = indentAt(text, mapping.start);
  const first = mapping.pairs[0]?.key.start;
  const own =
    first !== undefined && /^[ \t]*["']?$/.test(text.slice(text.lastIndexOf("\n", first - 1) + 1, first))
      ? indentAt(text, first)
      : `${outer}  `;
  const comma = last === undefined || /^\s*,/.test(rest) ? "" : ",";
  const lines = entries.flatMap(({ lines: written, comment: words }, position) => {
    const behind = (position < entries.length - 1 ? "," : "") + words;
    return [...written.slice(0, -1), (written.at(-1) ?? "") + behind];
  });
  return [text.slice(0, end) + comma + rest, ...lines.map((line) => own + line), outer + text.slice(close)].join(newlineOf(text));
}
