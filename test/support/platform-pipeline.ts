import { ansible } from "../../src/formats/ansible.ts";
import { circleci } from "../../src/formats/circleci.ts";
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
    "jobs of CircleCI: the container, the executor, the job, the step, and what is written for later steps",
    { format: circleci, path: ".circleci/config.yml" },
    `version: 2.1
executors:
  node:
    parameters: {x: {type: string}}
    environment: {A: executor, E: executor, P: "<< parameters.x >>"}
    docker:
      - {image: cimg/node, environment: {A: container, C: container}}
      - {image: pg, name: db, environment: {POSTGRES_DB: shop}}
commands:
  quiet: {steps: [run: make]}
  loud: {steps: [quiet, when: {condition: true, steps: [run: {command: 'echo "export X=1" >> "$BASH_ENV"'}]}]}
jobs:
  build:
    executor: {name: node, x: "1"}
    environment: {A: job, N: 010, B: yes, T: true, L: "$HOME"}
    steps:
      - checkout
      - quiet
      - run: {name: one/two, command: make, environment: {A: step}}
      - loud
      - run: make test
  orbs:
    executor: go/default
    environment: << parameters.env >>
    steps: [go/install, run: {name: after, command: make}]
  later: {steps: [run: {name: one, command: make}]}
workflows:
  all: {jobs: [build: {context: [shop]}, orbs, later: {pre-steps: [loud]}]}
`,
    {
      build: { A: "job", C: "container", E: "executor", P: "<unknown>", N: "<unknown>", B: "<unknown>", T: "true", L: "$HOME", "*": "2" },
      "build/containers/db": { POSTGRES_DB: "shop" },
      "build/one-two": {
        A: "step",
        C: "container",
        E: "executor",
        P: "<unknown>",
        N: "<unknown>",
        B: "<unknown>",
        T: "true",
        L: "$HOME",
        "*": "2",
      },
      "build/5": {
        A: "job",
        C: "container",
        E: "executor",
        P: "<unknown>",
        N: "<unknown>",
        B: "<unknown>",
        T: "true",
        L: "$HOME",
        "*": "3",
      },
      orbs: { "*": "3" },
      "orbs/after": { "*": "4" },
      later: { "*": "1" },
      "later/one": { "*": "2" },
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
