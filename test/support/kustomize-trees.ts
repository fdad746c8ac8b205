import { type Arbitrary, array, constantFrom, option, record, tuple, uniqueArray } from "fast-check";

/** The files of a kustomization tree, by path; the outermost kustomization stands in the root. */
export type Tree = ReadonlyMap<string, string>;

const names = ["A", "B", "C", "D"];
const objects = ["web", "job"];
const maps = ["cfg", "made"];
const containers = ["app", "side"];
const kinds = [
  { apiVersion: "apps/v1", kind: "Deployment", path: ["template", "spec"] },
  { apiVersion: "apps/v1", kind: "StatefulSet", path: ["template", "spec"] },
  { apiVersion: "batch/v1", kind: "CronJob", path: ["jobTemplate", "spec", "template", "spec"] },
  { apiVersion: "v1", kind: "Pod", path: [] },
  { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", path: ["template", "spec"] },
] as const;
type Kind = (typeof kinds)[number];

const value = constantFrom("x", "", "$(A)", "$(B)-$$(A)", "two words", "5", "a=b", "é", "'q'", "<&>");
const literal: Arbitrary<object> = tuple(constantFrom(...names), value).map(([name, text]) => ({ name, value: text }));
const reference: Arbitrary<object> = tuple(
  constantFrom(...names),
  constantFrom("configMapKeyRef", "secretKeyRef"),
  constantFrom(...maps),
  constantFrom(...names),
).map(([name, from, object, key]) => ({ name, valueFrom: { [from]: { name: object, key, optional: true } } }));
const entry = constantFrom(literal, literal, reference).chain((one) => one);
const env = uniqueArray(entry, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) });
const envFrom = array(
  tuple(constantFrom("configMapRef", "secretRef"), constantFrom(...maps)).map(([from, name]) => ({ [from]: { name } })),
  { maxLength: 2 },
);

function podOf(spec: object, path: readonly string[]): object {
  return path.reduceRight<object>((below, name) => ({ [name]: below }), spec);
}

const workload = record({
  kind: constantFrom(...kinds),
  containers: uniqueArray(record({ name: constantFrom(...containers), env, envFrom }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ name }) => name,
  }),
  init: option(env, { nil: undefined }),
});

type Workload = typeof workload extends Arbitrary<infer Made> ? Made : never;

function objectOf(name: string, { kind, containers: own, init }: Workload): object {
  const spec = {
    containers: own.map((container) => ({ image: "x", ...container })),
    ...(init && { initContainers: [{ name: "init", image: "x", env: init }] }),
  };
  return { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name, labels: { app: name } }, spec: podOf(spec, kind.path) };
}

const data = uniqueArray(tuple(constantFrom(...names, "EXTRA"), value), { maxLength: 4, selector: ([name]) => name });
const generator = record(
  {
    name: constantFrom(...maps),
    replaces: constantFrom(true, false, false),
    literals: data.map((pairs) => pairs.map(([name, text]) => `${name}=${text}`)),
    options: record({ disableNameSuffixHash: constantFrom(true, false) }),
  },
  { requiredKeys: ["name", "literals"] },
);

const nothing = { $patch: "delete" };
const patched = record({
  name: constantFrom(...containers),
  env: array(
    constantFrom(
      entry,
      constantFrom(...names).map((name) => ({ name, ...nothing })),
    ).chain((one) => one),
    { maxLength: 3 },
  ).map((entries) => [...new Map(entries.map((one): [unknown, object] => ["name" in one ? one.name : "", one])).values()]),
});

const jsonPath = tuple(constantFrom(0, 0, 0, 0, 1), constantFrom(0, 0, 0, 1));
const operation = tuple(constantFrom("add", "replace", "replace", "remove", "append"), jsonPath, entry, value);

/** What a layer does; `kind` and `at` make it fit the objects of the tree. */
const layer = record(
  {
    merge: array(tuple(constantFrom(...objects), array(patched, { minLength: 1, maxLength: 2 })), { maxLength: 2 }),
    json: array(operation, { maxLength: 2 }),
    configMapGenerator: array(generator, { maxLength: 2 }),
    secretGenerator: array(generator, { maxLength: 1 }),
    namePrefix: constantFrom("p-", "q-"),
    nameSuffix: constantFrom("-s"),
    namespace: constantFrom("ns1", "ns2"),
    dataPatch: data,
    replacement: tuple(
      constantFrom("metadata.name", "metadata.name", "kind", "data.A"),
      constantFrom(...names),
      constantFrom(true, true, true, false),
    ),
    selects: constantFrom("kind", "label", "name"),
    isComponent: constantFrom(true, false),
  },
  { requiredKeys: [] },
);

type Layer = typeof layer extends Arbitrary<infer Made> ? Made : never;

function patchesOf({ merge = [], json = [], dataPatch, selects }: Layer, kindOf: (name: string) => Kind | undefined): object[] {
  const patches: object[] = [];
  for (const [name, own] of merge) {
    const kind = kindOf(name);
    if (kind === undefined) continue;
    const body = { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name }, spec: podOf({ containers: own }, kind.path) };
    patches.push({ patch: JSON.stringify(body, null, 1) });
  }
  const kind = kindOf("web");
  const operations = json.map(([op, [container, index], one, text]) => {
    const list = `/spec/${[...(kind?.path ?? []), "containers", String(container), "env"].join("/")}`;
    if (op === "append") return { op: "add", path: `${list}/-`, value: one };
    if (op === "replace") return { op, path: `${list}/${String(index)}/value`, value: text };
    return { op, path: `${list}/${String(index)}`, ...(op === "add" && { value: one }) };
  });
  const targets = { kind: { kind: kind?.kind }, label: { labelSelector: "app=web" }, name: { name: "w.b" } };
  if (operations.length > 0) patches.push({ target: targets[selects ?? "kind"], patch: JSON.stringify(operations, null, 1) });
  if (dataPatch)
    patches.push({
      patch: JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cfg" }, data: Object.fromEntries(dataPatch) }),
    });
  return patches;
}

/** What the objects of a tree are, and which generated ones there are already. */
interface State {
  readonly kindOf: (name: string) => Kind | undefined;
  readonly made: Set<string>;
}

/** Mostly such as can be built: kustomize refuses to make what is there, and to add to what is not. */
function generatorsOf(field: string, list: Layer["configMapGenerator"], { made }: State): object[] {
  return (list ?? []).map(({ replaces, ...plain }) => {
    const isThere = made.has(field + plain.name);
    made.add(field + plain.name);
    return { ...plain, behavior: isThere ? (replaces === true ? "replace" : "merge") : "create" };
  });
}

function kustomizationOf(own: Layer, resources: readonly string[], state: State): object {
  const {
    merge: _,
    json: __,
    dataPatch: ___,
    selects: ____,
    replacement,
    isComponent,
    configMapGenerator,
    secretGenerator,
    ...plain
  } = own;
  const kind = state.kindOf("web");
  const field = (name: string): string =>
    `spec.${[...(kind?.path ?? []), "containers", "[name=app]", "env", `[name=${name}]`, "value"].join(".")}`;
  const [from, to, create] = replacement ?? [];
  return {
    ...(isComponent === true && { apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component" }),
    ...(resources.length > 0 && { resources }),
    ...plain,
    configMapGenerator: generatorsOf("configMap", configMapGenerator, state),
    secretGenerator: generatorsOf("secret", secretGenerator, state),
    patches: patchesOf(own, state.kindOf),
    ...(to !== undefined && {
      replacements: [
        {
          source: { kind: "ConfigMap", name: "cfg", fieldPath: from },
          targets: [{ select: { name: "web" }, fieldPaths: [field(to)], options: { create } }],
        },
      ],
    }),
  };
}

/** A base of up to two workloads and a ConfigMap under up to three layers, some of them components. */
export const tree: Arbitrary<Tree> = record({
  web: workload,
  job: option(workload, { nil: undefined }),
  data,
  base: layer,
  layers: array(layer, { maxLength: 3 }),
}).map(({ web, job, data: pairs, base, layers }) => {
  const state: State = { kindOf: (name) => (name === "web" ? web : job)?.kind, made: new Set(["configMapcfg"]) };
  const objectsOfBase = [objectOf("web", web), ...(job ? [objectOf("job", job)] : [])];
  const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cfg" }, data: Object.fromEntries(pairs) };
  const files = new Map([
    ["base/all.yaml", [...objectsOfBase, configMap].map((one) => JSON.stringify(one, null, 2)).join("\n---\n")],
    ["base/kustomization.yaml", JSON.stringify(kustomizationOf({ ...base, isComponent: false }, ["all.yaml"], state), null, 2)],
  ]);
  let below = "base";
  const components: string[] = [];
  for (const [index, own] of layers.entries()) {
    const folder = `layer${String(index)}`;
    const isComponent = own.isComponent === true;
    files.set(`${folder}/kustomization.yaml`, JSON.stringify(kustomizationOf(own, isComponent ? [] : [`../${below}`], state), null, 2));
    if (isComponent) components.push(folder);
    else below = folder;
  }
  files.set("kustomization.yaml", JSON.stringify({ resources: [below], components }, null, 2));
  return files;
});
