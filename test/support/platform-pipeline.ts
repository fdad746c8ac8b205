import { ansible } from "../../src/formats/ansible.ts";
import { githubActions } from "../../src/formats/github-actions.ts";
import { gitlabCi } from "../../src/formats/gitlab-ci.ts";
import type { PlatformCase } from "./platform.ts";

/** Documents, and what each of their workloads gets. */
export const pipelineCases: readonly PlatformCase[] = [
  [
    "a workflow: three levels, a container, a service, and what a step writes for those behind it",
    { format: githubActions, path: ".github/workflows/ci.yml" },
    `env: {A: workflow, N: 0755, T: true, E: }
jobs:
  build:
    container: {image: x, env: {C: container, A: container}}
    env: {A: job, S: "\${{ secrets.KEY }}", V: "\${{vars.V}}", X: "a\${{ inputs.x }}"}
    services:
      db: {image: pg, env: {P: service}}
    steps:
      - {name: one/two, run: 'echo A=1 >> "$GITHUB_ENV"'}
      - {id: three, env: {A: step}, uses: actions/checkout@v4}
      - run: test
  other: {uses: ./x.yml}
`,
    {
      build: { C: "container", A: "job", N: "<unknown>", T: "true", E: "", S: "<opaque>", V: "<opaque>", X: "<unknown>" },
      "build/services/db": { P: "service" },
      "build/one-two": { C: "container", A: "job", N: "<unknown>", T: "true", E: "", S: "<opaque>", V: "<opaque>", X: "<unknown>" },
      "build/three": {
        C: "container",
        A: "step",
        N: "<unknown>",
        T: "true",
        E: "",
        S: "<opaque>",
        V: "<opaque>",
        X: "<unknown>",
        "*": "1",
      },
      "build/3": { C: "container", A: "job", N: "<unknown>", T: "true", E: "", S: "<opaque>", V: "<opaque>", X: "<unknown>", "*": "1" },
    },
  ],
  [
    "a pipeline: extends, inherit, rules and long forms",
    { format: gitlabCi, path: ".gitlab-ci.yml" },
    `variables: {A: global, B: global, D: {value: long, description: x}, R: {value: "$A", expand: false}, Q: "$A"}
.base: {variables: {B: base, C: base}}
.more: {extends: .base, variables: {C: more}}
build:
  extends: [.more]
  variables: {E: own}
  rules: [{variables: {B: x}}]
bare: {inherit: {variables: false}, script: x}
some: {inherit: {variables: [A]}, variables: {B: own}}
child: {trigger: x}
`,
    {
      build: { A: "global", B: "<unknown>", C: "more", D: "long", E: "own", R: "$A", Q: "<unknown>", "*": "1" },
      bare: { "*": "1" },
      some: { A: "global", B: "own", "*": "1" },
    },
  ],
  [
    "a playbook: the play, the block, the task; a container has none of these",
    { format: ansible, path: "site.yml" },
    `- hosts: all
  name: shop
  environment: {A: play, B: play}
  tasks:
    - name: one
      command: x
    - name: group
      environment: [{B: block}, "{{ more }}"]
      block:
        - name: two
          environment: {C: true, D: "{{ d }}", E: !vault x, F: yes}
          command: y
    - name: three
      community.docker.docker_container: {name: web, image: x, env_file: /x.env, env: {P: "1"}}
`,
    {
      "shop/one": { A: "play", B: "play", "*": "1" },
      "shop/group/two": { A: "play", B: "block", C: "True", D: "<unknown>", E: "<opaque>", F: "<unknown>", "*": "2" },
      "shop/three": { P: "1", "*": "1" },
    },
  ],
];
