import type { Extent } from "../../found.ts";
import { namedChildren, type Node } from "../../tree.ts";
import { named, type Asked } from "./expansion.ts";
import { placeOf, written, type Machine } from "./machine.ts";
import type { State } from "./state.ts";
import { joined, text, UNKNOWN, type Value } from "./value.ts";

/** A script in single quotes. */
export function nested(machine: Machine, node: Node, state: State): void {
  const start = node.start + 1;
  const outer = machine.script;
  const tree = machine.parse(outer.tree.text.slice(start, node.end - 1));
  machine.apart(() => {
    machine.script = { tree, place: (from, to): Extent | null => outer.place(start + from, start + to) };
    const inner = state.copy();
    Object.assign(inner, { args: null, nounset: false, errexit: false });
    machine.run(tree.root, inner);
    machine.script = outer;
  });
}

/** `eval "v=\$$name"`: what a dollar sign that is kept for the second round stands in front of is a name. */
export function evaluatedAgain(machine: Machine, words: readonly Node[], state: State): void {
  for (const word of words) {
    const parts = partsOf(word);
    for (const [position, part] of parts.entries()) {
      if (!/(?:\\|^')\$\{?[#!]?\w*$/.test(written(machine, part)) || !isText(part)) continue;
      const asked = named(machine, nameFrom(machine, parts.slice(position), state), placeOf(machine, word));
      const value = asked === null ? UNKNOWN : readAgain(machine, asked, state);
      const target = /^(?:export |local )?(\w+)=(?:\\["'])?\\\$/.exec(written(machine, word).replace(/^"/, ""))?.[1];
      if (target === undefined) continue;
      machine.findings.assigned.add(target);
      state.assign(target, value);
    }
  }
}

function readAgain(machine: Machine, asked: Asked, state: State): Value {
  const own = state.own.get(asked.variable);
  if (own?.sure === true) return own.value;
  const found = machine.findings.note({ ...asked, mode: "optional" });
  return { kind: "variable", name: asked.variable, or: null, reads: found === null ? [] : [found] };
}

function partsOf(word: Node): readonly Node[] {
  const parts = word.type === "string" || word.type === "concatenation" ? namedChildren(word) : [];
  return parts.flatMap((part) => (part.type === "string" ? namedChildren(part) : [part]));
}

function isText({ type }: Node): boolean {
  return type === "string_content" || type === "word" || type === "raw_string";
}

/** The texts and expansions from a kept dollar sign on, until what no name can hold. */
function nameFrom(machine: Machine, parts: readonly Node[], state: State): Value {
  const [first, ...rest] = parts;
  const found: Value[] = [text(first === undefined ? "" : (/\w*$/.exec(written(machine, first))?.[0] ?? ""))];
  for (const part of rest) {
    if (!isText(part)) {
      found.push(machine.evaluate(part, state));
      continue;
    }
    const content = written(machine, part);
    if (content === "{") continue;
    const head = /^\w*/.exec(content)?.[0] ?? "";
    found.push(text(head));
    if (head !== content) break;
  }
  return joined(found.filter((value) => value.kind !== "text" || value.text !== ""));
}

interface Given {
  readonly word: Node | undefined;
  readonly value: Value;
}

/** `printenv X`. */
export function printed(machine: Machine, { word, value }: Given, state: State): void {
  if (word === undefined || (value.kind === "text" && value.text.startsWith("-"))) return;
  const isWritten = word.type !== "simple_expansion" && word.type !== "expansion" && value.kind === "text" && value.at !== null;
  const asked = named(machine, isWritten ? { ...value, listed: true } : value, placeOf(machine, word));
  if (asked !== null && state.own.get(asked.variable)?.sure !== true) machine.findings.note({ ...asked, mode: "optional" });
}

/** `envsubst '$A ${B}'` puts in these, and nothing where they are unset. */
export function mentioned(machine: Machine, { word, value }: Given, state: State): void {
  if (word === undefined || value.kind !== "text") return;
  const base = value.at ?? placeOf(machine, word);
  if (base === null) return;
  for (const { 0: whole, 1: name = "", index } of value.text.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
    if (state.own.get(name)?.sure === true) continue;
    const start = base.start + index + whole.length - name.length;
    const at = value.at === null ? base : { start, end: start + name.length };
    machine.findings.note({ variable: name, at, mode: "optional" });
  }
}
