import { describe, expect, test } from "@jest/globals";
import { rules } from "../src/rules/index.ts";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

/** What is found in a few files, as `rule VARIABLE`. */
function found(files: Readonly<Record<string, string>>): string[] {
  const { report } = assessWithoutCode(requestFor("check"), memoryHost(new Map(Object.entries(files))));
  expect(report.problems).toEqual([]);
  expect(report.summary.environments).toBeGreaterThan(0);
  return report.diagnostics.map(({ rule, variable = "-", severity }) => `${severity} ${rule} ${variable}`);
}

const service = (variables: string, target = "compose.yaml"): string =>
  `service: auth\nstages: { production: "${target}" }\nvariables:\n${variables.replaceAll(/^/gm, "  ")}\n`;
const environment = (lines: string): string =>
  `services:\n  auth:\n    image: auth\n    environment:\n${lines.replaceAll(/^/gm, "      ")}\n`;
const pod = (env: string, rest = ""): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: auth }\nspec:\n  containers:\n    - name: auth\n${rest}      env:\n${env.replaceAll(/^/gm, "        ")}\n`;
const secret = (data: string): string => `apiVersion: v1\nkind: Secret\nmetadata: { name: auth }\nstringData: ${data}\n---\n`;

describe("one cause is one finding", () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      "a declared placeholder is told by its declaration only",
      { "schemas/auth.yaml": service("SECRET_KEY: { type: secret }"), "compose.yaml": environment("SECRET_KEY: changeme") },
      ["error placeholder SECRET_KEY"],
    ],
    [
      "a declared text that is a placeholder is still told",
      { "schemas/auth.yaml": service("CLIENT_ID: {}"), "compose.yaml": environment("CLIENT_ID: changeme") },
      ["error placeholder CLIENT_ID"],
    ],
    [
      "quotes that make a value invalid are told as invalid",
      {
        "schemas/auth.yaml": service("PORT: { type: port }"),
        "compose.yaml": "services:\n  auth:\n    image: auth\n    environment:\n      - PORT='80'\n",
      },
      ["error invalid PORT"],
    ],
    [
      "an env file that is found and imported is judged once",
      { "compose.yaml": "services:\n  auth:\n    image: auth\n    env_file: auth.env\n", "auth.env": "SECRET_KEY=changeme\n" },
      ["warning placeholder SECRET_KEY"],
    ],
    [
      "an interpolated placeholder is told where it is written",
      { "compose.yaml": environment("SECRET_KEY: ${SECRET_KEY}"), ".env": "SECRET_KEY=changeme\n" },
      ["warning placeholder SECRET_KEY"],
    ],
    [
      "a placeholder in a Secret is told at the Secret, not at the reference",
      {
        "k8s/secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata: { name: auth }\nstringData: { secret-key: changeme }\n",
        "k8s/pod.yaml": pod("- name: SECRET_KEY\n  valueFrom: { secretKeyRef: { name: auth, key: secret-key } }"),
      },
      ["error placeholder secret-key"],
    ],
    [
      "a declared secret behind a reference is told by its declaration only",
      {
        "schemas/auth.yaml": service("SECRET_KEY: { type: secret }", "k8s"),
        "k8s/secret.yaml": secret("{ secret-key: changeme }"),
        "k8s/pod.yaml": pod("- name: SECRET_KEY\n  valueFrom: { secretKeyRef: { name: auth, key: secret-key } }"),
      },
      ["error placeholder SECRET_KEY"],
    ],
    [
      "a declared secret behind a prefix is told by its declaration only",
      {
        "schemas/auth.yaml": service("AUTH_SECRET: { type: secret }", "k8s"),
        "k8s/all.yaml":
          secret("{ SECRET: changeme }") +
          pod("- { name: B, value: b }", "      envFrom: [{ prefix: AUTH_, secretRef: { name: auth } }]\n"),
      },
      ["error placeholder AUTH_SECRET"],
    ],
    [
      "an invalid address behind a reference is told by its declaration only",
      {
        "schemas/auth.yaml": service("DB_URL: { type: url }", "k8s"),
        "k8s/all.yaml": secret("{ url: 'http//db' }") + pod("- name: DB_URL\n  valueFrom: { secretKeyRef: { name: auth, key: url } }"),
      },
      ["error invalid DB_URL"],
    ],
    [
      "a declared secret under an alias is told by its declaration only",
      {
        "schemas/auth.yaml": service("SECRET_KEY: { type: secret, aliases: [OLD_SECRET] }", "production.env"),
        "production.env": "OLD_SECRET=changeme\n",
      },
      ["error placeholder SECRET_KEY"],
    ],
    [
      "a misspelt key is told once, though the right name is in doubt and the wrong one imported",
      {
        "schemas/auth.yaml": service("API_TOKEN: {}", "k8s").replace("service", "closed: true\nservice"),
        "k8s/all.yaml":
          secret("{ API_TOKNE: x }") +
          pod(
            "- name: API_TOKEN\n  valueFrom: { secretKeyRef: { name: auth, key: API_TOKEN } }",
            "      envFrom: [{ secretRef: { name: auth } }]\n",
          ),
      },
      ["error dangling-key API_TOKEN"],
    ],
    [
      "a constraint that hangs on a misspelt key is not told besides",
      {
        "schemas/auth.yaml": `constraints: [{ all-or-none: [A, B] }]\n${service("A: { required: false }\nB: { required: false }", "k8s")}`,
        "k8s/all.yaml":
          secret("{ a: x }") + pod("- name: A\n  valueFrom: { secretKeyRef: { name: auth, key: aa } }\n- { name: B, value: b }"),
      },
      ["error dangling-key A"],
    ],
    [
      "a misspelt object is told once, whatever it hides",
      {
        "schemas/auth.yaml": service("A: {}\nB: {}", "k8s"),
        "k8s/all.yaml":
          secret("{ A: a, B: b }").replace("name: auth", "name: auth-secrets") +
          pod("- { name: C, value: c }", "      envFrom: [{ secretRef: { name: auth-secret } }]\n"),
      },
      ["error dangling-reference -"],
    ],
    [
      "a misspelt object does not excuse another one that is not here",
      {
        "schemas/auth.yaml": service("A: {}", "k8s"),
        "k8s/all.yaml":
          secret("{ A: a }").replace("name: auth", "name: auth-secrets") +
          pod("- { name: C, value: c }", "      envFrom: [{ secretRef: { name: auth-secret } }, { configMapRef: { name: flags } }]\n"),
      },
      ["error dangling-reference -", "warning unverifiable A"],
    ],
    [
      "a bad key is told once, however often it is imported",
      {
        "k8s/all.yaml":
          secret('{ "A B": x }') +
          pod("- { name: C, value: c }", "      envFrom: [{ secretRef: { name: auth } }, { prefix: X_, secretRef: { name: auth } }]\n"),
      },
      ["warning invalid-name A B"],
    ],
    [
      "what a missing file hides is told once, with the variables",
      {
        "schemas/auth.yaml": service("A: {}\nB: {}\nC: { required: false }"),
        "compose.yaml": "services:\n  auth:\n    image: auth\n    env_file: auth.env\n",
      },
      ["warning unverifiable -"],
    ],
    [
      "an empty expansion of a required variable is told as empty",
      {
        "schemas/auth.yaml": service("A: {}").replace('"compose.yaml"', "{ target: compose.yaml, host-env: [B] }"),
        "compose.yaml": environment("A: ${C}"),
      },
      ["error empty A"],
    ],
    [
      "an empty line over a required value is told as empty",
      {
        "schemas/auth.yaml": service("A: {}"),
        "compose.yaml": 'services:\n  auth:\n    image: auth\n    env_file: auth.env\n    environment: { A: "" }\n',
        "auth.env": "A=x\n",
      },
      ["error empty A"],
    ],
    [
      "a misspelt name and the missing one are one mistake",
      { "schemas/auth.yaml": service("SESSION_COOKIE_AGE: {}"), "compose.yaml": environment("SESION_COOKIE_AGE: 60") },
      ["error name-mismatch SESSION_COOKIE_AGE"],
    ],
    [
      "a secret that two containers share through an anchor is told once",
      {
        "compose.yaml":
          "x-env: &env\n  JWT_SECRET: changeme\nservices:\n  a: { image: a, environment: *env }\n  b: { image: b, environment: *env }\n",
      },
      ["warning placeholder JWT_SECRET"],
    ],
  ])("%s", (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});

describe("traps: right as they are", () => {
  test.each<[string, Record<string, string>]>([
    [
      "names of a .env that others in it are made of",
      {
        "compose.yaml": environment("KAFKA_ADDR: ${KAFKA_ADDR}\nDB: ${DB}\nTAG: ${TAG}"),
        ".env": "KAFKA_HOST=kafka\nKAFKA_PORT=9092\nKAFKA_ADDR=${KAFKA_HOST}:${KAFKA_PORT}\nDB=db\nTAG=4\n",
      },
    ],
    [
      "two services with different defaults for one name",
      {
        "compose.yaml":
          "services:\n  worker: { image: worker, environment: { E: '${E:-http://minio:9000}' } }\n  web: { image: b, environment: { E: '${E:-http://media.example.org}' } }\n",
      },
    ],
    ["a YAML file with the name of an env file", { "helmfile/production.env": 'HOST: "api.example.org"\nLEVEL: "info"\n' }],
    ["an optional value passed through", { "compose.yaml": environment("SES_USER:") }],
    ["marks that a server renders into pages", { "web/.env.docker": "NEXT_PUBLIC_TITLE=APP_NEXT_PUBLIC_TITLE\n" }],
    [
      "a password of an image that the service overrides",
      {
        "compose.prod.yaml": "services:\n  db: { build: ./db, environment: { MYSQL_PASSWORD: '${MYSQL_PASSWORD:?}' } }\n",
        "db/test/Dockerfile": "FROM mariadb\nENV MYSQL_PASSWORD=secret\n",
      },
    ],
    ["a template for a page, and one of a message", { "web/.env.production": "VITE_BASE={{ .Base }}\nSMS_TEMPLATE=Code {{ .Code }}\n" }],
    [
      "a parameter of an OpenShift template",
      {
        "k8s/t.yaml":
          "apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: { name: t }\nparameters: [{ name: USER }]\nobjects:\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: p }\n    spec: { containers: [{ name: c, env: [{ name: ADMIN, value: '${USER}' }] }] }\n",
      },
    ],
    [
      "a configuration file in a ConfigMap",
      {
        "k8s/c.yaml":
          "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: dex }\ndata:\n  config.yaml: |\n    clientSecret: $SECRET\n" +
          pod("- { name: A, value: a }").replace(/^/, "---\n"),
      },
    ],
    ["code in a block of text", { "ci/compose.yaml": environment("SETTINGS: |\n  A = 1\n  B = '{{ x }}'") }],
    ["a secret through secretKeyRef", { "k8s/p.yaml": pod("- name: SECRET_KEY\n  valueFrom: { secretKeyRef: { name: a, key: b } }") }],
    [
      "paths, files, limits and switches of secrets",
      {
        "k8s/p.yaml": pod(
          '- { name: JWT_KEY_PATH, value: /etc/jwt.pem }\n- { name: TOKEN_TTL, value: "60" }\n- { name: USE_SECRET, value: "true" }',
        ),
      },
    ],
    ["placeholders in an example", { ".env.example": "CLIENT_ID=changeme\nSECRET_KEY=\nHOST=localhost\n" }],
    ["weak passwords of a test", { "test/compose.yaml": environment("POSTGRES_PASSWORD: postgres\nJWT_SECRET: changeme") }],
    ["a proxy that is switched off in one service", { "compose.yaml": environment('HTTP_PROXY: ""') }],
    ["a pattern of addresses", { "compose.yaml": environment("WG_DEFAULT_ADDRESS: 10.8.0.x") }],
    ["a bare host to listen on", { "k8s/p.yaml": pod("- { name: HOST, value: 0.0.0.0 }\n- { name: BIND_ADDR, value: 127.0.0.1 }") }],
  ])("%s", (_, files) => {
    expect(found(files)).toEqual([]);
  });
});

test("what an example has commented out need not be set, unless it is a secret", () => {
  const files = {
    "compose.yaml": environment("THEME: ${THEME}\nJWT_SECRET: ${JWT_SECRET}"),
    ".env.example": "A=b\n# THEME=dark\n#JWT_SECRET=\n",
  };
  expect(found(files)).toEqual(["warning unset-interpolation JWT_SECRET"]);
});

describe("roles decide how loud it is", () => {
  test.each([
    ["deploy/auth.env", ["error placeholder SECRET_KEY"]],
    ["auth.env", ["warning placeholder SECRET_KEY"]],
    [".env.production", ["error placeholder SECRET_KEY"]],
    [".env.local", []],
    [".env.test", []],
    [".env.example", ["warning placeholder SECRET_KEY"]],
    [".env.test.example", []],
    ["dev/.env.stripe.example", []],
    ["cypress/auth.env", []],
    ["scripts/test-environments/auth.env", []],
    ["_dev/auth.env", []],
  ])("%s", (path, expected) => {
    expect(found({ [path]: "SECRET_KEY=changeme\n" })).toEqual(expected);
  });
});

test.each(rules)("$id has words that end in a full stop", ({ summary, why }) => {
  expect(summary).toMatch(/^[A-Z].*\.$/);
  expect(why).toMatch(/^[A-Z].*\.$/);
});
