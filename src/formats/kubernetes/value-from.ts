import type { Binding } from "../../model/binding.ts";
import type { Span } from "../../model/source.ts";
import { opaque, unknown, type Value, type Written } from "../../model/value.ts";
import { get, type Node, pairsOf, spanOf, textOf } from "../../text/yaml.ts";
import { refusalOf } from "./downward.ts";
import { fieldValue } from "./fields.ts";
import { type Gathered, type KeyReference, refTo } from "./gathered.ts";
import type { Pod } from "./objects.ts";
import { platformOf } from "./platform.ts";
import { booleanOf } from "./scalar.ts";

/** An env entry without its value. */
export interface Named {
  readonly name: string;
  readonly at: Span;
}

/** A binding with its parts in the order of all others: objects of one shape are read quicker. */
export function bind({ name, at }: Named, value: Written): Binding {
  return { name, value, at };
}

type Reader = (named: Named, node: Node, pod: Pod) => Binding | KeyReference;

const readers = new Map<string, Reader>([
  ["fieldRef", (named, node, pod) => bind(named, fieldValue(textIn(node, "fieldPath"), pod))],
  ["resourceFieldRef", (named, node) => bind(named, opaque(`${textIn(node, "resource")} of the container, known once it runs`))],
  ["configMapKeyRef", (named, node, pod) => keyReference(named, node, { pod, kind: "configmap" })],
  ["secretKeyRef", secretReference],
  ["fileKeyRef", (named, node) => bind(named, fileValue(node))],
]);

/** Reads `valueFrom`. A key of a ConfigMap or Secret is followed only once all files are read. */
export function readValueFrom(named: Named, from: Node, { pod, gathered }: { pod: Pod; gathered: Gathered }): Binding | KeyReference {
  let found: Binding | KeyReference | undefined;
  let sources = 0;
  for (const { key, value } of pairsOf(from)) {
    const reader = key.kind === "scalar" ? readers.get(key.text) : undefined;
    if (reader === undefined) continue;
    sources += 1;
    found ??= reader(named, value, pod);
    const refusal = refusalOf(textOf(key) ?? "", value);
    if (refusal !== undefined) gathered.problems.push({ at: spanOf(pod.object.source, value), message: `${named.name} ${refusal}` });
  }
  if (sources !== 1) {
    gathered.problems.push({
      at: named.at,
      message: `${named.name} must have one source in valueFrom, not ${sources === 0 ? "none" : "several"}`,
    });
  }
  return found ?? bind(named, unknown("its valueFrom names no source that envcheck knows"));
}

/** On Cloud Run the name is that of a secret of Secret Manager, and the key one of its versions. */
function secretReference(named: Named, node: Node, pod: Pod): Binding | KeyReference {
  return platformOf(pod.object)?.startsWith("cloud-run") === true
    ? bind(named, opaque(`version ${textIn(node, "key")} of ${textIn(node, "name")} in Secret Manager`))
    : keyReference(named, node, { pod, kind: "secret" });
}

function keyReference(
  named: Named,
  node: Node | undefined,
  { pod, kind }: { pod: Pod; kind: "configmap" | "secret" },
): Binding | KeyReference {
  const objectNode = get(node, "name");
  const keyNode = get(node, "key");
  const object = textOf(objectNode);
  const key = textOf(keyNode);
  if (object === undefined || key === undefined || keyNode === undefined || objectNode === undefined) {
    return bind(named, unknown(`its ${kind} reference lacks a name or a key`));
  }
  const { source, namespace } = pod.object;
  return {
    name: named.name,
    at: named.at,
    ref: refTo(kind, namespace, object),
    object: `${kind} ${object}`,
    objectAt: spanOf(source, objectNode),
    key,
    keyAt: spanOf(source, keyNode),
    optional: booleanOf(get(node, "optional")) === true,
  };
}

/** A key of an env file that an init container writes to a volume (EnvFiles, on by default since 1.35). */
function fileValue(node: Node): Value {
  const because = `key ${textIn(node, "key")} of file ${textIn(node, "path")} in volume ${textIn(node, "volumeName")}`;
  return booleanOf(get(node, "optional")) === true ? unknown(`${because}, which is optional`) : opaque(because);
}

function textIn(node: Node, field: string): string {
  return textOf(get(node, field)) ?? "?";
}
