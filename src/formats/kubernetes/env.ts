import { append } from "../../text/append.ts";
import type { Binding } from "../../model/binding.ts";
import { isEmptyText, sameText } from "../../model/sealed.ts";
import { known, opaque, type Written } from "../../model/value.ts";
import { reasonedValue } from "../../text/hcl/unresolved.ts";
import { namesReferredTo, parseExpansion } from "../../text/kubernetes-expansion.ts";
import { get, isNull, type Node, pairOf, type Scalar, spanOf, startOf, textOf } from "../../text/yaml.ts";
import { reportDuplicates } from "./duplicates.ts";
import type { Container, Dollars, Gathered, KeyReference } from "./gathered.ts";
import { refusalOfName } from "./names.ts";
import { filledIn } from "./filled-in.ts";
import type { Pod } from "./objects.ts";
import { jsonTypeOf } from "./scalar.ts";
import { bind, type Named, readValueFrom } from "./value-from.ts";

/** What an env entry is read with: its pod, and where to tell what is wrong. */
export interface Surroundings {
  readonly pod: Pod;
  readonly gathered: Gathered;
}

/** Reads the `env` list of a container. */
export function readEnv(items: readonly Node[], around: Surroundings): Pick<Container, "env" | "dollars"> {
  const env: (Binding | KeyReference)[] = [];
  const dollars: Dollars[] = [];
  const earlier = new Map<string, Binding | KeyReference>();
  for (const item of items) {
    const named = readName(item, around);
    if (named === undefined) continue;
    const { name, at } = named;
    const entry = readValue(named, item, around);
    const before = earlier.get(name);
    if (before !== undefined) around.gathered.facts.push({ kind: "duplicate", name, at, earlier: before.at, same: isSame(before, entry) });
    earlier.set(name, entry);
    const text = textOf(get(item, "value"));
    if (text?.includes("$") === true && around.pod.object.parameters === undefined) dollars.push(dollarsIn(text, entry, env.length));
    const over = overOf(item, named, around);
    env.push(over.length === 0 ? entry : { ...entry, over });
  }
  return { env, dollars };
}

/** What the entry took the place of when documents were merged, the nearest first. What stands there in plain text is told; the rest counts no longer. */
function overOf(item: Node, { name }: Named, { pod, gathered }: Surroundings): Binding[] {
  const found: Binding[] = [];
  for (let node = item.kind === "mapping" ? item.under : undefined; node !== undefined; node = node.under) {
    const key = get(node, "name");
    if (key === undefined) continue;
    const aside: Gathered = { ...gathered, facts: [], problems: [] };
    const entry = readValue({ name, at: spanOf(pod.object.source, key) }, node, { pod, gathered: aside });
    append(
      gathered.facts,
      aside.facts.filter(({ kind }) => kind === "plaintext"),
    );
    found.push("value" in entry ? entry : bind(entry, opaque(`key ${entry.key} of ${entry.object}`)));
  }
  return found;
}

/** The name of an entry, with what is wrong with it told. */
function readName(item: Node, { pod, gathered }: Surroundings): Named | undefined {
  const { source } = pod.object;
  const node = get(item, "name");
  const name = textOf(node);
  if (node?.kind !== "scalar" || name === undefined || name === "") {
    gathered.problems.push({ at: startOf(source, item), message: "an env entry must have a name" });
    return undefined;
  }
  reportDuplicates(source, item, gathered.facts);
  const at = spanOf(source, node);
  const type = jsonTypeOf(node);
  if (type !== "string") gathered.facts.push({ kind: "refused-type", name, at, type });
  const because = refusalOfName(name);
  if (because !== undefined) gathered.facts.push({ kind: "invalid-name", name, at, because });
  return { name, at };
}

function readValue(named: Named, item: Node, around: Surroundings): Binding | KeyReference {
  const node = get(item, "value");
  const literal = node?.kind === "scalar" && node.text !== "" && jsonTypeOf(node) !== "null" ? node : undefined;
  const from = pairOf(item, "valueFrom");
  if (from === undefined || isNull(from.value)) return bind(named, literal === undefined ? known("") : readLiteral(named, literal, around));
  if (literal === undefined) return readValueFrom(named, from.value, around);
  const at = spanOf(around.pod.object.source, from.key);
  around.gathered.problems.push({ at, message: `${named.name} must have a value or a valueFrom, not both` });
  return bind(named, readLiteral(named, literal, around));
}

function readLiteral({ name, at }: Named, node: Scalar, { pod, gathered: { facts } }: Surroundings): Written {
  const type = jsonTypeOf(node);
  if (type !== "string") facts.push({ kind: "refused-type", name, at, type });
  const value = reasonedValue(node) ?? filledIn(node.text, pod.object) ?? parseExpansion(node.text);
  if (value.state === "known" && !isEmptyText(value.text)) facts.push({ kind: "plaintext", name, at, where: "the manifest", value });
  return value;
}

function dollarsIn(text: string, entry: Binding | KeyReference, index: number): Dollars {
  const expanded = "value" in entry ? namesReferredTo(entry.value) : [];
  const braced = [...text.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].map(([, name]) => name ?? "");
  return { index, expanded, braced };
}

/** Whether two entries surely give the same text. */
function isSame(one: Binding | KeyReference, other: Binding | KeyReference): boolean {
  if (!("value" in one)) return !("value" in other) && one.ref === other.ref && one.key === other.key;
  return "value" in other && one.value.state === "known" && other.value.state === "known" && sameText(one.value.text, other.value.text);
}
