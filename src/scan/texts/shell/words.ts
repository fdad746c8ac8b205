import { namedChildren, type Node } from "../../tree.ts";
import { expansion, reference } from "./expansion.ts";
import { placeOf, written, type Machine } from "./machine.ts";
import type { State } from "./state.ts";
import { joined, text, UNKNOWN, type Value } from "./value.ts";

type Evaluate = (machine: Machine, node: Node, state: State) => Value;

/** What a word stands for, by type of node; the reads in it are noted on the way. */
export function evaluate(machine: Machine, node: Node, state: State): Value {
  return (KINDS[node.type] ?? other)(machine, node, state);
}

const literal: Evaluate = (machine, node) => text(unescaped(written(machine, node)), placeOf(machine, node));

const KINDS: Readonly<Record<string, Evaluate>> = {
  word: literal,
  number: literal,
  string_content: (machine, node) => text(written(machine, node).replaceAll(/\\([$`"\\\n])/g, "$1"), placeOf(machine, node)),
  raw_string: (machine, node) => text(written(machine, node).slice(1, -1), machine.script.place(node.start + 1, node.end - 1)),
  ansi_c_string: (machine, node) => text(written(machine, node).slice(2, -1)),
  string: (machine, node, state) => pieces(machine, { node, start: node.start + 1, end: node.end - 1 }, state),
  translated_string: (machine, node, state) => joined(namedChildren(node).map((child) => evaluate(machine, child, state))),
  concatenation: (machine, node, state) => pieces(machine, { node, start: node.start, end: node.end }, state),
  command_name: (machine, node, state) => joined(namedChildren(node).map((child) => evaluate(machine, child, state))),
  simple_expansion: (machine, node, state) => {
    const [name] = namedChildren(node);
    return name === undefined ? UNKNOWN : reference(machine, name, state);
  },
  expansion,
  // Of `${X:-a-b}` the grammar takes "a" for a name; a name without a dollar sign is one in arithmetic alone, which takes 0 where it is not set.
  variable_name: (machine, node, state) => {
    if (!ARITHMETIC.has(node.parent?.type ?? "")) return literal(machine, node, state);
    const value = reference(machine, node, state);
    if (value.kind === "variable") machine.findings.hint(value.reads, "integer");
    return UNKNOWN;
  },
  array: (machine, node, state) => ({ kind: "list", values: namedChildren(node).map((child) => item(evaluate(machine, child, state))) }),
  command_substitution: substitution,
  process_substitution: substitution,
  // A text whose quotes are not there is one of the tests, of `[[ a =~ b ]]`.
  regex: other,
  subscript: (machine, node, state) => {
    for (const child of namedChildren(node)) if (child.field === "index" && child.type !== "word") evaluate(machine, child, state);
    return UNKNOWN;
  },
};

const ARITHMETIC = new Set(
  "arithmetic_expansion compound_statement binary_expression unary_expression postfix_expression ternary_expression parenthesized_expression".split(
    " ",
  ),
);

/** What a list holds, nothing is expected to change. */
function item(value: Value): Value {
  return value.kind === "text" ? { ...value, listed: true } : value;
}

function other(machine: Machine, node: Node, state: State): Value {
  for (const child of namedChildren(node)) evaluate(machine, child, state);
  return UNKNOWN;
}

function substitution(machine: Machine, node: Node, state: State): Value {
  machine.apart(() => {
    const inner = state.copy();
    for (const child of node.children) if (child.field === "redirect") evaluate(machine, child, inner);
    machine.sequence(
      node.children.filter(({ field, named }) => named && field !== "redirect"),
      inner,
    );
  });
  return UNKNOWN;
}

interface Span {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

/** The grammar leaves out the blanks between two expansions. */
function pieces(machine: Machine, { node, start, end }: Span, state: State): Value {
  const found: Value[] = [];
  let at = start;
  for (const child of namedChildren(node)) {
    if (child.start > at) found.push(text(machine.script.tree.text.slice(at, child.start)));
    found.push(evaluate(machine, child, state));
    at = child.end;
  }
  if (end > at) found.push(text(machine.script.tree.text.slice(at, end)));
  return found.length === 0 ? text("", machine.script.place(start, end)) : joined(found);
}

function unescaped(word: string): string {
  return word.replaceAll(/\\([^])/g, (_whole, character: string) => (character === "\n" ? "" : character));
}
