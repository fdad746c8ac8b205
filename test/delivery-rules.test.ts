import { describe, expect, test } from "@jest/globals";
import { deployment, type Files, said, schema } from "./support/delivery.ts";

const config = (name: string, data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: ${data}\n---\n`;
const key = (optional: string): string =>
  deployment(`env:\n  - name: SECRET_KEY\n    valueFrom: { secretKeyRef: { name: auth, key: k${optional} } }\n`);
const imports = (refs: string): string => deployment(`envFrom: ${refs}\n`);

describe("a required variable behind an optional reference", () => {
  const declared = schema("{ SECRET_KEY: {}, LOG_LEVEL: { required: false } }", "k8s");
  const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: auth }\nstringData: { other: x }\n---\n";
  const told = "warning optional-reference-required: SECRET_KEY is required for auth in production, and";

  test.each<[string, Files, readonly string[]]>([
    ["a key", { "k8s/auth.yaml": key(", optional: true") }, [`${told} key k of secret auth is optional`]],
    ["a key that is not optional", { "k8s/auth.yaml": key("") }, []],
    [
      "a key that the Secret in view lacks is missing",
      { "k8s/auth.yaml": secret + key(", optional: true") },
      ["error missing: SECRET_KEY is not set for auth in production"],
    ],
    [
      "a whole object",
      { "k8s/auth.yaml": imports("[{ secretRef: { name: auth, optional: true } }]") },
      [`${told} secret auth is optional`],
    ],
    [
      "one of two objects that must be there",
      { "k8s/auth.yaml": imports("[{ secretRef: { name: auth, optional: true } }, { configMapRef: { name: auth } }]") },
      ["warning unverifiable: SECRET_KEY cannot be verified for auth in production: secret auth is not in these files"],
    ],
    [
      "a whole object beside what is set",
      {
        "k8s/auth.yaml":
          config("more", "{ SECRET_KEY: x }") +
          imports("[{ secretRef: { name: auth, optional: true } }, { configMapRef: { name: more } }]"),
      },
      [],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await said({ "schemas/auth.yaml": declared, ...files })).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    ["{ path: auth.env, required: false }", [`${told} auth.env is optional`]],
    ["auth.env", ["warning unverifiable: SECRET_KEY cannot be verified for auth in production: auth.env is not in these files"]],
  ])("compose: %s", async (file, expected) => {
    const compose = `services:\n  auth:\n    image: auth\n    env_file: [${file}]\n`;
    expect(await said({ "schemas/auth.yaml": schema("{ SECRET_KEY: {} }", "compose.yaml"), "compose.yaml": compose })).toEqual(expected);
  });

  test.each([
    ["-", [`${told} auth.env is optional`]],
    ["", ["warning unverifiable: SECRET_KEY cannot be verified for auth in production: auth.env is not in these files"]],
  ])("systemd: EnvironmentFile=%s", async (mark, expected) => {
    const unit = `[Service]\nExecStart=/bin/auth\nEnvironmentFile=${mark}/etc/auth.env\n`;
    const files = { "schemas/auth.yaml": schema("{ SECRET_KEY: {} }", "auth.service?root=."), "auth.service": unit };
    const lines = await said(files);
    expect(lines.map((line) => line.replace("/etc/", "").replace("etc/", ""))).toEqual(expected);
  });

  test("a developer's machine", async () => {
    const compose = "services:\n  auth:\n    image: auth\n    env_file: [{ path: auth.env, required: false }]\n";
    const files = {
      "schemas/auth.yaml": "service: auth\nstages: { local: compose.yaml }\nvariables: { SECRET_KEY: {} }\n",
      "compose.yaml": compose,
    };
    expect((await said(files)).filter((line) => line.includes("optional-reference"))).toEqual([]);
  });
});

const lambda = (variables: string, type = "AWS::Serverless::Function"): string =>
  `Resources:\n  Auth:\n    Type: ${type}\n    Properties:\n      Environment:\n        Variables: ${variables}\n`;
const knative = (containers: string, annotations = ""): string =>
  `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: auth${annotations} }\nspec:\n  template:\n    spec:\n      containers:\n${containers}`;
const container = (env: string, name = "auth"): string => `        - { name: ${name}, image: auth, env: [${env}] }\n`;
const refused = (name: string, platform: string): string =>
  `error reserved-name: ${name} is reserved: ${platform} refuses a deploy that sets it`;
const lost = (name: string, platform: string): string => `warning reserved-name: ${name} is reserved: ${platform} sets it by itself`;
const service = (spec: string, namespace = "default"): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: redis, namespace: ${namespace} }\nspec: ${spec}\n---\n`;

describe("a reserved name", () => {
  test.each<[string, Files, readonly string[]]>([
    ["of a function", { "template.yaml": lambda("{ AWS_REGION: eu-west-1, A: x }") }, [refused("AWS_REGION", "AWS Lambda")]],
    ["of a function that it may set", { "template.yaml": lambda("{ TZ: UTC, AWS_LAMBDA_EXEC_WRAPPER: /opt/w, AWS_BUCKET: b }") }, []],
    ["of a function that a template takes away", { "template.yaml": lambda("{ AWS_REGION: !Ref AWS::NoValue }") }, []],
    [
      "of a function of Serverless",
      {
        "serverless.yml":
          "service: auth\nprovider: { name: aws, environment: { LAMBDA_TASK_ROOT: /x } }\nfunctions: { auth: { handler: h } }\n",
      },
      [refused("LAMBDA_TASK_ROOT", "AWS Lambda")],
    ],
    [
      "of a function of another cloud",
      {
        "serverless.yml":
          "service: auth\nprovider: { name: google, environment: { AWS_REGION: x } }\nfunctions: { auth: { handler: h } }\n",
      },
      [],
    ],
    ["of Knative", { "k/s.yaml": knative(container("{ name: PORT, value: '1' }")) }, [refused("PORT", "Knative")]],
    [
      "of Cloud Run",
      { "k/s.yaml": knative(container("{ name: K_SERVICE, value: a }"), ", annotations: { run.googleapis.com/ingress: all }") },
      [refused("K_SERVICE", "Cloud Run")],
    ],
    [
      "of one of two containers, neither of which is the one that is reached",
      { "k/s.yaml": knative(container("{ name: PORT, value: '1' }", "side") + container("{ name: K_REVISION, value: '1' }")) },
      [refused("K_REVISION", "Knative")],
    ],
    ["of a plain Deployment", { "k/d.yaml": deployment("env: [{ name: PORT, value: '80' }, { name: K_SERVICE, value: a }]\n") }, []],
    [
      "of a task",
      {
        "task.json": JSON.stringify({
          family: "auth",
          containerDefinitions: [
            {
              name: "auth",
              image: "a",
              environment: [
                { name: "ECS_AGENT_URI", value: "x" },
                { name: "AWS_REGION", value: "r" },
              ],
            },
          ],
        }),
      },
      [lost("ECS_AGENT_URI", "Amazon ECS")],
    ],
    [
      "of App Engine",
      { "app.yaml": "runtime: nodejs22\nenv_variables: { PORT: '8080', GAE_SERVICE: a, GOOGLE_CLOUD_PROJECT: p }\n" },
      [lost("PORT", "App Engine"), lost("GAE_SERVICE", "App Engine")],
    ],
    ["of an app of Fly", { "fly.toml": 'app = "auth"\n[env]\nFLY_REGION = "ams"\nPORT = "8080"\n' }, [lost("FLY_REGION", "Fly")]],
    [
      "of a workflow",
      {
        "schemas/auth.yaml": schema("{ A: {} }", ".github/workflows/a.yml#a"),
        ".github/workflows/a.yml":
          "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    env: { A: a, GITHUB_SHA: x, GITHUB_TOKEN: x, CI: 'false', RUNNER_DEBUG: '1' }\n    services: { db: { image: db, env: { GITHUB_REF: x } } }\n    steps: [{ run: make }]\n",
      },
      [lost("GITHUB_SHA", "GitHub Actions")],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });

  const redis = service("{ ports: [{ port: 6379 }] }");
  const linked = "reserved-name: REDIS_PORT is not set here, so that the Service redis makes it a tcp:// address";

  test.each<[string, string, string, readonly string[]]>([
    ["a port", "{ REDIS_PORT: { type: port, required: false } }", redis + deployment(""), [`error ${linked}`]],
    ["a port with a default", "{ REDIS_PORT: { type: port, default: 6379 } }", redis + deployment(""), [`error ${linked}`]],
    ["a text", "{ REDIS_PORT: { required: false } }", redis + deployment(""), [`warning ${linked}`]],
    ["an address", "{ REDIS_PORT: { type: url, required: false } }", redis + deployment(""), []],
    ["a port that is set", "{ REDIS_PORT: { type: port } }", redis + deployment("env: [{ name: REDIS_PORT, value: '1' }]\n"), []],
    ["no links", "{ REDIS_PORT: { type: port, required: false } }", redis + deployment("", "      enableServiceLinks: false\n"), []],
    [
      "another namespace",
      "{ REDIS_PORT: { type: port, required: false } }",
      service("{ ports: [{ port: 6379 }] }", "cache") + deployment(""),
      [],
    ],
    [
      "a Service without an address",
      "{ REDIS_PORT: { type: port, required: false } }",
      service("{ clusterIP: None, ports: [{ port: 6379 }] }") + deployment(""),
      [],
    ],
    ["the host that it gives", "{ REDIS_SERVICE_HOST: {} }", redis + deployment(""), []],
  ])("service links: %s", async (_, variables, manifest, expected) => {
    expect(await said({ "schemas/auth.yaml": schema(variables, "k8s"), "k8s/auth.yaml": manifest })).toEqual(expected);
  });
});

const sized = (length: number, extra = ""): string =>
  `Resources:\n  Auth:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          A: ${"x".repeat(length)}\n${extra}`;
const run = (env: string): string =>
  `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: auth, labels: { cloud.googleapis.com/location: eu } }\nspec:\n  template:\n    spec:\n      containers:\n        - name: auth\n          image: a\n          env:\n${env}`;
const numbered = (count: number): string =>
  Array.from({ length: count }, (_, index) => `            - { name: A${String(index)}, value: x }\n`).join("");

describe("more than a platform takes", () => {
  test.each<[string, Files, readonly string[]]>([
    [
      "bytes of a function",
      { "t.yaml": sized(4096) },
      ["error platform-limit: Auth sets more than the 4,096 bytes of variables that AWS Lambda takes"],
    ],
    ["no more than those", { "t.yaml": sized(4095) }, []],
    ["what is not seen", { "t.yaml": sized(4000, "          B: !Ref Other\n") }, []],
    [
      "variables of Cloud Run",
      { "k/a.yaml": run(numbered(1001)) },
      ["error platform-limit: Service/auth/auth sets more than the 1,000 variables that Cloud Run takes"],
    ],
    ["no more than 1,000", { "k/a.yaml": run(numbered(1000)) }, []],
    [
      "bytes of one",
      { "k/a.yaml": run(`            - { name: A, value: ${"x".repeat(32_769)} }\n`) },
      ["error platform-limit: A is longer than the 32,768 bytes that Cloud Run takes for one variable"],
    ],
    [
      "bytes of one elsewhere",
      { "k/a.yaml": run(`            - { name: A, value: ${"x".repeat(32_769)} }\n`).replace("cloud.google", "my") },
      [],
    ],
    [
      "bytes of an object",
      { "k/a.yaml": config("auth", `{ A: ${"x".repeat(1_048_577)} }`) + deployment("envFrom: [{ configMapRef: { name: auth } }]\n") },
      ["error platform-limit: configmap auth holds more than the 1,048,576 bytes that Kubernetes takes"],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });
});
