import type { Binding } from "../../model/binding.ts";
import { opaque, type Value } from "../../model/value.ts";
import { get, itemsOf, type Mapping, type Node, pairOf, pairsOf, spanOf, startOf, textOf } from "../../text/yaml.ts";
import { define, type Defined } from "./bundles.ts";
import { readSecret } from "./data.ts";
import type { Gathered } from "./gathered.ts";
import type { KubernetesObject } from "./objects.ts";
import { jsonKeyOf } from "./scalar.ts";

type Maker = (object: KubernetesObject, gathered: Gathered) => void;

/** What a controller makes a Secret of: its keys are known here, its values only in the cluster. */
export const secretMakers: ReadonlyMap<string, Maker> = new Map([
  ["SealedSecret", readSealedSecret],
  ["ExternalSecret", readExternalSecret],
  ["SopsSecret", readSopsSecret],
]);

/** Bitnami's SealedSecret: the Secret is called as its template says, else like itself. */
function readSealedSecret(object: KubernetesObject, gathered: Gathered): void {
  const spec = get(object.node, "spec");
  const value = opaque(`sealed secret ${object.name}`);
  const keys = [...pairsOf(get(spec, "template", "data")), ...pairsOf(get(spec, "encryptedData"))].map(({ key }) => key);
  const metadata = get(spec, "template", "metadata");
  define(renamed(object, get(metadata, "name"), get(metadata, "namespace")), "secret", bindAll(object, keys, value), gathered);
}

/** External Secrets Operator; `data[].name` is the key in the operator of GoDaddy, which came before it. */
function readExternalSecret(object: KubernetesObject, gathered: Gathered): void {
  const spec = get(object.node, "spec");
  const target = get(spec, "target");
  const policy = textOf(get(target, "creationPolicy"));
  if (policy === "None" || pairOf(target, "manifest") !== undefined) return;
  const old = object.apiVersion.startsWith("kubernetes-client.io/");
  const fetched = itemsOf(get(spec, "data")).flatMap((item) => get(item, old ? "name" : "secretKey") ?? []);
  const template = get(target, "template");
  const made = pairsOf(get(template, "data")).map(({ key }) => key);
  // A template with data of its own takes the place of what was fetched, unless it is merged.
  const replaces = (made.length > 0 || has(template, "templateFrom")) && textOf(get(template, "mergePolicy")) !== "Merge";
  const because = openingOf({ spec, template, replaces, policy });
  const opening =
    because === undefined ? undefined : { at: object.at, because: `${because} of external secret ${object.name} may add keys` };
  const keys = replaces ? made : [...fetched, ...made];
  const bindings = bindAll(object, keys, opaque(`external secret ${object.name}`));
  define({ ...renamed(object, get(target, "name")), ...(opening && { opening }) }, "secret", bindings, gathered);
}

interface Contents {
  readonly spec: Node | undefined;
  readonly template: Node | undefined;
  readonly replaces: boolean;
  readonly policy: string | undefined;
}

/** What may give it more keys than those that are named. */
function openingOf({ spec, template, replaces, policy }: Contents): string | undefined {
  if (has(template, "templateFrom")) return "templateFrom";
  if (!replaces && has(spec, "dataFrom")) return "dataFrom";
  return policy === "Merge" ? "the secret that is the target" : undefined;
}

function has(node: Node | undefined, list: string): boolean {
  return itemsOf(get(node, list)).length > 0;
}

/** The operator of isindir: each template is a Secret, encrypted by SOPS as the whole document is. */
function readSopsSecret(object: KubernetesObject, gathered: Gathered): void {
  const sops = pairOf(object.node, "sops");
  for (const template of itemsOf(get(object.node, "spec", "secretTemplates"))) {
    if (template.kind !== "mapping") continue;
    const name = get(template, "name");
    const node: Mapping = sops === undefined ? template : { ...template, pairs: [...template.pairs, sops] };
    const at = name === undefined ? startOf(object.source, template) : spanOf(object.source, name);
    readSecret({ ...object, kind: "Secret", node, name: textOf(name) ?? "", at }, gathered);
  }
}

function renamed(object: KubernetesObject, name: Node | undefined, namespace?: Node): Defined {
  return { ...object, name: textOf(name) ?? object.name, namespace: textOf(namespace) ?? object.namespace };
}

/** One binding for each key; the last of those that come twice counts. */
function bindAll({ source }: KubernetesObject, keys: readonly Node[], value: Value): readonly Binding[] {
  const names = keys.filter(({ kind }) => kind === "scalar");
  const found = new Map(names.map((key) => [jsonKeyOf(key), { name: jsonKeyOf(key), value, at: spanOf(source, key) }]));
  return [...found.values()];
}
