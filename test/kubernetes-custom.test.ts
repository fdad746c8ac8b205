import { describe, expect, test } from "@jest/globals";
import { configMap, deployment, env, environmentOf, fromBoth, read, variables } from "./kubernetes.manifests.ts";

const container = (name: string): string => `{ name: ${name}, image: i, env: [{ name: A, value: x }] }`;
const template = "{ metadata: { labels: { app: shop } }, spec: { containers: [{ name: web, image: i, env: [{ name: A, value: x }] }] } }";
const head = (kind: string, apiVersion = "example.com/v1"): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`;

describe("pod templates of custom resources", () => {
  test.each([
    ["Rollout", `spec: { template: ${template} }`],
    ["DeploymentConfig", `spec: { template: ${template} }`],
    ["CloneSet", `spec: { template: ${template} }`],
    ["AdvancedCronJob", `spec: { jobTemplate: { spec: { template: ${template} } } }`],
    ["ScaledJob", `spec: { jobTargetRef: { template: ${template} } }`],
    ["Fleet", `spec: { template: { spec: { template: ${template} } } }`],
    ["JobSet", `spec: { replicatedJobs: [{ name: w, template: { spec: { template: ${template} } } }] }`],
  ])("%s", (kind, spec) => {
    const text = head(kind) + spec;
    expect(read(text).workloads.map(({ address, names, main }) => ({ address, names, main }))).toEqual([
      { address: `${kind}/a/web`, names: ["web", "a", "shop"], main: true },
    ]);
    expect(variables(text)).toEqual({ A: "x" });
    expect(environmentOf(text).openings).toEqual([]);
  });

  test.each([
    ["PyTorchJob", `spec: { pytorchReplicaSpecs: { Master: { template: ${template} }, Worker: { template: ${template} } } }`, 2],
    ["RayCluster", `spec: { headGroupSpec: { template: ${template} }, workerGroupSpecs: [{ template: ${template} }] }`, 2],
  ])("%s adds variables of its own", (kind, spec, count) => {
    expect(read(head(kind) + spec).workloads.map(({ address }) => address)).toEqual(Array.from({ length: count }, () => `${kind}/a/web`));
    expect(environmentOf(head(kind) + spec).openings.map(({ because }) => because)).toEqual([
      `the controller of a ${kind} adds variables of its own`,
    ]);
  });

  test.each([
    ["a pod deep in it", `spec: { parts: [{ podTemplate: ${template} }] }`, ["Widget/a/web"]],
    [
      "containers without a template",
      `spec: { containers: [${container("one")}], x: { containers: [${container("two")}] } }`,
      ["Widget/a/one", "Widget/a/two"],
    ],
  ])("by shape: %s", (_, spec, addresses) => {
    expect(read(head("Widget") + spec).workloads.map(({ address }) => address)).toEqual(addresses);
    expect(environmentOf(head("Widget") + spec).openings.map(({ because }) => because)).toEqual([
      "what makes pods of a Widget may add variables of its own",
    ]);
  });

  test.each([
    ["Widget", "spec: { x: { containers: [{ name: a }, 1, null] }, y: { containers: { name: a, image: b } }, z: { containers: web } }"],
    ["ClusterPolicy", 'spec: { rules: [{ validate: { pattern: { spec: { containers: [{ name: "*", image: "!*:latest" }] } } } }] }'],
    ["HelmRelease", `spec: { values: { containers: [${container("web")}] } }`],
    ["Rollout", "spec: { workloadRef: { name: containers } }"],
    ["JobSet", "spec: { replicatedJobs: [1, null, { template: [] }] }"],
  ])("%s without a pod gives no workload", (kind, spec) => {
    expect(read(head(kind) + spec)).toMatchObject({ workloads: [], problems: [] });
  });

  test("aliases cannot multiply what is looked through", () => {
    const list = Array.from({ length: 5000 }, (_, index) => `{ name: c${String(index)} }`).join(", ");
    const parts = Array.from({ length: 5000 }, (_, index) => `{ p${String(index)}: { containers: *l } }`).join(", ");
    const started = performance.now();
    expect(read(`${head("Widget")}spec:\n  list: &l [${list}, ${container("web")}]\n  parts: [${parts}]\n`).workloads).toHaveLength(5001);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("the only container of Knative has a name when it is given none", () => {
    const unnamed = template.replace("name: web, ", "");
    const service = `${head("Service", "serving.knative.dev/v1")}spec: { template: ${unnamed} }`;
    const revision = `${head("Revision", "serving.knative.dev/v1")}spec: { containers: [{ image: i }] }`;
    expect([service, revision].flatMap((text) => read(text).workloads.map(({ address }) => address))).toEqual([
      "Service/a/user-container",
      "Revision/a/user-container",
    ]);
  });
});

const addresses = (kind: string): unknown[] => [
  [`${kind}/a/migrate`, true],
  [`${kind}/a/db`, false],
  [`${kind}/a/seed`, true],
  [`${kind}/a/one`, true],
  [`${kind}/a/two`, false],
];

describe("workflows of Argo", () => {
  const templates = `templates:
    - name: steps
      steps: [[{ name: s, template: migrate }]]
    - name: migrate
      container: { image: i, env: [{ name: A, value: x }, { name: B, value: "{{inputs.parameters.b}}" }] }
      sidecars: [${container("db")}]
    - name: seed
      script: { image: i, source: "print(1)", env: [{ name: A, value: y }] }
    - name: set
      containerSet: { containers: [${container("one")}, ${container("two")}] }
`;
  test.each(["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate"])("%s", (kind) => {
    const text = `${head(kind, "argoproj.io/v1alpha1")}spec:\n  ${templates}`;
    expect(read(text).workloads.map(({ address, main }) => [address, main])).toEqual(addresses(kind));
    expect(variables(text, "migrate")).toEqual({ A: "x", B: "opaque: filled in by Argo Workflows" });
  });

  test("CronWorkflow", () => {
    const text = `${head("CronWorkflow", "argoproj.io/v1alpha1")}spec:\n  workflowSpec:\n    ${templates.replaceAll("\n", "\n  ")}`;
    expect(read(text).workloads.map(({ address, main }) => [address, main])).toEqual(addresses("CronWorkflow"));
  });

  test("what may add to every container is an opening", () => {
    const text = `${head("Workflow", "argoproj.io/v1alpha1")}spec:\n  templateDefaults: { container: { env: [] } }\n  ${templates}`;
    expect(environmentOf(text).openings.map(({ because }) => because)).toEqual(["templateDefaults may add to each of its containers"]);
  });
});

describe("an OpenShift Template", () => {
  const entries = ["SURE", "MADE", "EMPTY", "NONE"].map((name) => `{ name: ${name}, value: 'x-\${${name}}' }`);
  const objects = env(...entries, "{ name: RAW, value: '${{SURE}}' }", "{ name: PLAIN, value: x }");
  const parameters = "parameters:\n  - { name: SURE, value: a }\n  - { name: MADE, generate: expression }\n  - { name: EMPTY }\n";

  test("leaves its parameters to whoever processes it, and what is none as it is", () => {
    expect(variables(`kind: Template\n${parameters}objects:\n  - ${objects.replaceAll("\n", "\n    ")}`)).toEqual({
      SURE: "opaque: OpenShift template parameter SURE",
      MADE: "opaque: OpenShift template parameter MADE",
      EMPTY: "unknown: OpenShift template parameter EMPTY, which may be empty",
      NONE: "x-${NONE}",
      RAW: "opaque: OpenShift template parameter SURE",
      PLAIN: "x",
    });
  });
});

/** What a container that imports the Secret `auth` gets, and why it may get more. */
function imported(document: string): unknown {
  const text = `${deployment("envFrom: [{ secretRef: { name: auth } }]")}---\n${document}`;
  return { variables: variables(text), openings: environmentOf(text).openings.map(({ because }) => because) };
}

const external = (spec: string, name = "auth"): string =>
  `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: ${name} }\nspec: ${spec}\n`;

describe("Secrets that are made in the cluster", () => {
  const meta = "metadata: { name: auth }";
  const made = "opaque: external secret auth";

  test.each([
    [
      "SealedSecret",
      `kind: SealedSecret\n${meta}\nspec: { encryptedData: { A: x, B: y } }`,
      { A: "opaque: sealed secret auth", B: "opaque: sealed secret auth" },
    ],
    [
      "a SealedSecret with a template",
      "kind: SealedSecret\nmetadata: { name: other }\nspec: { encryptedData: { A: x }, template: { metadata: { name: auth }, data: { U: '{{ .A }}' } } }",
      { U: "opaque: sealed secret other", A: "opaque: sealed secret other" },
    ],
    ["ExternalSecret", external("{ data: [{ secretKey: A, remoteRef: { key: k } }, { secretKey: B }] }"), { A: made, B: made }],
    ["a target name", external("{ target: { name: auth }, data: [{ secretKey: A }] }", "other"), { A: "opaque: external secret other" }],
    [
      "a template in place of what is fetched",
      external("{ target: { template: { data: { U: x } } }, data: [{ secretKey: A }] }"),
      { U: made },
    ],
    [
      "a template beside it",
      external("{ target: { template: { mergePolicy: Merge, data: { U: x } } }, data: [{ secretKey: A }] }"),
      { A: made, U: made },
    ],
    [
      "the operator before",
      `apiVersion: kubernetes-client.io/v1\nkind: ExternalSecret\n${meta}\nspec: { data: [{ key: k, name: A }] }`,
      { A: made },
    ],
    ["wrong types", external("{ target: [], data: [1, null, { secretKey: [] }, { secretKey: A }] }"), { A: made }],
  ])("%s", (_, document, expected) => {
    expect(imported(document)).toEqual({ variables: expected, openings: [] });
  });

  test.each([
    [
      "dataFrom",
      external("{ data: [{ secretKey: A }], dataFrom: [{ extract: { key: k } }] }"),
      { A: made },
      "dataFrom of external secret auth may add keys",
    ],
    [
      "templateFrom",
      external("{ target: { template: { templateFrom: [{}] } }, data: [{ secretKey: A }] }"),
      {},
      "templateFrom of external secret auth may add keys",
    ],
    [
      "a Secret to merge with",
      external("{ target: { creationPolicy: Merge }, data: [{ secretKey: A }] }"),
      { A: made },
      "the secret that is the target of external secret auth may add keys",
    ],
    [
      "no Secret at all",
      external("{ target: { creationPolicy: None }, data: [{ secretKey: A }] }"),
      {},
      "secret auth is not in these files",
    ],
  ])("%s is an opening", (_, document, expected, opening) => {
    expect(imported(document)).toEqual({ variables: expected, openings: [opening] });
  });

  const sops = "sops: { version: 3.9.0 }\n";
  const encrypted = "'ENC[AES256_GCM,data:eHl6,iv:aa,tag:bb,type:str]'";

  test("what SOPS encrypted is out of sight, what it left alone is not", () => {
    const [plain, hidden] = ["plain", "opaque: encrypted by SOPS"];
    expect(imported(`kind: Secret\n${meta}\ndata: { A: ${encrypted}, E: "" }\nstringData: { B: ${encrypted}, C: plain }\n${sops}`)).toEqual(
      {
        variables: { A: hidden, E: "", B: hidden, C: plain },
        openings: [],
      },
    );
    expect(variables(`${env(`{ name: A, value: ${encrypted} }`)}${sops}`)).toEqual({ A: hidden });
    expect(variables(`${deployment(fromBoth)}${configMap.replace("db", encrypted)}${sops}`)).toEqual({ HOST: hidden, PORT: "80" });
  });

  test("without its metadata such a text is no encryption", () => {
    expect(variables(env("{ name: A, value: 'ENC[x]' }"))).toEqual({ A: "ENC[x]" });
  });

  test("SopsSecret makes a Secret of each template", () => {
    const templates = `[{ name: auth, stringData: { A: ${encrypted} } }, { name: other, data: { B: ${encrypted} } }, 1]`;
    const text = `apiVersion: isindir.github.com/v1alpha3\nkind: SopsSecret\nmetadata: { name: s }\nspec: { secretTemplates: ${templates} }\n${sops}`;
    expect(imported(text)).toEqual({ variables: { A: "opaque: encrypted by SOPS" }, openings: [] });
    expect([...read(text).bundles.keys()]).toEqual(["secret:default/auth", "secret:default/other"]);
  });
});
