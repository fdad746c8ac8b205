import { appEngine } from "../../src/formats/app-engine.ts";
import { devcontainer } from "../../src/formats/devcontainer.ts";
import { heroku } from "../../src/formats/heroku.ts";
import { procfile } from "../../src/formats/procfile.ts";
import { render } from "../../src/formats/render.ts";
import { supervisord } from "../../src/formats/supervisord.ts";
import type { PlatformCase } from "./platform.ts";

/** Documents, and what each of their workloads gets. */
export const hostCases: readonly PlatformCase[] = [
  [
    "app.json",
    { format: heroku, path: "app.json" },
    '{"env":{"A":"1","B":{"value":true},"C":{"generator":"secret"},"D":{"required":true}},"environments":{"test":{"env":{"A":"2"}},"review":{}}}',
    { app: { A: "1", B: "true", C: "<opaque>", D: "<unknown>", "*": "1" }, test: { A: "2", "*": "1" } },
  ],
  [
    "a blueprint: groups lie under the service, wherever they are named",
    { format: render, path: "render.yaml" },
    `envVarGroups:
  - {name: shared, envVars: [{key: A, value: group}, {key: P, value: 10}]}
services:
  - type: web
    name: shop
    envVars:
      - {key: A, value: own}
      - fromGroup: shared
      - {key: D, fromDatabase: {name: d, property: connectionString}}
      - {key: G, generateValue: true}
      - {key: S, sync: false}
  - {type: worker, name: jobs, envVars: [{fromGroup: elsewhere}]}
  - {type: keyvalue, name: store}
`,
    { shop: { A: "own", P: "10", D: "<opaque>", G: "<opaque>", S: "<unknown>" }, jobs: { "*": "1" } },
  ],
  [
    "a blueprint: a group of a project is there for its environments",
    { format: render, path: "render.yaml" },
    `projects:
  - name: shop
    envVarGroups: [{name: shared, envVars: [{key: A, value: project}]}]
    environments:
      - {name: production, services: [{type: web, name: web, envVars: [{fromGroup: shared}, {key: B, value: own}]}]}
`,
    { web: { A: "project", B: "own" } },
  ],
  [
    "app.yaml",
    { format: appEngine, path: "app.yaml" },
    'runtime: python312\nservice: api\nenv_variables:\n  A: "1"\n  B: 2\n  C: yes\n  D: 010\nbuild_env_variables: {X: y}\n',
    { api: { A: "1", B: "2", C: "<unknown>", D: "<unknown>" } },
  ],
  [
    "a development container, with comments and commas",
    { format: devcontainer, path: ".devcontainer/devcontainer.json" },
    `{ // comment
  "image": "x", /* another */
  "containerEnv": { "A": "1", "L": "\${localEnv:SHELL_NAME}", "M": "\${localEnv:NOT}", "F": "\${localEnv:NOT:fall}", "W": "\${containerWorkspaceFolder}/x" },
  "remoteEnv": { "A": null, "P": "\${containerEnv:L}!", "Q": "\${containerEnv:PATH}:/x", },
}`,
    { devcontainer: { A: "<absent>", L: "from the shell", M: "", F: "fall", W: "<unknown>", P: "from the shell!", Q: "<unknown>" } },
  ],
  [
    "what else sets variables in it",
    { format: devcontainer, path: "devcontainer.json" },
    '{"features":{},"runArgs":["-e","A=1"],"dockerComposeFile":"x"}',
    { devcontainer: { "*": "3" } },
  ],
  [
    "a Procfile",
    { format: procfile, path: "Procfile" },
    "web: A=1 B=$X C=3 puma\nnot a process\nworker:env Q=1 ruby x=1\r\nfixed: PORT=80 puma\n",
    {
      web: { A: "1", B: "<unknown>", E: "a\nb", F: "$1", PORT: "<opaque>", "*": "1" },
      worker: { A: "env", E: "a\nb", F: "$1", PORT: "<opaque>", Q: "1", "*": "1" },
      fixed: { A: "env", E: "a\nb", F: "$1", PORT: "80", "*": "1" },
    },
  ],
  [
    "Supervisor",
    { format: supervisord, path: "supervisord.conf" },
    `[supervisord]
environment=A="super",B=super ; comment
[program:web]
Environment = B="a,b=c",
  C='x%%y',D=%(ENV_HOME)s/x,
  E=plain/1.2:3-4
command=x
[eventlistener:ear]
command=y
`,
    {
      web: { A: "super", B: "a,b=c", C: "x%y", D: "<unknown>", E: "plain/1.2:3-4", "*": "1" },
      ear: { A: "super", B: "super", "*": "1" },
    },
  ],
  [
    "Supervisor: where Python's comments end, and words go on",
    { format: supervisord, path: "conf.d/app.conf" },
    "[program:a/b]\nenvironment=\n  # all\n  A=b#c\n  d,B='x#y' ; end\n  ,C=\"1\n\n  2\"\n",
    { "a-b": { A: "bd", B: "x#y", C: "1\n\n2", "*": "1" } },
  ],
];
