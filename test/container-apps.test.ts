import { describe, expect, test } from "@jest/globals";
import { containerApps } from "../src/formats/container-apps.ts";
import { formats } from "../src/formats/index.ts";
import { positionOf, textAt } from "../src/model/source.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { readDocument, variablesOf } from "./support/platform.ts";

/** As on the page of Microsoft about `az containerapp create --yaml`. */
const yaml = `type: Microsoft.App/containerApps
name: shop
location: westeurope
properties:
  managedEnvironmentId: /subscriptions/0/resourceGroups/a/providers/Microsoft.App/managedEnvironments/b
  configuration:
    secrets:
      - name: db-password
        value: hunter2hunter2
    ingress: { external: true, targetPort: 80 }
  template:
    containers:
      - image: nginx
        name: web
        env:
          - name: HTTP_PORT
            value: "80"
          - name: PORT
            value: 8080
          - name: DEBUG
            value: true
          - name: DATABASE_PASSWORD
            secretRef: db-password
          - name: TAG
            value: \${TAG}
          - name: BARE
      - image: otel
        name: sidecar
    initContainers:
      - { image: shop, name: migrate, env: [{ name: A, value: "1" }] }
`;

const app = (container: string, more = ""): string =>
  `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","resources":[{"type":"Microsoft.App/containerApps","apiVersion":"2024-03-01","kind":"containerapps","name":"[parameters('name')]","properties":{"template":{"containers":[${container}]${more}}}}]}`;

const env =
  '{"name":"web","env":[{"name":"A","value":"1"},{"name":"B","value":"[parameters(\'b\')]"},{"name":"C","value":"[[c]"},{"name":"D","secretRef":"d"}]}';

describe("what an app sets", () => {
  test.each<[string, string, unknown]>([
    [
      "YAML",
      yaml,
      {
        "shop/web": {
          HTTP_PORT: "80",
          PORT: "8080",
          DEBUG: "<unknown>",
          DATABASE_PASSWORD: "<opaque>",
          TAG: "<unknown>",
          BARE: "<unknown>",
        },
        "shop/sidecar": {},
        "shop/migrate": { A: "1" },
      },
    ],
    ["a template", app(env), { "1/web": { A: "1", B: "<unknown>", C: "[c]", D: "<opaque>" } }],
    ["a list that an expression makes", app('{"name":"web","env":"[variables(\'env\')]"}'), { "1/web": { "*": "1" } }],
    ["a list that is copied", app('{"name":"web","copy":[{"name":"env","count":2,"input":{}}]}'), { "1/web": { "*": "1" } }],
    ["bound services", app('{"name":"web"}', ',"serviceBinds":[{"serviceId":"x"}]'), { "1/web": { "*": "1" } }],
    [
      "a nested template whose resources have names",
      `{"resources":{"all":{"type":"Microsoft.Resources/deployments","properties":{"template":{"resources":{"job":{"type":"Microsoft.App/jobs","name":"clean","properties":{"template":{"containers":[${env}]}}}}}}}}}`,
      { "clean/web": { A: "1", B: "<unknown>", C: "[c]", D: "<opaque>" } },
    ],
  ])("%s", (_, text, expected) => {
    const source = { path: text.startsWith("{") ? "main.json" : "app.yaml", text };
    const spec = readDocument(containerApps, source);
    expect(spec.problems).toEqual([]);
    expect(variablesOf(spec)).toEqual(expected);
    const bindings = spec.workloads.flatMap(({ layers }) => layers).flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
    for (const { name, at } of bindings) expect(textAt(at)).toBe(name);
    expect(formats.find((format) => format.accepts(source))?.id).toBe("container-apps");
  });

  test("the platform gives its own names, to an app and to a job", () => {
    const job = yaml.replace("containerApps", "jobs");
    const names = [yaml, job].map((text) => [
      ...(resolve(readDocument(containerApps, { path: "a.yaml", text }))[0]?.backdrop?.names() ?? []),
    ]);
    expect(names[0]).toContain("CONTAINER_APP_REVISION");
    expect(names[1]).toEqual(["CONTAINER_APP_JOB_EXECUTION_NAME", "CONTAINER_APP_JOB_NAME", "CONTAINER_APP_REPLICA_NAME"]);
  });

  test("the first container answers to the name of the app", () => {
    const { workloads } = readDocument(containerApps, { path: "a.yaml", text: yaml });
    expect(workloads.map(({ names, main }) => [names, main])).toEqual([
      [["web", "shop"], true],
      [["sidecar"], false],
      [["migrate"], false],
    ]);
  });

  test("values in plain text are told", () => {
    const { facts } = readDocument(containerApps, { path: "a.yaml", text: yaml });
    expect(facts.flatMap((fact) => (fact.kind === "plaintext" ? fact.name : []))).toEqual(["HTTP_PORT", "PORT", "A"]);
  });
});

const problemsIn = (text: string) =>
  readDocument(containerApps, { path: "a.yaml", text }).problems.map(({ at, message }) => [at && positionOf(at).line, message]);

describe("what is wrong has its place", () => {
  test.each<[string, string, unknown]>([
    ["containers that are no list", "properties:\n  template:\n    containers: { name: web }\n", [[3, "the containers must be a list"]]],
    [
      "variables that are no list",
      "properties:\n  template:\n    containers:\n      - env: { A: b }\n",
      [[4, "the variables must be a list"]],
    ],
    [
      "an entry without a name",
      "properties:\n  template:\n    containers:\n      - env: [{ value: x }]\n",
      [[4, "an entry of the variables must have a name"]],
    ],
    ["no JSON", '{"properties": {"template": }', [[1, "the JSON cannot be read: expected a value"]]],
  ])("%s", (_, text, expected) => {
    expect(problemsIn(text)).toEqual(expected);
  });

  test("any type may stand anywhere", () => {
    for (const text of [yaml, app(env)])
      for (const match of text.matchAll(/(?<=[:] ?)[[{"\w][^\n,}]*/g))
        for (const other of ["1", "[]", "{}", "null", '"x"', "[[]]", "[{}]", "true"]) {
          const changed = text.slice(0, match.index) + other + text.slice(match.index + match[0].length);
          expect(() => variablesOf(readDocument(containerApps, { path: "a.yaml", text: changed }))).not.toThrow();
        }
  });

  test.each([
    "",
    "\0\0",
    "null",
    "[]",
    "{}",
    `{"resources":[${"[".repeat(5000)}`,
    "x".repeat(5_000_000),
    `properties: ${"x".repeat(5_000_000)}`,
  ])("hostile text %#", (text) => {
    const started = performance.now();
    expect(() => readDocument(containerApps, { path: "a.yaml", text })).not.toThrow();
    expect(containerApps.accepts({ path: "a.yaml", text })).toBe(false);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test.each([
    ["compose.yaml", "services: {a: {image: Microsoft.App/containerApps }}"],
    ["pod.yaml", "apiVersion: v1\nkind: Pod\nproperties:\n  template: {}\n"],
    [
      "alert.json",
      '{"resources":[{"type":"Microsoft.Insights/metricAlerts","properties":{"metricNamespace":"Microsoft.App/containerApps"}}]}',
    ],
    ["contract.yaml", "spec:\n  resources:\n    - {id: a, type: Microsoft.App/containerApps, role: app}\n"],
    ["main.bicep", "resource a 'Microsoft.App/containerApps@2024-03-01' = {}"],
  ])("%s is no app", (path, text) => {
    expect(containerApps.accepts({ path, text })).toBe(false);
  });
});
