import { expect, test } from "@jest/globals";
import { dockerBake } from "../src/formats/docker-bake.ts";
import { skaffold } from "../src/formats/skaffold.ts";
import { formats } from "../src/formats/index.ts";
import type { Format } from "../src/formats/format.ts";
import { textAt } from "../src/model/source.ts";
import { tilt } from "../src/formats/tilt.ts";
import { memoryHost } from "./memory-host.ts";
import { readDocument } from "./support/platform.ts";
import { runWords } from "./support/words.ts";

const manifest = "Skaffold deploys this manifest";
const chart =
  "Skaffold deploys this chart; render it with its values and check what comes out: helm template … | envcheck check kubernetes:-";

/** Documents that set no variable by themselves: each place that leads on, and what is said of it. */
test.each<[string, { readonly format: Format; readonly path: string }, string, readonly (readonly [at: string, message: string])[]]>([
  [
    "Skaffold of today, with a profile and another configuration",
    { format: skaffold, path: "deploy/skaffold.yaml" },
    `apiVersion: skaffold/v4beta10
kind: Config
requires: [{path: ../auth}]
manifests:
  rawYaml: [k8s/*.yaml, "https://example.com/x.yaml", "{{.DIR}}/y.yaml"]
  kustomize: {paths: [../kustomize/base]}
profiles:
  - name: production
    manifests: {kustomize: {paths: [../kustomize/production]}, helm: {releases: [{name: shop, chartPath: chart}]}}
---
apiVersion: skaffold/v4beta10
kind: Config
manifests: {rawYaml: [./load.yaml]}
`,
    [
      ["k8s/*.yaml", `${manifest}; name deploy/k8s/*.yaml as the target`],
      ["https://example.com/x.yaml", `${manifest}, which is not in this folder`],
      ["{{.DIR}}/y.yaml", `${manifest}, which is not in this folder`],
      ["../kustomize/base", "Skaffold deploys this kustomization; name kustomize/base as the target"],
      ["../auth", "Skaffold deploys what this configuration names, too; name auth/skaffold.yaml as the target"],
      ["../kustomize/production", "Skaffold deploys this kustomization; name kustomize/production as the target"],
      ["chart", chart],
      ["./load.yaml", `${manifest}; name deploy/load.yaml as the target`],
    ],
  ],
  [
    "Skaffold of old",
    { format: skaffold, path: "skaffold.yaml" },
    `apiVersion: skaffold/v2beta29
kind: Config
deploy:
  kubectl: {manifests: [a.yaml]}
  kustomize: {paths: [.]}
  helm: {releases: [{name: db, remoteChart: bitnami/postgresql}]}
`,
    [
      ["a.yaml", `${manifest}; name a.yaml as the target`],
      [".", "Skaffold deploys this kustomization; name . as the target"],
      ["bitnami/postgresql", chart],
    ],
  ],
  [
    "Skaffold that only builds",
    { format: skaffold, path: "skaffold.yaml" },
    "apiVersion: skaffold/v3\nkind: Config\n",
    [["", "Skaffold deploys nothing that this file names"]],
  ],
  [
    "a Tiltfile: paths that are written out, and nothing that has to be run",
    { format: tilt, path: "dev/Tiltfile" },
    `# k8s_yaml('comment.yaml')
k8s_yaml('a.yaml')
k8s_yaml([ "b.yaml",
  'c.yaml', local('make')])
k8s_yaml(kustomize('../overlay'))
k8s_yaml(kustomize('github.com/org/shop//base?ref=v1'))
k8s_yaml(helm('charts/redis', values=['dev.yaml']))
helm_resource('db', 'bitnami/postgresql')
docker_compose("./compose.yaml", env_file='x')
k8s_yaml('d' + '.yaml')
my_k8s_yaml_helper('e.yaml')
`,
    [
      ["a.yaml", "Tilt deploys this manifest; name dev/a.yaml as the target"],
      ["b.yaml", "Tilt deploys this manifest; name dev/b.yaml as the target"],
      ["c.yaml", "Tilt deploys this manifest; name dev/c.yaml as the target"],
      ["../overlay", "Tilt deploys this kustomization; name overlay as the target"],
      ["github.com/org/shop//base?ref=v1", "Tilt deploys this kustomization, which is not in this folder"],
      [
        "charts/redis",
        "Tilt deploys this chart; render it with its values and check what comes out: helm template … | envcheck check kubernetes:-",
      ],
      ["./compose.yaml", "Tilt starts this compose project; name dev/compose.yaml as the target"],
    ],
  ],
  [
    "bake",
    { format: dockerBake, path: "docker-bake.hcl" },
    'target "web" { args = { A = "1" } }\n',
    [
      [
        "",
        "bake sets no variable of what runs: its arguments end with the build; name the Dockerfile as the target, with ?build-arg=NAME=VALUE for those that it hands on",
      ],
    ],
  ],
])("%s leads to what is to be checked", (_name, { format, path }, text, expected) => {
  const { problems, workloads } = readDocument(format, { path, text });
  expect(problems.map(({ at, message }) => [at === undefined ? undefined : textAt(at), message])).toEqual(expected);
  expect(workloads).toEqual([]);
  expect(formats.find((one) => one.accepts({ path, text }))?.id).toBe(format.id);
});

test("who names such a document is told at its place, with exit code 2, and nobody else is", async () => {
  const host = memoryHost(new Map([["Tiltfile", "docker_compose('compose.yaml')\n"]]));
  const named = await runWords(["check", "Tiltfile"], host);
  expect(named.exitCode).toBe(2);
  expect(named.stdout + named.stderr).toContain("Tilt starts this compose project; name compose.yaml as the target\n  --> Tiltfile:1:17");
  const found = await runWords(["check", "--allow-empty"], host);
  expect(found.stdout + found.stderr).not.toContain("Tilt");
});
