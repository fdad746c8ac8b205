import { describe, expect, test } from "@jest/globals";
import { kubernetes } from "../src/formats/kubernetes.ts";
import { valueOf } from "../src/model/environment.ts";
import { textAt } from "../src/model/source.ts";
import { configMap, deployment, env, environmentOf, fromBoth, read, secret, shown, variables } from "./kubernetes.manifests.ts";

describe("the environment of a container", () => {
  test.each<[string, Parameters<typeof variables>[0], Record<string, string>]>([
    [
      "literals, expanded in order",
      env("{ name: A, value: x }", "{ name: B, value: $(A)-$$(A)-$(C) }", "{ name: C, value: c }"),
      { A: "x", B: "x-$(A)-$(C)", C: "c" },
    ],
    ["an entry without a value", env("{ name: A }", "{ name: B, value: }"), { A: "", B: "" }],
    [
      "envFrom with a prefix, stringData over data",
      deployment(fromBoth) + configMap + secret,
      { HOST: "db", PORT: "80", S_TOKEN: "secret", S_HOST: "plain" },
    ],
    ["keys by reference", env("{ name: T, valueFrom: { secretKeyRef: { name: auth, key: TOKEN } } }") + secret, { T: "secret" }],
    [
      "objects in another file",
      { "k/a.yaml": deployment(fromBoth), "k/b.yaml": configMap + secret },
      { HOST: "db", PORT: "80", S_TOKEN: "secret", S_HOST: "plain" },
    ],
    [
      "an object that is not here",
      env(
        "{ name: A, valueFrom: { secretKeyRef: { name: db, key: a } } }",
        "{ name: B, valueFrom: { secretKeyRef: { name: db, key: b, optional: true } } }",
      ),
      { A: "opaque: key a of secret db", B: "unknown: key b of secret db, which is optional and not in these files" },
    ],
    [
      "a key that the object lacks",
      deployment(
        `${fromBoth}\nenv:\n  - name: HOST\n    valueFrom: { secretKeyRef: { name: auth, key: NONE, optional: true } }\n  - name: B\n    valueFrom: { secretKeyRef: { name: auth, key: TOKNE } }`,
      ) +
        configMap +
        secret,
      {
        HOST: "db",
        PORT: "80",
        S_TOKEN: "secret",
        S_HOST: "plain",
        B: "unknown: secret auth has no key TOKNE, so the container does not start",
      },
    ],
    [
      "fields of a controller's pods",
      env(
        "{ name: IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }",
        "{ name: CPU, valueFrom: { resourceFieldRef: { resource: limits.cpu } } }",
      ),
      { IP: "opaque: status.podIP of the pod, known once it runs", CPU: "opaque: limits.cpu of the container, known once it runs" },
    ],
    [
      "fields of a bare pod",
      "kind: Pod\nmetadata: { name: p, namespace: n, labels: { app: a } }\nspec:\n  containers:\n    - name: c\n      env:\n        - { name: N, valueFrom: { fieldRef: { fieldPath: metadata.name } } }\n        - name: L\n          valueFrom: { fieldRef: { fieldPath: \"metadata.labels['app']\" } }\n",
      { N: "p", L: "a" },
    ],
    [
      "a reference to a name that an unseen secret may set",
      deployment("envFrom: [{ secretRef: { name: db } }]\nenv: [{ name: URL, value: x$(DB_HOST) }]"),
      { URL: "opaque: secret db is not in these files" },
    ],
    [
      "a file key",
      env("{ name: A, valueFrom: { fileKeyRef: { volumeName: v, path: e.env, key: K } } }"),
      { A: "opaque: key K of file e.env in volume v" },
    ],
    ["a letter beyond ASCII behind an escaped dollar and in a name", env("{ name: A, value: $$é-$(é) }"), { A: "$é-$(é)" }],
    [
      "__proto__ as a name",
      env("{ name: __proto__, value: x }", "{ name: A, value: $(__proto__) }"),
      Object.fromEntries([
        ["__proto__", "x"],
        ["A", "x"],
      ]),
    ],
  ])("%s", (_, input, expected) => {
    expect(variables(input)).toEqual(expected);
  });

  test("an object counts in its own namespace, and one without a namespace in default", () => {
    const head = "metadata: { name: auth, namespace: prod }";
    expect(environmentOf(deployment(fromBoth, head) + configMap).openings.map(({ because }) => because)).toEqual([
      "configmap auth is not in these files",
      "secret auth is not in these files",
    ]);
    expect(variables(deployment(fromBoth, "metadata: { name: auth, namespace: default }") + configMap)).toEqual({ HOST: "db", PORT: "80" });
  });

  test("of overlays side by side, a container gets the object of its own folder", () => {
    const other = configMap.replace("db", "staging-db");
    const files = { "prod/a.yaml": configMap, "prod/b.yaml": deployment(fromBoth), "staging/a.yaml": other };
    expect(variables(files)["HOST"]).toBe("db");
  });

  test("a container of a kustomize patch may have more than the patch says", () => {
    const patch = env("{ name: A, value: x }").replace("          image: auth:1\n", "");
    const files = { "o/patch.yaml": patch, "o/kustomization.yaml": "resources: [../base]\npatches:\n  - path: patch.yaml\n" };
    expect(environmentOf(files).openings.map(({ because }) => because)).toEqual([
      "it is part of a kustomize patch, whose base is not read with it",
    ]);
    expect(environmentOf(patch).openings).toEqual([]);
  });
});

function lookUp(input: Parameters<typeof environmentOf>[0], variable: string): string {
  return shown(valueOf(environmentOf(input), variable));
}

describe("service links", () => {
  const service = "---\napiVersion: v1\nkind: Service\nmetadata: { name: redis }\nspec: { ports: [{ port: 6379 }] }\n";

  test.each([
    ["REDIS_PORT", "opaque: service link of redis gives tcp:// and an address, not a port"],
    ["REDIS_SERVICE_HOST", "opaque: service link of redis"],
    ["REDIS_SERVICE_PORT", "6379"],
    ["REDIS_PORT_6379_TCP_PROTO", "tcp"],
    ["REDIS_HOST", "absent"],
    ["KUBERNETES_SERVICE_HOST", "opaque: service link of kubernetes"],
  ])("%s", (variable, expected) => {
    expect(lookUp(deployment("env: []") + service, variable)).toBe(expected);
  });

  test("lose to what is declared, are seen by $(NAME), and can be declined", () => {
    const declared = env("{ name: REDIS_PORT, value: '1' }", "{ name: URL, value: r:$(REDIS_SERVICE_PORT) }") + service;
    expect([lookUp(declared, "REDIS_PORT"), lookUp(declared, "URL")]).toEqual(["1", "r:6379"]);
    const declined = declared.replace("      containers:", "      enableServiceLinks: false\n      containers:");
    expect([lookUp(declined, "REDIS_SERVICE_HOST"), lookUp(declined, "URL")]).toEqual(["absent", "r:$(REDIS_SERVICE_PORT)"]);
  });

  test("come from files behind that of the pod, too", () => {
    expect(lookUp({ "a.yaml": deployment("env: []"), "b.yaml": service }, "REDIS_SERVICE_PORT")).toBe("6379");
  });

  test.each([
    ["10.0.0.7", "tcp://10.0.0.7:6379"],
    ["fd00::7", "tcp://[fd00::7]:6379"],
  ])("put the address %s into a URL", (address, expected) => {
    const addressed = deployment("env: []") + service.replace("{ ports", `{ clusterIP: "${address}", ports`);
    expect([lookUp(addressed, "REDIS_PORT"), lookUp(addressed, "REDIS_PORT_6379_TCP_ADDR")]).toEqual([expected, address]);
  });

  test.each(["clusterIP: None", "type: ExternalName"])("%s gives none", (line) => {
    expect(lookUp(deployment("env: []") + service.replace("{ ports", `{ ${line}, ports`), "REDIS_PORT")).toBe("absent");
  });
});

describe("workloads", () => {
  const pod = "{ containers: [{ name: web }, { name: log }], initContainers: [{ name: init }] }";

  test.each([
    ["Pod", `kind: Pod\nmetadata: { name: a }\nspec: ${pod}`],
    ["Deployment", `kind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: ${pod} } }`],
    ["CronJob", `kind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { template: { spec: ${pod} } } } }`],
    ["PodTemplate", `kind: PodTemplate\nmetadata: { name: a }\ntemplate: { spec: ${pod} }`],
    ["Rollout", `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: a }\nspec: { template: { spec: ${pod} } }`],
    ["Service", `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: a }\nspec: { template: { spec: ${pod} } }`],
    ["Job", `kind: List\nitems: [{ kind: Job, metadata: { name: a }, spec: { template: { spec: ${pod} } } }]`],
    ["Pod", `kind: PodList\nitems: [{ metadata: { name: a }, spec: ${pod} }]`],
    [
      "Pod",
      `{"kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"web"},{"name":"log"}],"initContainers":[{"name":"init"}]}}`,
    ],
  ])("%s", (kind, text) => {
    expect(read(text).workloads.map(({ address, main }) => [address, main])).toEqual([
      [`${kind}/a/web`, true],
      [`${kind}/a/log`, false],
      [`${kind}/a/init`, false],
    ]);
  });

  test("the default-container annotation chooses the main one; labels are names too", () => {
    const metadata = "metadata: { name: a, labels: { app: shop }, annotations: { kubectl.kubernetes.io/default-container: log } }";
    const { workloads } = read(`kind: Pod\n${metadata}\nspec: ${pod}`);
    expect(workloads.find(({ main }) => main)?.names).toEqual(["log", "a", "shop"]);
  });

  test.each([
    ["log", "log"],
    ["shop", "web"],
  ])("in %s the container called %s is the main one, wherever it stands", (name, main) => {
    const { workloads } = read(`kind: Pod\nmetadata: { name: ${name} }\nspec: ${pod}`);
    expect(workloads.find((workload) => workload.main)?.address).toBe(`Pod/${name}/${main}`);
  });

  test("places point at names and keys", () => {
    const [workload] = read(env("{ name: A, value: x }")).workloads;
    expect(workload && [textAt(workload.at), workload.list && textAt(workload.list), workload.image?.name]).toEqual([
      "web",
      "env",
      "auth:1",
    ]);
  });
});

test.each<[string, boolean]>([
  ['{ "apiVersion": "v1", "kind": "List", "items": [] }', true],
  ['{ "apiVersion": "v1", "kind": "Pod" }\n{ "apiVersion": "v1", "kind": "Pod" }', true],
  ['{ "resources": [{ "object": { "apiVersion": "v1", "kind": "Pod" } }] }', false],
])("JSON is a manifest where its root is an object: %s", (text, expected) => {
  expect(kubernetes.accepts({ path: "a.json", text })).toBe(expected);
});
