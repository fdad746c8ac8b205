import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { kubernetes } from "../src/formats/kubernetes.ts";
import { textAt } from "../src/model/source.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { configMap, deployment, env, read, secret } from "./kubernetes.manifests.ts";

/** The facts of a file, each as its kind, the text at its place and its reason. */
function factsOf(input: string): string[] {
  return read(input).facts.flatMap((fact) => {
    if (fact.kind === "plaintext") return [];
    const why = "because" in fact ? fact.because : "type" in fact ? fact.type : undefined;
    return [[fact.kind, textAt(fact.at), ...(why === undefined ? [] : [why])].join(" | ")];
  });
}

describe("facts", () => {
  test.each<[string, string, string[]]>([
    [
      "numbers and booleans",
      env("{ name: A, value: 80 }", "{ name: B, value: yes }", "{ name: C, value: 0755 }", "{ name: D, value: '80' }"),
      ["refused-type | A | number", "refused-type | B | boolean", "refused-type | C | number"],
    ],
    [
      "dates, versions and words stay text",
      env("{ name: A, value: 2024-01-02 }", "{ name: B, value: 1.2.3 }", "{ name: C, value: yesterday }"),
      [],
    ],
    ["a ConfigMap's number", configMap.replace('"80"', "80"), ["refused-type | PORT | number"]],
    ["one name twice", env("{ name: A, value: x }", "{ name: A, value: z }"), ["duplicate | A"]],
    ["one key twice", secret.replace("kind: Secret", "kind: Secret\ntype: Opaque\ntype: Opaque"), ["duplicate | type"]],
    [
      "names",
      env("{ name: 1A, value: x }", "{ name: A=B, value: x }"),
      [
        "invalid-name | 1A | Kubernetes before 1.32 refuses such a name",
        "invalid-name | A=B | Kubernetes takes only printable ASCII characters other than = in a name",
      ],
    ],
    ["base64 of a line with its break", secret.replace("c2VjcmV0", "c2VjcmV0Cg=="), ["decoded-newline | TOKEN"]],
    ["base64 of a file", secret.replace("TOKEN: c2VjcmV0", "a.json: c2VjcmV0Cg==, b: YQpiCg=="), []],
    [
      "a reference before its variable",
      env("{ name: A, value: $(B) }", "{ name: B, value: b }"),
      ["unexpanded | A | B is set further down, and $(B) sees only what comes before it"],
    ],
    [
      "a variable of the image",
      env("{ name: PATH, value: '/x:$(PATH)' }"),
      ["unexpanded | PATH | $(PATH) does not see the variables of the image"],
    ],
    [
      "shell braces",
      env("{ name: A, value: a }", "{ name: B, value: 'x${A}' }", "{ name: C, value: '${NOT_HERE}' }"),
      ["unexpanded | B | Kubernetes expands $(A) and leaves ${A} as it is"],
    ],
    ["a misspelt key", env("{ name: A, valueFrom: { secretKeyRef: { name: auth, key: TOKNE } } }") + secret, ["dangling | TOKNE"]],
    [
      "an optional key left out",
      env("{ name: A, valueFrom: { secretKeyRef: { name: auth, key: other.key, optional: true } } }") + secret,
      [],
    ],
    [
      "a misspelt object",
      deployment("envFrom: [{ secretRef: { name: auth-tokens } }]") + secret.replace("name: auth", "name: auth-token"),
      ["dangling | auth-tokens"],
    ],
    [
      "another object of the family",
      deployment("envFrom: [{ secretRef: { name: auth-us } }]") + secret.replace("name: auth", "name: auth-eu"),
      [],
    ],
  ])("%s", (_, input, expected) => {
    expect(factsOf(input)).toEqual(expected);
  });
});

test.each<[string, string, string]>([
  [
    "value and valueFrom",
    env("{ name: A, value: x, valueFrom: { fieldRef: { fieldPath: status.podIP } } }"),
    "A must have a value or a valueFrom, not both",
  ],
  [
    "two sources",
    env("{ name: A, valueFrom: { fieldRef: { fieldPath: status.podIP }, secretKeyRef: { name: a, key: b } } }"),
    "A must have one source in valueFrom, not several",
  ],
  [
    "a field that no variable gets",
    env("{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.nmae } } }"),
    "A must have a fieldPath that Kubernetes gives to variables: did you mean metadata.name or metadata.uid",
  ],
  ["no field", env("{ name: A, valueFrom: { fieldRef: { apiVersion: v1 } } }"), "A must have a fieldPath"],
  [
    "a resource that no variable gets",
    env("{ name: A, valueFrom: { resourceFieldRef: { resource: limits.gpu } } }"),
    "A must have a resource that Kubernetes gives to variables: did you mean limits.cpu",
  ],
  ["no name", env("{ value: x }"), "an env entry must have a name"],
  [
    "not base64",
    secret.replace("c2VjcmV0", "secret!"),
    "TOKEN of secret auth must be base64 under data; plain text belongs under stringData",
  ],
  [
    "a Helm template",
    "kind: ConfigMap\ndata:\n  {{- range .Values.x }}\n  A: {{ . }}\n  {{- end }}\n",
    "this is a template, which envcheck does not render; check what comes out: helm template RELEASE CHART -f values.yaml | envcheck check kubernetes:-",
  ],
])("a problem: %s", (_, input, message) => {
  expect(read(input).problems.map((problem) => problem.message)).toEqual([message]);
});

test.each([
  "fieldRef: { fieldPath: spec.serviceAccountName }",
  `fieldRef: { fieldPath: "metadata.labels['app.kubernetes.io/name']" }`,
  "resourceFieldRef: { resource: requests.ephemeral-storage }",
  "resourceFieldRef: { resource: limits.hugepages-2Mi, containerName: web }",
  'fieldRef: { fieldPath: "{{ field }}" }',
])("what Kubernetes gives to variables is no problem: %s", (from) => {
  expect(read(env(`{ name: A, valueFrom: { ${from} } }`)).problems).toEqual([]);
});

test("a broken document costs no other", () => {
  const spec = read(`kind: Pod\nmetadata: { name: [ }\nspec: { containers: [] }\n---\n${env("{ name: A, value: x }")}`);
  expect([spec.problems.length, spec.workloads.length]).toEqual([1, 1]);
});

test("aliases cannot multiply a small file", () => {
  const entries = Array.from({ length: 200 }, (_, index) => `{ name: A${String(index)}, value: x }`).join(", ");
  const containers = Array.from({ length: 2000 }, (_, index) => `        - { name: c${String(index)}, env: *e }\n`).join("");
  const spec = read(`kind: Pod\nmetadata: { name: a }\nx: &e [${entries}]\nspec:\n      containers:\n${containers}`);
  expect(spec.problems.map(({ message }) => message)).toEqual([
    "aliases repeat env lists too often in this file; what follows is not read",
  ]);
  expect(spec.workloads.length).toBeLessThan(500);
});

test.each<[string, string, boolean]>([
  ["k8s/auth.yaml", configMap, true],
  ["pod.json", '{"apiVersion": "v1", "kind": "Pod"}', true],
  ["kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", false],
  ["crd.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n", false],
  ["compose.yaml", "services:\n  auth: {}\n", false],
  ["package.json", '{"name": "auth"}', false],
  ["templates/auth.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n", false],
  ["templates/auth.yaml", "apiVersion: v1\nkind: ConfigMap\n{{- if .Values.on }}\ndata: {}\n{{- end }}\n", false],
  ["alerts.yaml", 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a.tmpl: |\n    {{ define "a" }}\n    {{ end }}\n', true],
])("accepts %s", (path, text, expected) => {
  expect(kubernetes.accepts({ path, text })).toBe(expected);
});

test("no fact, problem or opening holds a value", () => {
  const secretText = fc.stringMatching(/^[a-zA-Z0-9]{12,20}$/).map((text) => `Zq${text}`);
  fc.assert(
    fc.property(secretText, fc.constantFrom("", "yes", "$(", "${A} "), (text, before) => {
      const value = `${before}${text}`;
      const data = `{ A: "${value}", B: ${Buffer.from(`${value}\n`).toString("base64")} }`;
      const files =
        env(`{ name: A, value: "${value}" }`, `{ name: A, value: "$(A${text}" }`) + configMap + secret.replace(/data: .*/, `data: ${data}`);
      const { facts, problems, bundles } = read(files);
      expect(
        JSON.stringify(
          [facts, problems, [...bundles.keys()]].flat().map((each) => ({ ...Object(each), at: undefined, earlier: undefined })),
        ),
      ).not.toContain(text);
    }),
  );
});

test("arbitrary text never makes the reader throw", () => {
  const line = fc.constantFrom(
    "kind: Pod",
    "kind: List",
    "items:",
    "spec:",
    "  containers:",
    "  - env:",
    "    - name: a",
    "  - &a",
    "  *a",
    "{{",
    "---",
    "\t",
    "data: [",
    "value: |",
  );
  fc.assert(fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => void resolve(read(lines.join("\n")))));
});
