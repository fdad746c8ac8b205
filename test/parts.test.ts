import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

const word = (...words: readonly string[]) => fc.constantFrom(...words);
const name = word(
  "SECRET_KEY",
  "API_URL",
  "DEBUG",
  "app.conf",
  "REDIS_URL",
  "REDIS_HOST",
  "REDIS_PORT",
  "REDIS_DB",
  "REDIS_USER",
  "REDIZ_POOL",
  "9_LIVES",
);
const text = word(
  "changeme",
  "admin",
  "http://localhost:80",
  "$(API_URL)",
  "${DEBUG}",
  "null",
  "{{ x }}",
  "10.0.0.256",
  "aGVsbG8gd29ybGQ=",
  "true",
  "",
);
const app = word("web", "api", "jobs");
const key = fc.tuple(name, app, word("secret", "configMap"), name, fc.boolean());

const entry = fc.oneof(
  fc.tuple(name, text).map(([variable, value]) => `        - { name: ${variable}, value: ${JSON.stringify(value)} }\n`),
  key.map(
    ([variable, object, kind, field, optional]) =>
      `        - { name: ${variable}, valueFrom: { ${kind}KeyRef: { name: ${object}, key: ${field}, optional: ${String(optional)} } } }\n`,
  ),
);
const container = fc
  .tuple(word("main", "side"), fc.array(entry, { maxLength: 6 }), fc.option(fc.tuple(app, word("secret", "configMap"))))
  .map(([called, entries, from]) => {
    const imported = from === null ? "" : `        envFrom: [{ ${from[1]}Ref: { name: ${from[0]} } }]\n`;
    return `      - name: ${called}\n        image: x\n${imported}        env:\n${entries.join("")}`;
  });
const document = fc.oneof(
  fc
    .tuple(app, fc.array(container, { minLength: 1, maxLength: 2 }))
    .map(
      ([object, containers]) =>
        `kind: Deployment\nmetadata: { name: ${object} }\nspec:\n  template:\n    spec:\n      containers:\n${containers.join("")}`,
    ),
  fc
    .tuple(app, word("ConfigMap data", "Secret stringData"), fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 4 }))
    .map(([object, kind, data]) => {
      const [type, field] = kind.split(" ", 2);
      const lines = data.map(([variable, value]) => `  ${variable}: ${JSON.stringify(value)}\n`);
      return `kind: ${type ?? ""}\nmetadata: { name: ${object} }\n${field ?? ""}:\n${lines.join("")}`;
    }),
  app.map((object) => `kind: ExternalSecret\nmetadata: { name: ${object} }\nspec: { dataFrom: [{ extract: { key: x } }] }\n`),
  app.map((object) => `kind: Service\nmetadata: { name: ${object} }\nspec: { ports: [{ port: 80 }] }\n`),
);
const file = fc
  .array(document, { minLength: 1, maxLength: 4 })
  .map((documents) => documents.map((one) => `apiVersion: v1\n${one}`).join("---\n"));
/** Long enough for several pieces. */
const longFile = fc
  .array(document, { minLength: 4, maxLength: 24 })
  .map((documents) => documents.map((one) => `apiVersion: v1\n${one}# ${"-".repeat(24_000)}\n`).join("---\n"));
const folder = word("k8s", "misc", "overlays/production", "overlays/staging", "examples");

/** Selectors that mean several workloads, one, a container, none; a service whose name finds its workloads; two services in one folder. */
const stages = word(
  "k8s#Deployment/web",
  "k8s#*/api",
  ".#Deployment/*/side",
  "overlays#Deployment/none",
  ".#Deployment/jobs/main",
  "k8s",
  ".",
);
const schemas = fc.array(fc.tuple(app, stages), { minLength: 1, maxLength: 3 }).map((services) =>
  services.map(([service, target], index): [string, string] => {
    const variables = "variables: { API_URL: { type: url }, SECRET_KEY: { type: string, sensitive: true } }";
    return [`schemas/${String(index)}.yaml`, `service: ${service}\nstages: { ${service}${String(index)}: "${target}" }\n${variables}\n`];
  }),
);

describe("what is judged part by part", () => {
  test.each([[["kubernetes:."]], [[]]])("is what would be said of the whole, for the targets %j", (targets) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(folder, file), { minLength: 1, maxLength: 8 }), (documents) => {
        const host = memoryHost(new Map(documents.map(([place, content], index) => [`${place}/${String(index)}.yaml`, content])));
        const request = requestFor("check", { targets });
        expect(assessWithoutCode(request, host).report).toEqual(assessWithoutCode(request, host, { kept: true }).report);
      }),
      { numRuns: 150 },
    );
  });

  test.each([[["kubernetes:."]], [["kubernetes:k8s/0.yaml"]], [[]]])(
    "is what would be said of long files, for the targets %j",
    (targets) => {
      fc.assert(
        fc.property(longFile, fc.array(fc.tuple(folder, fc.oneof(file, longFile)), { maxLength: 3 }), (first, more) => {
          const documents = [["k8s", first] as const, ...more];
          const host = memoryHost(new Map(documents.map(([place, content], index) => [`${place}/${String(index)}.yaml`, content])));
          const request = requestFor("check", { targets });
          expect(assessWithoutCode(request, host).report).toEqual(assessWithoutCode(request, host, { kept: true }).report);
        }),
        { numRuns: 100 },
      );
    },
  );
});

test("what no service asks for may be left out as it is read", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(folder, file), { minLength: 1, maxLength: 8 }), schemas, (documents, services) => {
      const manifests = documents.map(([place, content], index): [string, string] => [`${place}/${String(index)}.yaml`, content]);
      const host = memoryHost(new Map([...manifests, ...services]));
      const request = requestFor("check");
      expect(assessWithoutCode(request, host).report).toEqual(assessWithoutCode(request, host, { kept: true }).report);
    }),
    { numRuns: 300 },
  );
});
