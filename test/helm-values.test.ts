import { describe, expect, test } from "@jest/globals";
import { formats } from "../src/formats/index.ts";
import { helmValues } from "../src/formats/helm-values.ts";
import { kubernetes } from "../src/formats/kubernetes.ts";
import { textAt } from "../src/model/source.ts";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";
import { readDocument, variablesOf } from "./support/platform.ts";
import { runWords } from "./support/words.ts";

const values = (text: string) => readDocument(helmValues, { path: "values.yaml", text });
const release = (spec: string, kind = "HelmRelease", apiVersion = "helm.toolkit.fluxcd.io/v2"): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: shop }\nspec: ${spec}\n`;

const namesIn = (text: string) => readDocument(kubernetes, { path: "release.yaml", text }).workloads.map((workload) => workload.names);

describe("variables among the values of a chart", () => {
  test.each<[string, string, unknown]>([
    ["a map", "env:\n  A: b\n  PORT: 8080\n  ON: true\n", { values: { A: "b", PORT: "8080", ON: "true", "*": "1" } }],
    [
      "a list",
      "web:\n  extraEnvVars:\n    - { name: A, value: b }\n    - { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }\n",
      { web: { A: "b", B: "<opaque>", "*": "1" } },
    ],
    [
      "several keys of one place, the later over the former",
      "env: { A: '1', B: '1' }\nextraEnv: [{ name: A, value: '2' }]\n",
      { values: { A: "2", B: "1", "*": "1" } },
    ],
    [
      "places deep in it",
      "web: { env: { A: x } }\njobs: { clean: { environment: { A: z } } }\n",
      { web: { A: "x", "*": "1" }, "jobs/clean": { A: "z", "*": "1" } },
    ],
    [
      "values as a container has them",
      "env:\n  TZ: UTC\n  A: { value: b }\n  B: { valueFrom: { secretKeyRef: { name: s, key: k } } }\n  C: { valueFrom: { configMapKeyRef: { name: s, key: k, optional: true } } }\n",
      { values: { TZ: "UTC", A: "b", B: "<opaque>", C: "<unknown>", "*": "1" } },
    ],
    [
      "what Helm may print in another way",
      "env: { A: 10000000, B: '{{ .Release.Name }}', C: 1e3, D: ~, E: yes }",
      { values: { A: "<unknown>", B: "<unknown>", C: "<unknown>", D: "<unknown>", E: "<unknown>", "*": "1" } },
    ],
    ["an anchor", "base: &base { env: { A: x } }\nother: *base\n", { base: { A: "x", "*": "1" } }],
    [
      "settings that are called alike",
      "environment: production\nenv: { name: production, tier: x }\nx: { env: [a], envs: { open: { A: b } }, environment: {}, envVars: [] }\n",
      {},
    ],
  ])("%s", (_, text, expected) => {
    const spec = values(text);
    expect(spec.problems).toEqual([]);
    expect(variablesOf(spec)).toEqual(expected);
    const bindings = spec.workloads.flatMap(({ layers }) => layers).flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
    for (const { name, at } of bindings) expect(textAt(at)).toBe(name);
  });

  test.each<[string, string, unknown]>([
    [
      "of Flux",
      release("{ values: { env: { A: b }, web: { env: { B: c } } } }"),
      { "HelmRelease/shop/values": { A: "b", "*": "1" }, "HelmRelease/shop/web": { B: "c", "*": "1" } },
    ],
    [
      "of Argo CD",
      release(
        "{ source: { helm: { valuesObject: { web: { extraEnv: [{ name: A, value: b }] } } } } }",
        "Application",
        "argoproj.io/v1alpha1",
      ),
      { "Application/shop/web": { A: "b", "*": "1" } },
    ],
    ["without variables", release("{ chart: {}, valuesFrom: [{ kind: Secret, name: env }] }"), {}],
    ["as a text", release("{ source: { helm: { values: 'env: { A: b }' } } }", "Application", "argoproj.io/v1alpha1"), {}],
  ])("a release %s", (_, text, expected) => {
    const spec = readDocument(kubernetes, { path: "release.yaml", text });
    expect([spec.problems, variablesOf(spec)]).toEqual([[], expected]);
  });

  test("a release answers to its name where one place can be meant", () => {
    expect(namesIn(release("{ values: { web: { env: { A: b } } } }"))).toEqual([["shop", "web"]]);
    expect(namesIn(release("{ releaseName: eshop, values: { env: { A: b }, web: { env: { A: b } } } }"))).toEqual([
      ["shop", "eshop"],
      ["web"],
    ]);
  });

  test.each(["values.yaml", "charts/shop/values-prod.yaml", "values.production.yml"])(
    "%s is read where it is named, and never looked for",
    (path) => {
      expect(formats.find((format) => format.accepts({ path, text: "web: { env: { A: b } }" }))?.id).toBe("helm-values");
      const { report } = assessWithoutCode(requestFor("check"), memoryHost(new Map([[path, "web: { env: { API_KEY: changeme } }"]])));
      expect(report.diagnostics).toEqual([]);
    },
  );

  test("a name that is there counts, and nobody can tell of one that is not", async () => {
    const schema = "service: web\nstages: { production: 'values.yaml#web' }\nvariables: { A: {}, B: {} }\n";
    const files = new Map([
      ["schemas/web.yaml", schema],
      ["values.yaml", "web: { env: { A: b } }\n"],
    ]);
    const { stdout } = await runWords(["check"], memoryHost(files));
    expect(stdout).toContain("unverifiable");
    expect(stdout).toContain("only the chart tells what becomes of its values");
    expect(stdout).not.toMatch(/\bA is (?:missing|required)/);
    expect(stdout).not.toContain("error[missing]");
  });

  test.each([
    "",
    "\0",
    "null",
    "- a",
    "env: 1",
    "env: [1, null, [], {}]",
    "env: { A: [] }",
    "env: { ? [a] : b }",
    `env: { A: ${"x".repeat(5_000_000)} }`,
    `${"a: { ".repeat(90)}${"} ".repeat(90)}`,
  ])("hostile text %#", (text) => {
    const started = performance.now();
    expect(() => variablesOf(values(text))).not.toThrow();
    expect(() => readDocument(kubernetes, { path: "a.yaml", text: release(`{ values: { ${text.slice(0, 1000)} } }`) })).not.toThrow();
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("aliases cannot multiply what is looked through", () => {
    const levels = Array.from(
      { length: 30 },
      (_, index) => `l${String(index + 1)}: &l${String(index + 1)} { a: *l${String(index)}, b: *l${String(index)} }\n`,
    );
    expect(values(`l0: &l0 { env: { A: b } }\n${levels.join("")}`).workloads).toHaveLength(1);
  });
});
