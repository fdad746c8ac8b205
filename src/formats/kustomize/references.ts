import { get, type Node, textOf } from "../../text/yaml.ts";
import type { Layer } from "./patches.ts";
import type { Resource } from "./resource.ts";
import { changeAt, rewritten, scalar } from "./tree.ts";

/** Where an object names others: `kind` is that of the object, empty for all. */
export interface FieldSpec {
  readonly kind: string;
  readonly path: readonly string[];
}

const pods: readonly (readonly [string, string])[] = [
  ["Pod", "spec"],
  ["PodTemplate", "template/spec"],
  ...["Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job"].map((kind) => [kind, "spec/template/spec"] as const),
  ["CronJob", "spec/jobTemplate/spec/template/spec"],
];
const lists = ["containers", "initContainers"];

function specsFor(fields: readonly string[]): FieldSpec[] {
  return pods.flatMap(([kind, pod]) =>
    lists.flatMap((list) => fields.map((field) => ({ kind, path: `${pod}/${list}/${field}`.split("/") }))),
  );
}

/** What of the built-in name references an environment hangs on (api/internal/konfig/builtinpluginconsts/namereference.go). */
const builtIn: ReadonlyMap<string, readonly FieldSpec[]> = new Map([
  ["ConfigMap", specsFor(["env/valueFrom/configMapKeyRef/name", "envFrom/configMapRef/name"])],
  ["Secret", specsFor(["env/valueFrom/secretKeyRef/name", "envFrom/secretRef/name"])],
]);

/** Where `$(VAR)` of kustomize is replaced in an environment (builtinpluginconsts/varreference.go); Pods among them, but no PodTemplates. */
export const varFields: readonly FieldSpec[] = specsFor(["env/value"]).filter(({ kind }) => kind !== "PodTemplate");

/** Gives every reference to a ConfigMap or Secret the name that it has in the end (api/filters/nameref). */
export function fixReferences(layer: Layer, more: ReadonlyMap<string, readonly FieldSpec[]>): void {
  for (const kind of ["ConfigMap", "Secret"]) {
    const targets = byFormerName(layer, kind);
    if (targets.size === 0) continue;
    const specs = [...(builtIn.get(kind) ?? []), ...(more.get(kind) ?? [])];
    const kinds = new Set(specs.map((spec) => spec.kind));
    for (const resource of layer.resources.list) {
      if (!kinds.has(resource.original.kind) && !kinds.has("")) continue;
      const own = specs.filter((spec) => spec.kind === "" || spec.kind === resource.original.kind);
      const fix = (node: Node): Node => fixed(layer, node, { resource, targets });
      for (const { path } of own) resource.node = withFixed(resource, path, fix);
    }
  }
}

function withFixed(resource: Resource, path: readonly string[], fix: (node: Node) => Node): Resource["node"] {
  const changed = changeAt(resource.node, path, fix);
  return changed.kind === "mapping" ? changed : resource.node;
}

function byFormerName({ resources }: Layer, kind: string): Map<string, Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const resource of resources.list) {
    const former = resource.previous.filter((id) => id.kind === kind && id.group === "" && id.version === "v1");
    for (const name of new Set(former.map((id) => id.name))) {
      const all = found.get(name);
      if (all === undefined) found.set(name, [resource]);
      else all.push(resource);
    }
  }
  return found;
}

interface Referral {
  readonly resource: Resource;
  readonly targets: ReadonlyMap<string, readonly Resource[]>;
}

function fixed(layer: Layer, node: Node, { resource, targets }: Referral): Node {
  if (node.kind === "sequence") return { ...node, items: node.items.map((item) => fixed(layer, item, { resource, targets })) };
  const name = textOf(node);
  if (node.kind !== "scalar" || name === undefined) return node;
  const { namespace } = resource.id;
  let candidates = (targets.get(name) ?? []).filter(({ id }) => namespace === "_" || id.namespace === namespace);
  if (candidates.length > 1) {
    candidates = candidates.filter((candidate) => isInContext(resource, candidate, true));
    if (candidates.length > 1) candidates = candidates.filter((candidate) => isInContext(resource, candidate, false));
  }
  const [first, ...others] = candidates;
  if (first === undefined || first.id.name === name) return node;
  if (others.some(({ id }) => id.name !== first.id.name)) {
    layer.session.problem(
      first.at,
      `several ${first.id.kind}s of this build had this name, so that kustomize does not know which is referred to`,
    );
    return node;
  }
  return rewritten(node, first.id.name);
}

/** Whether two objects got their prefixes and suffixes from the same layers. */
function isInContext(one: Resource, other: Resource, allowsNone: boolean): boolean {
  return isSameEnd(one.prefixes, other.prefixes, allowsNone) && isSameEnd(one.suffixes, other.suffixes, allowsNone);
}

function isSameEnd(one: readonly string[], other: readonly string[], allowsNone: boolean): boolean {
  const [shorter, longer] = one.length > other.length ? [other, one] : [one, other];
  if (shorter.length === 0) return allowsNone || longer.length === 0;
  return shorter.every((text, index) => text === longer[longer.length - shorter.length + index]);
}

/** Adds the hash of their content to the names of generated objects (api/hasher). */
export function addHashes({ session, resources }: Layer): void {
  const { world } = session;
  for (const resource of resources.list) {
    const digest = resource.needsHash ? world.digest?.(contentOf(resource)) : undefined;
    if (digest === undefined) continue;
    resource.remember();
    resource.setMeta("name", `${resource.id.name}-${encoded(digest)}`);
  }
  resources.moved();
}

const substitutes: Readonly<Record<string, string>> = { 0: "g", 1: "h", 3: "k", a: "m", e: "t" };

function encoded(digest: string): string {
  return digest.slice(0, 10).replaceAll(/[013ae]/g, (digit) => substitutes[digit] ?? digit);
}

function contentOf({ node, id }: Resource): string {
  const fields = id.kind === "Secret" ? ["data", "stringData", "type"] : ["binaryData", "data"];
  const content = fields.flatMap((field): (readonly [string, Node])[] => {
    const found = get(node, field);
    if (found?.kind === "mapping") return [[field, found]];
    return field === "data" || field === "type" ? [[field, found ?? scalar("", resourceSpan)]] : [];
  });
  const all: (readonly [string, Node])[] = [...content, ["kind", scalar(id.kind, resourceSpan)], ["name", scalar(id.name, resourceSpan)]];
  return `{${all
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${goText(key)}:${goJson(value)}`)
    .join(",")}}`;
}

const resourceSpan = { source: { path: "", text: "" }, start: 0, end: 0 };

function goJson(node: Node): string {
  if (node.kind !== "mapping") return goText(textOf(node) ?? "");
  const pairs = node.pairs.map(({ key, value }) => [textOf(key) ?? "", textOf(value) ?? ""] as const);
  return `{${pairs
    .toSorted(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .map(([key, value]) => `${goText(key)}:${goText(value)}`)
    .join(",")}}`;
}

/** JSON as Go writes it, safe for HTML. */
function goText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[<>&\u2028\u2029]|\\[bf]/g,
    (character) => `\\u${(character === "\\b" ? 8 : character === "\\f" ? 12 : character.charCodeAt(0)).toString(16).padStart(4, "0")}`,
  );
}
