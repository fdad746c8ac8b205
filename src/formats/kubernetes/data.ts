import type { Binding } from "../../model/binding.ts";
import type { Source, Span } from "../../model/source.ts";
import { known, unknown, type Value } from "../../model/value.ts";
import { reasonedValue } from "../../text/hcl/unresolved.ts";
import { get, type Node, type Pair, pairsOf, spanOf } from "../../text/yaml.ts";
import { reportDuplicates } from "./duplicates.ts";
import { define } from "./bundles.ts";
import type { Gathered } from "./gathered.ts";
import { refusalOfKey } from "./names.ts";
import { filledIn } from "./filled-in.ts";
import type { KubernetesObject } from "./objects.ts";
import { jsonKeyOf, jsonTypeOf } from "./scalar.ts";

/** One entry of `data` or `stringData`, on its way to a binding. */
interface Datum {
  readonly name: string;
  readonly at: Span;
  readonly node: Node;
  readonly owner: string;
  /** The pair that it took the place of when documents were merged. */
  readonly under: Pair | undefined;
}

/** Reads a ConfigMap's `data`; `binaryData` never reaches an environment. */
export function readConfigMap(object: KubernetesObject, gathered: Gathered): void {
  const valueOf = (datum: Datum, { facts }: Gathered): Value => {
    const value = textValue(datum, object, { ...gathered, facts });
    if (value.state === "known" && !isFile(datum.name, datum.node)) {
      gathered.facts.push({ kind: "plaintext", name: datum.name, at: datum.at, where: datum.owner, value });
    }
    return value;
  };
  define(object, "configmap", bindAll(object.source, dataOf(object, "data", gathered), gathered, valueOf), gathered);
}

/** Binds each entry; what one took the place of is not told of, since it counts no longer. */
function bindAll(
  source: Source,
  data: readonly Datum[],
  gathered: Gathered,
  valueOf: (datum: Datum, gathered: Gathered) => Value,
): Binding[] {
  return data.map((datum) => {
    const { name, at } = datum;
    const value = valueOf(datum, gathered);
    const over: Binding[] = [];
    for (let pair = datum.under; pair !== undefined; pair = pair.under) {
      const below: Datum = { ...datum, at: spanOf(source, pair.key), node: pair.value, under: pair.under };
      over.push({ name, value: valueOf(below, { ...gathered, facts: [], problems: [] }), at: below.at });
    }
    return over.length === 0 ? { name, value, at } : { name, value, at, over };
  });
}

/** Reads a Secret: `data` decoded from base64, `stringData` over it. */
export function readSecret(object: KubernetesObject, gathered: Gathered): void {
  const written = dataOf(object, "stringData", gathered);
  const over = new Set(written.map(({ name }) => name));
  const decoded = dataOf(object, "data", gathered).filter(({ name }) => !over.has(name));
  const bindings = [
    ...bindAll(object.source, decoded, gathered, (datum, around) => decodedValue(datum, object, around)),
    ...bindAll(object.source, written, gathered, (datum, around) => textValue(datum, object, around)),
  ];
  define(object, "secret", bindings, gathered);
}

function dataOf(object: KubernetesObject, field: string, { facts, problems }: Gathered): Datum[] {
  const data = get(object.node, field);
  reportDuplicates(object.source, data, facts);
  const owner = `${object.kind.toLowerCase()} ${object.name}`;
  const found: Datum[] = [];
  for (const { key, value: node, under } of pairsOf(data)) {
    const name = jsonKeyOf(key);
    const at = spanOf(object.source, key);
    if (key.kind === "scalar" && jsonTypeOf(key) === "null") {
      problems.push({ at, message: `${owner} must not have null for a key, which kubectl cannot read` });
      continue;
    }
    const because = refusalOfKey(name);
    if (because !== undefined) facts.push({ kind: "invalid-name", name, at, because });
    if (node.kind === "scalar") found.push({ name, at, node, owner, under });
    else problems.push({ at, message: `${name} of ${owner} must be text, not a ${node.kind}` });
  }
  return found;
}

/** The text of a scalar that the API takes as a string; null is the empty string. */
function textValue({ name, at, node }: Datum, object: KubernetesObject, { facts }: Gathered): Value {
  if (node.kind !== "scalar") return known("");
  const type = jsonTypeOf(node);
  if (type === "null") return known("");
  if (type !== "string") facts.push({ kind: "refused-type", name, at, type });
  return reasonedValue(node) ?? filledIn(node.text, object) ?? known(node.text);
}

function decodedValue(datum: Datum, object: KubernetesObject, gathered: Gathered): Value {
  const { name, at, node, owner } = datum;
  if (node.kind !== "scalar" || jsonTypeOf(node) === "null") return known("");
  const parameter = filledIn(node.text, object);
  if (parameter !== undefined) return parameter;
  const text = decode(node.text);
  if (text === undefined) {
    gathered.problems.push({ at, message: `${name} of ${owner} must be base64 under data; plain text belongs under stringData` });
    return unknown(`${name} of ${owner} is not base64`);
  }
  if (text.endsWith("\n") && !isFileText(name, text)) gathered.facts.push({ kind: "decoded-newline", name, at });
  return known(text);
}

/** Bytes of one value after the other: a buffer for each would cost more than decoding it. */
const scratch = Buffer.alloc(4096);

/** Strict base64 with padding, as Go's encoding/json reads it; line breaks inside do not count. */
function decode(text: string): string | undefined {
  const plain = /[\r\n]/.test(text) ? text.replaceAll(/[\r\n]/g, "") : text;
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return undefined;
  if (plain.length > scratch.length) return Buffer.from(plain, "base64").toString("utf8");
  return scratch.toString("utf8", 0, scratch.write(plain, "base64"));
}

/** Whether an entry is a whole file to be mounted rather than the value of a variable. */
function isFile(name: string, node: Node): boolean {
  return node.kind === "scalar" && isFileText(name, node.text);
}

function isFileText(name: string, text: string): boolean {
  return name.includes(".") || text.trimEnd().includes("\n") || text.startsWith("-----BEGIN ");
}
