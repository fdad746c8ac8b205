import * as fc from "fast-check";

/** A whole project, and what is known of it beforehand. */
export interface Project {
  readonly files: Readonly<Record<string, string>>;
  /** Files that may be taken away, one at a time. */
  readonly removable: readonly string[];
  /** Every value that is written anywhere. */
  readonly values: readonly string[];
  /** Everything else that is written: names, keys, paths, images. */
  readonly words: ReadonlySet<string>;
}

const names = ["ALPHA", "BETA", "GAMMA", "DELTA_SECRET", "OMEGA_URL"];
const values = ["zuxqovalue", "77315", "https://u:jqxpass@db.qjx.internal/x", "changeme-qzx", "jxq wvz", "tr\u00FCqjx"];
const name = fc.constantFrom(...names);
/** A reference stands for a value that hangs on others. */
const value = fc.oneof(
  fc.constantFrom(...values),
  name.map((other) => `\${${other}}`),
  fc.constant("${HOST_VAR}"),
  fc.constant(""),
);
const assignments = fc.array(fc.tuple(name, value), { maxLength: 6 });

type Assignments = readonly (readonly [name: string, value: string])[];

const inEnvFile = (list: Assignments): string => list.map(([key, text]) => `${key}="${text}"\n`).join("");
const inMapping = (list: Assignments): string => [...new Map(list)].map(([key, text]) => `      ${key}: "${text}"\n`).join("");
const inList = (list: Assignments): string => list.map(([key, text]) => `      - "${key}=${text}"\n`).join("");
const inEnv = (list: Assignments): string =>
  list.map(([key, text]) => `            - name: ${key}\n              value: "${text.replace("${", "$(").replace("}", ")")}"\n`).join("");
const inData = (list: Assignments): string => [...new Map(list)].map(([key, text]) => `  ${key}: "${text}"\n`).join("");

const composeText = (environment: string, optional: boolean): string => `services:
  auth:
    image: auth
    env_file:
      - one.env
      - { path: two.env, required: ${String(!optional)} }
    environment:
${environment}      - PASSED
`;

const podText = (env: string, optional: boolean): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: auth }
spec:
  template:
    spec:
      containers:
        - name: auth
          image: auth
          envFrom:
            - configMapRef: { name: settings }
            - secretRef: { name: secrets, optional: ${String(optional)} }
          env:
            - name: FROM_KEY
              valueFrom: { secretKeyRef: { name: secrets, key: KEY } }
${env}`;

const object = (kind: string, of: string, data: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${of} }\n${data}`;

const schema = (required: readonly string[]): string => `service: auth
stages:
  compose: compose.yaml#auth
  closed: { target: compose.yaml#auth, host-env: [HOST_VAR] }
  cluster: k8s#Deployment/auth
variables:
  ALPHA: { type: integer, required: ${String(required.includes("ALPHA"))} }
  BETA: { required: ${String(required.includes("BETA"))}, one-of: [a, b] }
  GAMMA: { default: x }
  DELTA_SECRET: { type: secret }
  OMEGA_URL: { type: url, required: { when: { BETA: a } } }
  PASSED: {}
  FROM_KEY: { sensitive: true }
`;

export const project: fc.Arbitrary<Project> = fc
  .record({
    dotenv: assignments,
    one: assignments,
    two: assignments,
    environment: assignments,
    config: assignments,
    secret: assignments,
    env: assignments,
    optional: fc.boolean(),
    required: fc.subarray(names),
  })
  .map(({ optional, required, ...parts }) => {
    const files = {
      ".env": inEnvFile(parts.dotenv),
      "one.env": inEnvFile(parts.one),
      "two.env": inEnvFile(parts.two),
      "compose.yaml": composeText(inList(parts.environment), optional),
      "k8s/auth.yaml": podText(inEnv(parts.env), optional),
      "k8s/settings.yaml": object("ConfigMap", "settings", `data:\n${inData(parts.config)}`),
      "k8s/secrets.yaml": object("Secret", "secrets", `stringData:\n  KEY: x\n${inData(parts.secret)}`),
      "schemas/auth.yaml": schema(required),
    };
    return {
      files,
      removable: ["one.env", "two.env", "k8s/settings.yaml", "k8s/secrets.yaml"],
      values,
      words: new Set([
        ...names,
        "PASSED",
        "FROM_KEY",
        "HOST_VAR",
        "KEY",
        "auth",
        "env",
        "environment",
        "one.env",
        "two.env",
        "settings",
        "secrets",
        "stringData",
        "data",
        "key",
        "name",
        "k8s#Deployment/auth",
        "compose.yaml#auth",
        "compose",
        "closed",
        "cluster",
        "variables",
        "service",
        "stages",
      ]),
    };
  });

const envFile = assignments.map((list): [string, ReadonlySet<string>] => [inEnvFile(list), new Set(list.map(([key]) => key))]);
const withTexts = (render: (list: Assignments) => string): fc.Arbitrary<[string]> => assignments.map((list) => [render(list)]);

/** Single documents. */
export const specific = {
  envFile,
  documents: [
    ...["dotenv", "compose-env-file", "docker-env-file", "python-dotenv", "django-environ", "node-env-file", "env-dump"].map(
      (format) => [format, withTexts(inEnvFile)] as const,
    ),
    ["compose", withTexts((list) => `services:\n  auth:\n    image: a\n    environment:\n${inList(list)}      - X\n`)],
    ["compose", withTexts((list) => `services:\n  auth:\n    image: a\n    environment:\n${inMapping(list)}      X: x\n`)],
    ["kubernetes", withTexts((list) => podText(inEnv(list), true).replace(/ +envFrom:[^]*(?=          env:)/, ""))],
    ["dockerfile", withTexts((list) => `FROM scratch\n${list.map(([key, text]) => `ENV ${key}="${text}"\n`).join("")}`)],
    ["docker-inspect", withTexts((list) => JSON.stringify([{ Config: { Env: list.map(([key, text]) => `${key}=${text}`) } }]))],
  ] as const,
};
