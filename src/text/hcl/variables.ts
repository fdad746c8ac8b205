import type { Layer } from "../../model/binding.ts";
import type { Value } from "../../model/value.ts";
import { type Gathered, plainLayer, type Variable } from "../platform/variables.ts";
import { spanOf } from "../yaml.ts";
import type { Node } from "../yaml-node.ts";
import { knownText, reasonOf, scalarValue } from "./unresolved.ts";
import type { Argument, View } from "./view.ts";

/** How a platform takes variables: what is told of them, and what it makes of a value. */
export interface Taking {
  readonly gathered: Gathered;
  /** The kind of place where values stand in plain text. */
  readonly where: string;
  readonly readValue?: ((node: Node) => Value) | undefined;
}

/** The layers of `{ NAME = value }`; names that are worked out elsewhere are an opening. */
export function layersOfMap(argument: Argument | undefined, { gathered, where, readValue = scalarValue }: Taking): Layer[] {
  if (argument === undefined) return [];
  const { at, node } = argument;
  const reason = reasonOf(node);
  if (reason !== undefined) return [{ kind: "opening", at, because: reason.because }];
  if (node.kind !== "mapping") {
    gathered.problems.push({ at, message: "the variables must be a map of names to values" });
    return [];
  }
  const openings = new Map<string, Layer>();
  const variables: Variable[] = [];
  for (const { key, value } of node.pairs) {
    const name = knownText(key);
    if (name !== undefined) variables.push({ name, at: spanOf(at.source, key), value });
    else {
      const because = reasonOf(key)?.because ?? "a name in it is worked out elsewhere";
      openings.set(because, { kind: "opening", at, because });
    }
  }
  return [...openings.values(), plainLayer(variables, ({ value }) => readValue(value), { facts: gathered.facts, where })];
}

/** A block for each variable: its name is an argument, and how it gets its value is for the platform to say. */
export function layersOfBlocks(view: View, type: string, valueOf: (entry: View) => Value, { gathered, where }: Taking): Layer[] {
  const openings: Layer[] = [];
  const made = view.dynamic(type);
  if (made !== undefined) openings.push({ kind: "opening", at: made, because: `a dynamic block makes its ${type} blocks` });
  const values = new Map<Node, Value>();
  const variables: Variable[] = [];
  for (const entry of view.blocks(type)) {
    const name = entry.argument("name");
    const reason = reasonOf(name?.node);
    const text = knownText(name?.node);
    if (reason !== undefined) openings.push({ kind: "opening", at: entry.at, because: reason.because });
    else if (name === undefined || text === undefined)
      gathered.problems.push({ at: entry.at, message: `each ${type} block must have a name` });
    else {
      values.set(name.node, valueOf(entry));
      variables.push({ name: text, at: spanOf(name.at.source, name.node), value: name.node });
    }
  }
  const written = ({ value }: Variable): Value => values.get(value) ?? scalarValue(value);
  return [...openings, plainLayer(variables, written, { facts: gathered.facts, where })];
}
