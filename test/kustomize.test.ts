import { describe, expect, test } from "@jest/globals";
import { kubernetes } from "../src/formats/kubernetes.ts";
import { unknown } from "../src/model/value.ts";
import { survey } from "../src/discover/survey.ts";
import { Files } from "../src/discover/files.ts";
import { TargetReader } from "../src/discover/reader.ts";
import { shown } from "./kubernetes.manifests.ts";
import { memoryHost } from "./memory-host.ts";
import { base, deployment, generated, openings, patch, places, problems, read, type Tree, variables } from "./support/kustomizations.ts";

describe("what a kustomization comes to", () => {
  test.each<[string, Tree, Record<string, string>]>([
    [
      "a patch of one entry, which moves in front",
      { ...base, "kustomization.yaml": "resources: [base]\npatches: [{ path: p.yaml }]\n", "p.yaml": patch("{ name: B, value: $(A)! }") },
      { B: "opaque: configmap cfg is not in these files", A: "base" },
    ],
    [
      "an entry that a patch deletes, and a new one",
      {
        ...base,
        "kustomization.yaml": "resources: [base]\npatches: [{ path: p.yaml }]\n",
        "p.yaml": patch("{ name: A, $patch: delete }, { name: N, value: n }"),
      },
      { N: "n", B: "opaque: configmap cfg is not in these files" },
    ],
    [
      "operations on places",
      {
        ...base,
        "kustomization.yaml":
          "resources: [base]\npatches:\n  - target: { kind: Deployment, name: w.* }\n    patch: |-\n      - { op: replace, path: /spec/template/spec/containers/0/env/0/value, value: patched }\n      - { op: add, path: /spec/template/spec/containers/0/env/-, value: { name: J, value: j } }\n",
      },
      { A: "patched", B: "patched", J: "j" },
    ],
    [
      "operations on annotations, which are there while kustomize patches",
      {
        ...base,
        "kustomization.yaml":
          "resources: [base]\npatches:\n  - target: { kind: Deployment }\n    patch: |-\n      - { op: remove, path: /metadata/annotations }\n      - { op: add, path: /metadata/annotations/a, value: v }\n      - { op: add, path: /spec/template/spec/containers/0/env/-, value: { name: J, value: j } }\n",
      },
      { A: "base", B: "base", J: "j" },
    ],
    [
      "a component over generated data",
      {
        ...base,
        "kustomization.yaml": `resources: [base]\ncomponents: [extra]\n${generated}`,
        "extra/kustomization.yaml":
          "kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\nconfigMapGenerator: [{ name: cfg, behavior: merge, literals: ['LOG=\"warn\"'] }]\n",
      },
      { A: "base", B: "base", LOG: "warn" },
    ],
    [
      "an env file, of which a bare name is empty",
      {
        ...base,
        "kustomization.yaml": "resources: [base]\nnamePrefix: p-\nconfigMapGenerator: [{ name: cfg, envs: [a.env] }]\n",
        "a.env": "# c\nX='1'\nBARE\n",
      },
      { X: "'1'", BARE: "", A: "base", B: "base" },
    ],
    [
      "replacements and vars",
      {
        ...base,
        "kustomization.yaml": `resources: [base]\nnamePrefix: p-\n${generated}patches: [{ path: p.yaml }]\nvars: [{ name: NAME, objref: { kind: Deployment, name: web, apiVersion: apps/v1 } }]\nreplacements:\n  - source: { kind: ConfigMap, name: cfg, fieldPath: data.LOG }\n    targets: [{ select: { kind: Deployment }, fieldPaths: ["spec.template.spec.containers.[name=app].env.[name=A].value"] }]\n`,
        "p.yaml": patch('{ name: V, value: "http://$(NAME)/$(B)$$x" }'),
      },
      { LOG: "debug", V: "http://p-web/$(B)$x", A: "debug", B: "debug" },
    ],
  ])("%s", (_, files, expected) => {
    expect(problems(files)).toEqual([]);
    expect(variables(files)).toEqual(expected);
  });
});

test.each<[string, Tree, string, string[]]>([
  [
    "a patch and its base",
    { ...base, "kustomization.yaml": "resources: [base]\npatches: [{ path: p.yaml }]\n", "p.yaml": patch("{ name: A, value: x }") },
    "A",
    ["p.yaml:4 A", "base/web.yaml:12 A"],
  ],
  [
    "an operation inside the kustomization",
    {
      ...base,
      "kustomization.yaml":
        "resources: [base]\npatches:\n  - target: { kind: Deployment }\n    patch: |\n      - op: replace\n        path: /spec/template/spec/containers/0/env/0/value\n        value: x\n",
    },
    "A",
    ["kustomization.yaml:6 /spec/template/spec/containers/0/env/0/value", "base/web.yaml:12 A"],
  ],
  [
    "generated data through three layers",
    {
      ...base,
      "base/kustomization.yaml": `resources: [web.yaml]\n${generated}`,
      "mid/kustomization.yaml": "resources: [../base]\nconfigMapGenerator: [{ name: cfg, behavior: merge, envs: [m.env] }]\n",
      "mid/m.env": "LOG=info\n",
      "kustomization.yaml": 'resources: [mid]\nconfigMapGenerator: [{ name: cfg, behavior: merge, literals: ["LOG=warn"] }]\n',
    },
    "LOG",
    ["kustomization.yaml:2 LOG", "mid/m.env:1 LOG", "base/kustomization.yaml:2 LOG"],
  ],
])("a binding shows where it was written: %s", (_, files, name, expected) => {
  expect(places(files, name)).toEqual(expected);
});

const noMatch = "no Deployment of this name is in the build for this patch to change";

test.each<[string, Tree, string[]]>([
  ["nothing at all", { "kustomization.yaml": "" }, ["kustomization.yaml:1 the kustomization is empty"]],
  [
    "nothing but what it is",
    { "kustomization.yaml": 'kind: Kustomization\nnamePrefix: ""\nresources:\n# - a.yaml\n' },
    ["kustomization.yaml:1 the kustomization is empty"],
  ],
  [
    "a base without anything",
    {
      "kustomization.yaml": "resources: [a, b]\n",
      "a/kustomization.yaml": "resources: []\n",
      "b/kustomization.yaml": "kind: Kustomization\n",
    },
    ["b/kustomization.yaml:1 the kustomization is empty"],
  ],
  ["a list", { "kustomization.yaml": "- a\n" }, ["kustomization.yaml:1 a kustomization must be a mapping"]],
  [
    "wrong types",
    { "kustomization.yaml": "resources: a.yaml\nnamePrefix: [p]\npatchs: []\n" },
    [
      "kustomization.yaml:1 resources must be a list",
      "kustomization.yaml:2 namePrefix must be text",
      "kustomization.yaml:3 kustomize has no field patchs",
    ],
  ],
  [
    "a file that is not there",
    { "kustomization.yaml": "resources: [a.yaml]\n" },
    ["kustomization.yaml:1 the resource a.yaml is not there"],
  ],
  [
    "bases that lead back",
    {
      "kustomization.yaml": "resources: [a]\n",
      "a/kustomization.yaml": "resources: [../b]\n",
      "b/kustomization.yaml": "resources: [../a]\n",
    },
    ["b/kustomization.yaml:1 this base leads back to a folder that it is built for"],
  ],
  [
    "a patch of nothing",
    { "kustomization.yaml": "patches: [{ path: p.yaml }]\n", "p.yaml": patch("{ name: A }") },
    [`p.yaml:3 ${noMatch}`],
  ],
  [
    "patches that are no mappings, or say nothing",
    { ...base, "kustomization.yaml": "resources: [base]\npatches:\n  - p.yaml\n  - { target: { kind: Deployment } }\n" },
    [
      "kustomization.yaml:3 a patch is a mapping; the name of a file goes behind path:",
      "kustomization.yaml:4 a patch must have a path or a patch, and not both",
    ],
  ],
  [
    "an object twice",
    { ...base, "kustomization.yaml": "resources: [base, web.yaml]\n", "web.yaml": deployment },
    ["web.yaml:3 there is a Deployment of this name in the build already"],
  ],
  [
    "an operation on what is not there",
    {
      ...base,
      "kustomization.yaml": "resources: [base]\npatches: [{ target: { kind: Deployment }, path: p.yaml }]\n",
      "p.yaml": "- { op: remove, path: /spec/nothing }\n",
    },
    ["p.yaml:1 this operation removes a key that is not there"],
  ],
  [
    "a generator of what is there",
    { "kustomization.yaml": `${generated}resources: [c.yaml]\n`, "c.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cfg }\n" },
    ["kustomization.yaml:1 there is a ConfigMap of this name already; to change it, the behavior must be merge or replace"],
  ],
  [
    "objects that are none",
    { "kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": "kind: Pod\n---\n5\n---\nmetadata: { name: a }\n" },
    [
      "a.yaml:1 kustomize wants objects, and this has no metadata.name",
      "a.yaml:3 kustomize wants objects, and this is a scalar",
      "a.yaml:5 kustomize wants objects, and this has no kind",
    ],
  ],
])("tells of %s, with its place", (_, files, expected) => {
  expect(problems(files)).toEqual(expected);
});

describe("what is not seen is an opening", () => {
  const remote = "resources: ['https://github.com/o/r//k?ref=v1']\n";
  test.each<[string, Tree, string]>([
    [
      "a remote base",
      { "kustomization.yaml": `${remote}patches: [{ path: p.yaml }]\n`, "p.yaml": patch("{ name: A, value: x }") },
      "a base of this kustomization is remote, and envcheck fetches nothing",
    ],
    [
      "Helm charts",
      { "kustomization.yaml": "helmCharts: [{ name: c }]\npatches: [{ path: p.yaml }]\n", "p.yaml": patch("{ name: A, value: x }") },
      "Helm charts of this kustomization would have to be rendered",
    ],
    [
      "transformers",
      {
        ...base,
        "kustomization.yaml": "resources: [base]\ntransformers: [t.yaml]\n",
        "t.yaml": "apiVersion: x/v1\nkind: Own\nmetadata: { name: t }\n",
      },
      "transformers of this kustomization would have to be run",
    ],
    [
      "a remote component",
      { ...base, "kustomization.yaml": "resources: [base]\ncomponents: ['git@github.com:o/r.git//c']\n" },
      "a component of this kustomization is remote, and envcheck fetches nothing",
    ],
    [
      "an env file that is not here",
      { ...base, "kustomization.yaml": "resources: [base]\nconfigMapGenerator: [{ name: cfg, envs: [no.env] }]\n" },
      "no.env is not there",
    ],
  ])("%s", (_, files, because) => {
    expect(openings(files)).toContain(because);
    expect(problems(files)).toEqual([]);
  });
});

test("an overlay is one target, and what it is built of is not read again as loose manifests", () => {
  const files = new Map(
    Object.entries({
      ...base,
      "over/prod/kustomization.yaml": "resources: [../../base]\npatches: [{ path: p.yaml }]\n",
      "over/prod/p.yaml": patch("{ name: A, value: prod }"),
      "over/prod/loose.yaml": deployment.replaceAll("web", "other"),
      "over/dev/kustomization.yaml": "resources: [../../base]\n",
    }),
  );
  const found = new Files(memoryHost(files));
  const reader = new TargetReader({ files: found, shell: () => unknown("x"), role: () => undefined });
  const { readings } = survey(found, reader, []);
  const told = readings.map(({ format, target, environments }) => [format, target, environments.map(({ workload }) => workload.address)]);
  expect(told).toEqual([
    ["kustomize", "over/dev", ["Deployment/web/app"]],
    ["kustomize", "over/prod", ["Deployment/web/app"]],
    [kubernetes.id, "over/prod/", ["Deployment/other/app"]],
  ]);
  const target = reader.read("over/prod#Deployment/web");
  expect("chosen" in target && target.chosen.map(({ entries }) => shown(entries.get("A")?.value ?? unknown("none")))).toEqual(["prod"]);
});

test("files and env files that kustomize fetches are not looked for here", () => {
  const generator =
    "configMapGenerator:\n  - name: cfg\n    files: [one.json=https://example.org/a//one.json]\n    envs: [https://example.org/b.env]\n";
  const files = { ...base, "kustomization.yaml": `resources: [base]\n${generator}` };
  expect(read(files).facts).not.toContainEqual(expect.objectContaining({ kind: "missing-file" }));
  expect(problems(files)).toEqual([]);
  expect(openings(files)).toEqual(["an env file of this generator is remote, and envcheck fetches nothing"]);
});
