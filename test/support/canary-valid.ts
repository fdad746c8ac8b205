import { types } from "../../src/types/index.ts";
import { Canaries, type Kind } from "./canary.ts";

/** One project with canaries in it. */
export interface Plot {
  readonly what: string;
  readonly canaries: Canaries;
  readonly files: Readonly<Record<string, string>>;
  /** Targets that `resolve` is asked for. */
  readonly targets: readonly string[];
  /** The environment of envcheck itself. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** What `--host-env` says. */
  readonly hostEnv?: Readonly<Record<string, string>>;
  readonly hostEnvFile?: string;
  /** How many labels `resolve --reveal` must show: proof that the readers see what must not be told. */
  readonly revealed: number;
}

const names = types.map(({ id }) => `OF_${id.toUpperCase().replaceAll("-", "_")}`);

/** A schema that wants something else of every variable, and holds canaries itself where a sensitive variable may have texts. */
function demandingSchema(target: string, canary: (label: string) => string): string {
  const typed = types.map(({ id }, i) => `  ${names[i] ?? ""}: { type: ${id}, sensitive: true, min-length: 500 }`);
  return `service: auth
closed: true
stages:
  production: ${JSON.stringify(target)}
  staging: { target: ${JSON.stringify(target)}, host-env: { GIVEN: ${canary("host-env of a schema")}, SHELL_SECRET: ${canary("host-env of a schema, used")} } }
variables:
${typed.join("\n")}
  LISTED: { sensitive: true, one-of: [${canary("one-of")}, ${canary("one-of, second")}], not: [${canary("not")}] }
  DEFAULTED: { sensitive: true, type: url, default: "https://${canary("default")}", example: "https://${canary("example")}" }
  WRONGLY_DEFAULTED: { sensitive: true, type: integer, default: ${canary("wrong default")}, example: ${canary("wrong example")} }
  WHEN: { required: { when: { LISTED: ${canary("condition")} } } }
  PRESENT: { sensitive: true, in: { production: { one-of: [${canary("one-of in a stage")}] } } }
  FORBIDDEN: { forbidden: true }
  OLD: { deprecated: true, required: false }
constraints:
  - equal: [PRESENT, OLD]
  - less-than: [OF_INTEGER, OF_NUMBER]
  - distinct: [FORBIDDEN, TWIN]
  - exactly-one-of: [FORBIDDEN, OLD]
  - when: { LISTED: ${canary("condition of a constraint")} }
    forbid: [OLD]
  - differs-between: { stages: [staging, production], variables: [OLD] }
`;
}

const extra = ["LISTED", "PRESENT", "FORBIDDEN", "OLD", "TWIN", "UNDECLARED", "OF_INTEGE"];

/** Every name that a schema declares, and some that it does not, each with its own text. */
function pairs(format: string, canaries: Canaries): [name: string, value: string][] {
  return [...names, ...extra].map((name) => [name, canaries.mint(`${format}: ${name}`)]);
}

const indent = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by);

/** A document of every format that is right as it is, with a schema that complains of all its values, and without. */
export function validPlots(kind: Kind): Plot[] {
  const makers = [dotenv, composeMap, composeList, composeFiles, composeBuild, kubernetes, dockerfile, inspect, dump, process];
  const plots = makers.map((plot) => {
    const canaries = new Canaries(kind);
    return { ...plot(canaries), canaries };
  });
  const schema = ({ targets, canaries }: Plot): string => demandingSchema(targets[0] ?? "", (label) => canaries.mint(`schema: ${label}`));
  return plots.flatMap((plot) => [
    { ...plot, what: `${plot.what}, with a schema`, files: { "schemas/auth.yaml": schema(plot), ...plot.files } },
    { ...plot, what: `${plot.what}, without a schema` },
  ]);
}

function dotenv(canaries: Canaries): Omit<Plot, "canaries"> {
  const { mint } = bound(canaries, "dotenv");
  const lines = pairs("dotenv", canaries).map(
    ([name, value], i) => `${name}=${[value, `"${value}"`, `'${value}'`, `\`${value}\``][i % 4] ?? ""}`,
  );
  const text = `# OLD_SECRET=${mint("comment")}
${lines.join("\n")}
ODD='${canaries.mintOdd("dotenv: odd")}'
MULTI="first
${mint("second line")}
third"
COMMENTED=x # ${mint("trailing comment")}
TWICE=${mint("first of two")}
TWICE=${mint("second of two")}
URL=postgres://user:${mint("password in a URL")}@db/x
PEM="-----BEGIN PRIVATE KEY-----
${mint("pem")}
-----END PRIVATE KEY-----"
REFERS=\${OF_STRING}\${MISSING:-${mint("default that is not expanded")}}
`;
  const formats = ["dotenv", "compose-env-file", "docker-env-file", "python-dotenv", "django-environ", "node-env-file"];
  return { what: "env files", files: { ".env": text }, targets: formats.map((format) => `${format}:.env`), revealed: 40 };
}

function composeMap(canaries: Canaries): Omit<Plot, "canaries"> {
  const { mint } = bound(canaries, "compose map");
  const lines = pairs("compose map", canaries).map(([name, value]) => `${name}: ${value}`);
  const text = `x-common: &common
  ANCHORED: ${mint("anchored")}
services:
  auth:
    image: auth
    labels: { token: ${mint("label")} }
    command: ["run", "--token=${mint("command")}"]
    environment:
      <<: *common
${indent(lines.join("\n"), "      ")}
      ODD: '${canaries.mintOdd("compose map: odd")}'
      BLOCK: |
        ${mint("block")}
        second
      # ${mint("comment")}
      FALLBACK: \${NOT_SET:-${mint("default")}}
      API_SECRET: \${NOT_SET_EITHER-${mint("default of a secret")}}
      NESTED: \${NOT_SET:-\${OTHER:-${mint("nested default")}}}
      ALTERNATIVE: \${SET:+${mint("alternative")}}
      DEMANDED: \${NOT_SET:?${mint("message of a demand")}}
`;
  return { what: "a compose mapping", files: { "compose.yaml": text }, targets: ["compose.yaml#auth"], revealed: 40 };
}

function composeList(canaries: Canaries): Omit<Plot, "canaries"> {
  const { mint } = bound(canaries, "compose list");
  const lines = pairs("compose list", canaries).map(([name, value], i) => (i % 2 === 0 ? `- ${name}=${value}` : `- "${name}='${value}'"`));
  const text = `services:
  auth:
    image: auth
    environment:
${indent(lines.join("\n"), "      ")}
      - TWICE=${mint("first of two")}
      - TWICE=${mint("second of two")}
      - MIXED=a-\${SHELL_SECRET}-\${NOT_SET:-${mint("default")}}
      - SHELL_SECRET
`;
  const override = `services:\n  auth:\n    environment:\n      - PRESENT=${mint("override")}\n      - "NEW=\${OF_STRING?${mint("demand")}}"\n`;
  return {
    what: "a compose list",
    files: { "compose.yaml": text, "compose.override.yaml": override },
    targets: ["compose.yaml#auth"],
    hostEnv: { SHELL_SECRET: mint("--host-env"), OF_STRING: mint("--host-env, used by an override") },
    env: { NOT_SET: mint("environment of envcheck") },
    revealed: 40,
  };
}

function composeFiles(canaries: Canaries): Omit<Plot, "canaries"> {
  const { mint } = bound(canaries, "compose files");
  const compose = `include: [other.yaml]
services:
  auth:
    extends: { file: base.yaml, service: base }
    env_file:
      - one.env
      - { path: two.env, format: raw }
      - { path: three.env, required: false }
    environment:
      INTERPOLATED: \${FROM_DOTENV}
      HOST_FILE: \${FROM_HOST_FILE}
`;
  const lines = pairs("compose files", canaries).map(([name, value]) => `${name}=${value}`);
  return {
    what: "compose with other files",
    files: {
      "compose.yaml": compose,
      "other.yaml": `services:\n  web: { image: web, environment: { WEB_TOKEN: ${mint("included")} } }\n`,
      "base.yaml": `services:\n  base: { image: auth, environment: { BASE_TOKEN: ${mint("extended")} } }\n`,
      ".env": `FROM_DOTENV=${mint(".env")}\nUNUSED_SECRET=${mint("unused in .env")}\n`,
      "one.env": `${lines.join("\n")}\nEXPANDED="\${OF_STRING}-\${NONE:-${mint("default")}}"\n`,
      "two.env": `RAW="${mint("raw")}"\nRAW_COMMENT=${mint("raw")} # ${mint("raw comment")}\n`,
      "shell.env": `FROM_HOST_FILE=${mint("--host-env-file")}\n`,
    },
    hostEnvFile: "shell.env",
    targets: ["compose.yaml#auth"],
    revealed: 40,
  };
}

function composeBuild(canaries: Canaries): Omit<Plot, "canaries"> {
  const { mint } = bound(canaries, "compose build");
  const lines = pairs("compose build", canaries).map(([name, value]) => `${name}: ${value}`);
  const compose = `services:
  auth:
    build:
      context: .
      args: { BUILD_TOKEN: ${mint("build argument")}, PASSED: null }
      labels: [ "token=${mint("build label")}" ]
    environment:
${indent(lines.join("\n"), "      ")}
  inline:
    build:
      dockerfile_inline: |
        FROM scratch
        ENV INLINE_SECRET=${mint("inline Dockerfile")}
`;
  const docker = `ARG BUILD_TOKEN=${mint("default of ARG")}\nFROM scratch\nARG BUILD_TOKEN\nENV API_TOKEN=$BUILD_TOKEN OTHER_SECRET="${mint("ENV")}"\n`;
  return {
    what: "compose that builds",
    files: { "compose.yaml": compose, Dockerfile: docker },
    targets: ["compose.yaml#auth", "compose.yaml#inline"],
    revealed: 38,
  };
}

function kubernetes(canaries: Canaries): Omit<Plot, "canaries"> {
  const { mint } = bound(canaries, "kubernetes");
  const encoded = (label: string): string => Buffer.from(mint(label)).toString("base64");
  const lines = pairs("kubernetes", canaries).map(([name, value]) => `- { name: ${name}, value: ${value} }`);
  const text = `apiVersion: v1
kind: Secret
metadata:
  name: auth
  annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"data":{"A":"${mint("annotation")}"}}' }
data: { FROM_SECRET: ${encoded("data of a Secret")}, ENDS_IN_NEWLINE: ${Buffer.from(`${mint("data with a newline")}\n`).toString("base64")}, key: ${encoded("key of a Secret")} }
stringData: { STRING_SECRET: ${mint("stringData")} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: auth }
data:
  FROM_CONFIG: ${mint("ConfigMap")}
  API_TOKEN: ${mint("token in a ConfigMap")}
  app.yaml: |
    password: ${mint("file in a ConfigMap")}
binaryData: { BINARY: ${encoded("binaryData")} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: auth }
spec:
  template:
    metadata: { labels: { app: auth } }
    spec:
      containers:
        - name: auth
          image: auth
          args: ["--token", ${mint("argument")}]
          envFrom:
            - secretRef: { name: auth }
            - configMapRef: { name: auth }
              prefix: P_
            - secretRef: { name: not-here }
          env:
${indent(lines.join("\n"), "            ")}
            - { name: FROM_KEY, valueFrom: { secretKeyRef: { name: auth, key: key } } }
            - { name: DANGLING, valueFrom: { secretKeyRef: { name: auth, key: kye } } }
            - { name: EXPANDED, value: "$(OF_STRING)-$(NOT_SET)-\${NOT_SET:-${mint("default that is not expanded")}}" }
            - { name: DATABASE_URL, value: "postgres://u:${mint("password in a URL")}@db/x" }
            - name: ODD
              value: '${canaries.mintOdd("kubernetes: odd")}'
            - { name: TWICE, value: ${mint("first of two")} }
            - { name: TWICE, value: ${mint("second of two")} }
`;
  return { what: "manifests", files: { "k8s/auth.yaml": text }, targets: ["k8s#Deployment/auth"], revealed: 40 };
}

function dockerfile(canaries: Canaries): Omit<Plot, "canaries"> {
  const { mint } = bound(canaries, "Dockerfile");
  const lines = pairs("Dockerfile", canaries).map(([name, value], i) => `ENV ${name}${i % 3 === 0 ? " " : "="}${value}`);
  const text = `# ${mint("comment")}
ARG TOKEN=${mint("ARG")}
FROM scratch AS base
ENV BASE_SECRET=${mint("ENV of another stage")}
FROM base
ARG TOKEN=${mint("ARG again")}
${lines.join("\n")}
ENV EXPANDED=\${TOKEN:-${mint("default")}}/\${NONE:+${mint("alternative")}} QUOTED="a ${mint("quoted")}" ONE=\\
${mint("continued line")}
RUN <<EOT
export SECRET=${mint("heredoc")}
EOT
LABEL token=${mint("label")}
COPY <<"EOT" /etc/app.env
TOKEN=${mint("copied heredoc")}
EOT
`;
  return {
    what: "a Dockerfile",
    files: { Dockerfile: text },
    targets: [`Dockerfile?build-arg=TOKEN=${mint("build-arg of a target")}`, "Dockerfile"],
    revealed: 38,
  };
}

function inspect(canaries: Canaries): Omit<Plot, "canaries"> {
  const list = pairs("inspect", canaries).map(([name, value]) => `${name}=${value}`);
  const labels = { "com.docker.compose.service": "auth", token: canaries.mint("inspect: label") };
  const document = [
    { Id: "1", Name: "/auth", Config: { Env: [...list, `ODD=${canaries.mintOdd("inspect: odd")}`, "BARE"], Labels: labels } },
  ];
  return {
    what: "docker inspect",
    files: { "auth.json": JSON.stringify(document, undefined, 1) },
    targets: ["docker-inspect:auth.json"],
    revealed: 37,
  };
}

function dump(canaries: Canaries): Omit<Plot, "canaries"> {
  const { mint } = bound(canaries, "dump");
  const lines = pairs("dump", canaries).map(([name, value]) => `${name}=${value}`);
  const text = `${lines.join("\n")}\nMULTI=one\n${mint("second line")} and more\nTWICE=${mint("first of two")}\nTWICE=${mint("second of two")}\n`;
  return { what: "what env printed", files: {}, input: text, targets: ["env-dump:-"], revealed: 36 };
}

function process(canaries: Canaries): Omit<Plot, "canaries"> {
  return { what: "a process", files: {}, env: Object.fromEntries(pairs("process", canaries)), targets: ["process:self"], revealed: 36 };
}

function bound(canaries: Canaries, format: string): { mint: (label: string) => string } {
  return { mint: (label) => canaries.mint(`${format}: ${label}`) };
}
