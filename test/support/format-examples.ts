import type { Source } from "../../src/model/source.ts";
import { amazonCases } from "./platform-amazon.ts";
import { nomadCases } from "./nomad-cases.ts";
import { hostCases } from "./platform-host.ts";
import { hostedCases } from "./platform-hosted.ts";
import { pipelineCases } from "./platform-pipeline.ts";
import { terraformAmazonCases } from "./terraform-amazon.ts";
import { terraformOtherCases } from "./terraform-others.ts";

/** A good document of a format, and the files beside it. */
export interface Example extends Source {
  readonly files?: Readonly<Record<string, string>>;
  /** Whether it sets no variable by itself, and so may only be a problem that says what to name instead. */
  readonly setsNothing?: true;
}

const envFile = "# all of it\nFIRST=plain\nSECOND=\"double quoted\"\nTHIRD='single quoted'\nFOURTH=\n";
const shellFile = "export FIRST=plain\nSECOND=\"double ${FIRST}\"\nif true; then THIRD='single'; fi\n";

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: app:1
          envFrom:
            - configMapRef: { name: settings, optional: true }
              prefix: P_
          env:
            - name: FIRST
              value: "plain"
            - name: SECOND
              valueFrom: { secretKeyRef: { name: keys, key: second } }
            - name: THIRD
              value: "$(FIRST) and more"
            - name: NODE
              valueFrom: { fieldRef: { fieldPath: spec.nodeName } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data:
  FOURTH: four
  many.lines: |
    one
    two
---
apiVersion: v1
kind: Secret
metadata: { name: keys, namespace: shop }
data: { second: c2Vjb25k }
stringData: { FIFTH: five }
`;

/** Of every format that no case of a platform shows. */
const examples: Readonly<Record<string, readonly Example[]>> = {
  compose: [
    {
      path: "compose.yaml",
      text: `x-shared: &shared
  FIRST: plain
services:
  web:
    image: web:\${TAG:-latest}
    env_file: [a.env, { path: b.env, required: false }]
    environment: { <<: *shared, SECOND: "\${HOST:-here}", THIRD: 3, FOURTH: }
  job:
    extends: { service: web }
    profiles: [never]
    environment:
      - FIFTH=five
      - SIXTH
    build: { context: ., args: { SEVENTH: seven } }
`,
      files: { "a.env": envFile, ".env": "HOST=there\n" },
    },
  ],
  kubernetes: [{ path: "web.yaml", text: manifest }],
  kustomize: [
    {
      path: "kustomization.yaml",
      text: `resources: [web.yaml]
namePrefix: p-
configMapGenerator:
  - name: settings
    namespace: shop
    behavior: merge
    literals: [FOURTH=four, SIXTH=six]
    envs: [a.env]
patches:
  - target: { kind: Deployment }
    patch: |
      - op: replace
        path: /spec/template/spec/containers/0/env/0/value
        value: patched
  - patch: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"shop"},"data":{"SEVENTH":"seven"}}'
replacements:
  - source: { kind: ConfigMap, name: settings, fieldPath: 'data.many\\.lines' }
    targets: [{ select: { kind: Deployment }, fieldPaths: ["spec.template.spec.containers.[name=app].env.[name=FIRST].value"] }]
`,
      files: { "web.yaml": manifest, "a.env": "EIGHTH=eight\n" },
    },
  ],
  systemd: [
    {
      path: "etc/systemd/system/web.service",
      text: '[Service]\nUser=web\nEnvironment=FIRST=plain "SECOND=double quoted" THIRD=%n\nEnvironmentFile=-/etc/web.env\nUnsetEnvironment=FOURTH\nPassEnvironment=LANG\nExecStart=/bin/web\n',
      files: { "etc/web.env": envFile },
    },
  ],
  quadlet: [
    {
      path: "web.container",
      text: "[Container]\nImage=web:1\nEnvironment=FIRST=plain SECOND=${TAG}\nEnvironmentFile=a.env\n[Service]\nEnvironment=TAG=1\n",
      files: { "a.env": envFile },
    },
  ],
  dockerfile: [
    {
      path: "Dockerfile",
      text: 'ARG TAG=1\nFROM node:${TAG} AS base\nENV FIRST=plain SECOND="double quoted"\nENV THIRD three\nFROM base\nENV FOURTH=$FIRST\n',
    },
  ],
  snapshot: [
    {
      path: "web.json",
      text: JSON.stringify({
        version: 1,
        service: "web",
        stage: "production",
        target: ".env",
        taken: "2026-11-22",
        seen: [".env"],
        variables: { FIRST: { state: "known", value: "plain" }, SECOND: { state: "opaque", secret: true }, THIRD: { state: "absent" } },
        openings: [{ because: "something was not seen" }],
      }),
    },
  ],
  "docker-inspect": [
    {
      path: "inspect.json",
      text: JSON.stringify([
        {
          Name: "/web",
          Config: { Image: "web:1", Env: ["FIRST=plain", "SECOND=", "THIRD"], Labels: { "com.docker.compose.service": "web" } },
          State: {},
        },
      ]),
    },
  ],
  process: [{ path: "environ", text: "FIRST=plain\0SECOND=two words\0THIRD=\0" }],
  "env-dump": [{ path: "dump", text: "FIRST=plain\nSECOND=two words\nTHIRD=\n" }],
  bash: [{ path: "a.sh", text: shellFile }],
  sh: [{ path: "a.sh", text: shellFile }],
  direnv: [{ path: ".env", text: envFile }],
  skaffold: [
    { path: "skaffold.yaml", text: "apiVersion: skaffold/v4beta10\nkind: Config\nmanifests: { rawYaml: [web.yaml] }\n", setsNothing: true },
  ],
  tilt: [{ path: "Tiltfile", text: 'k8s_yaml("web.yaml")\n', setsNothing: true }],
  "docker-bake": [
    { path: "docker-bake.hcl", text: 'target "web" {\n  dockerfile = "Dockerfile"\n  args = { FIRST = "plain" }\n}\n', setsNothing: true },
  ],
  railway: [
    {
      path: "railway.json",
      text: '{ "build": { "builder": "DOCKERFILE" }, "deploy": { "startCommand": "FIRST=plain web" } }',
      setsNothing: true,
    },
  ],
  "helm-values": [
    {
      path: "values.yaml",
      text: "env:\n  FIRST: plain\nweb:\n  extraEnvVars:\n    - { name: SECOND, value: two }\n    - { name: THIRD, valueFrom: { secretKeyRef: { name: s, key: k } } }\n",
    },
  ],
  "container-apps": [
    {
      path: "app.yaml",
      text: `type: Microsoft.App/containerApps
name: shop
properties:
  template:
    containers:
      - image: nginx
        name: web
        env:
          - name: FIRST
            value: "plain"
          - name: SECOND
            secretRef: db-password
`,
    },
  ],
};

/** Those that read nothing but lines of `NAME=value`. */
const ofEnvFiles: ReadonlySet<string> = new Set([
  "dotenv",
  "compose-env-file",
  "docker-env-file",
  "python-dotenv",
  "django-environ",
  "node-env-file",
  "dotenv-expand",
  "next",
  "bun",
  "deno",
  "dotenvx",
  "phpdotenv",
  "symfony-dotenv",
  "ruby-dotenv",
  "python-decouple",
  "godotenv",
  "dotenvy",
  "podman-env-file",
  "kubectl-env-file",
  "kustomize-env-file",
  "ecs-env-file",
  "nomad-env-file",
  "systemd-env-file",
]);

const neighbours = { ".env": envFile };

/** Good documents of a format; none where nobody has written one yet. */
export function examplesOf(id: string): readonly Example[] {
  const own = examples[id];
  if (own !== undefined) return own;
  if (ofEnvFiles.has(id)) return [{ path: ".env", text: envFile }];
  if (id === "kubernetes-file-key") return [{ path: "a.env", text: "FIRST='plain'\nSECOND='two words'\n" }];
  if (id === "nomad") return nomadCases.map(([, text]) => ({ path: "job.nomad.hcl", text }));
  if (id === "terraform") return [...terraformAmazonCases, ...terraformOtherCases].map(([, files]) => ofFolder(files));
  const cases = [...amazonCases, ...pipelineCases, ...hostCases, ...hostedCases].filter(([, { format }]) => format.id === id);
  return cases.map(([, { path }, text]) => ({ path, text, files: neighbours }));
}

function ofFolder(files: Readonly<Record<string, string>>): Example {
  const [[path, text] = ["", ""]] = Object.entries(files);
  return { path, text, files };
}
