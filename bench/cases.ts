import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { composeFile, lay, manifests, manyDocuments, newRandom, oneFile, project, secrets } from "./corpora.ts";
import type { Work } from "./measure.ts";
import { data, envcheck, memory, type Named, node, ratio, root, type Row, untilCommand, withoutCache } from "./rows.ts";

const never = ["check", "--fail-on", "never"];

export function* startUp(): Generator<Row> {
  const folder = lay(join(data, "project"), project(newRandom()));
  const check = envcheck(folder, ...never, "--host-env", "TAG=1");
  const what = "check, 5 YAML and 3 .env files";
  yield ratio(`${what}, first run`, withoutCache(check), node, { most: 5, runs: 25 });
  yield ratio(`${what}, code cache warm`, check, node, { most: 3.3, runs: 25 });
  yield* guarded();
  yield ratio("--version", envcheck(folder, "--version"), node, { most: 1.3 });
  yield ratio("--help", envcheck(folder, "--help"), node, { most: 3 });
}

/** What stands between a container and its process. */
function* guarded(): Generator<Row> {
  const cwd = lay(join(data, "guarded"), oneFile(newRandom()));
  const names = Object.fromEntries(oneFile.names.map((name) => [name, "x"]));
  const work = envcheck(cwd, "run", "--");
  const own: Work = { ...work, env: { ...work.env, ...names } };
  yield untilCommand("run, until the command starts", own, 1.5);
  yield untilCommand("envcheck-run, until the command starts", { ...own, argv: [join(root, "bin", "envcheck-run"), "--"] }, 1.5);
}

/** One .env file against four required names, which is what the peers do. */
export function* peers(): Generator<Row> {
  const folder = lay(join(data, "one-file"), oneFile(newRandom()));
  const check = envcheck(folder, "check", ".env");
  for (const peer of [dotenvDiff(folder), envSchema(folder)]) {
    yield ratio("check .env, 4 names required", check, peer, { most: 1 });
    yield ratio("the same, first run", withoutCache(check), peer, {});
  }
}

function dotenvDiff(cwd: string): Named<Work> {
  const program = join(root, "node_modules/dotenv-diff/dist/bin/dotenv-diff.js");
  return {
    name: "dotenv-diff --compare",
    work: { argv: [process.execPath, program, "--compare", "--env", ".env", "--example", ".env.example"], cwd },
  };
}

function envSchema(cwd: string): Named<Work> {
  const schema = {
    type: "object",
    required: oneFile.names,
    properties: Object.fromEntries(oneFile.names.map((name) => [name, { type: "string" }])),
  };
  const script = `require(${JSON.stringify(join(root, "node_modules/env-schema"))})({ schema: ${JSON.stringify(schema)}, dotenv: { path: ".env", quiet: true } })`;
  return { name: "env-schema", work: { argv: [process.execPath, "-e", script], cwd } };
}

export function* compose(): Generator<Row> {
  const folder = lay(join(data, "compose201"), new Map([["compose.yaml", composeFile(200, newRandom())]]));
  const double = lay(join(data, "compose402"), new Map([["compose.yaml", composeFile(401, newRandom())]]));
  const own = envcheck(folder, ...never, "compose.yaml");
  const binary = join(root, "build/oracles/usr/libexec/docker/cli-plugins/docker-compose");
  if (existsSync(binary)) {
    const config: Named<Work> = { name: "docker compose config -q", work: { argv: [binary, "config", "-q"], cwd: folder } };
    yield ratio("201 compose services", own, config, { most: 0.5 });
  } else console.log("left out: the comparison with docker compose (.ci/run unpacks it)");
  yield ratio("402 compose services", envcheck(double, ...never, "compose.yaml"), { name: "201 of them", work: own }, { most: 2.6 });
}

export function* kubernetes(): Generator<Row> {
  const check = (count: number): Work =>
    envcheck(lay(join(data, `k8s${String(count)}`), manifests(count, newRandom())), ...never, "kubernetes:k8s");
  const [thousand, two, ten] = [check(1000), check(2000), check(10_000)];
  yield ratio("1,000 Kubernetes files, 2.6 MB", thousand, node, { most: 10, runs: 9 });
  yield ratio("2,000 Kubernetes files", two, { name: "1,000 of them", work: thousand }, { most: 2.6, runs: 9 });
  yield ratio("10,000 Kubernetes files, 26 MB", ten, node, { most: 60, runs: 5 });
  yield memory("10,000 Kubernetes files", ten, 100);
  yield* kustomized();
  yield* selected();
  yield* withFindings();
  const big = lay(join(data, "k8s-one-file"), new Map([["all.yaml", manyDocuments(newRandom())]]));
  const one = envcheck(big, ...never, "all.yaml");
  yield ratio("one file of 20 MB, 32,000 documents", one, node, { most: 50, runs: 5 });
  yield memory("one file of 20 MB", one, 120);
}

/** 1,000 objects in 250 files under an overlay that patches every Deployment. */
function* kustomized(): Generator<Row> {
  const files = manifests(250, newRandom());
  const names = [...files.keys()].map((path) => `  - ../${path}\n`).join("");
  const patch =
    "patches:\n  - target: { kind: Deployment }\n    patch: |\n      - op: add\n        path: /spec/template/spec/containers/0/env/-\n        value: { name: STAGE, value: production }\n";
  const base = `resources:\n${names.replaceAll("../k8s/", "")}`;
  const all = new Map([
    ...files,
    ["k8s/kustomization.yaml", base],
    ["overlay/kustomization.yaml", `namePrefix: p-\nresources: [../k8s]\n${patch}`],
  ]);
  const cwd = lay(join(data, "kustomized"), all);
  if (spawnSync("kubectl", ["version", "--client"]).status !== 0) {
    console.log("left out: the comparison with kubectl kustomize");
    return;
  }
  const other: Named<Work> = { name: "kubectl kustomize", work: { argv: ["kubectl", "kustomize", "overlay"], cwd } };
  yield ratio("1,000 objects of a kustomization", envcheck(cwd, ...never, "overlay"), other, { most: 0.1, runs: 5 });
}

/** The usual case of a large repository: a schema's stage selects one workload of all. */
function* selected(): Generator<Row> {
  const schema = "service: auth\nstages: { production: k8s#Deployment/svc-0 }\nvariables: { AUTH_URL_0: { type: url } }\n";
  for (const { count, most, runs } of [
    { count: 1000, most: 10, runs: 9 },
    { count: 10_000, most: 60, runs: 5 },
  ]) {
    const folder = lay(join(data, `selected${String(count)}`), new Map([...manifests(count, newRandom()), ["schemas/auth.yaml", schema]]));
    yield ratio(`${count.toLocaleString("en")} Kubernetes files, one workload selected`, envcheck(folder, ...never), node, { most, runs });
    if (count > 1000)
      yield memory(`${count.toLocaleString("en")} Kubernetes files, one workload selected`, envcheck(folder, ...never), 100);
  }
}

/** Secrets written out in every file: what costs more than it should once there is something to tell. */
function* withFindings(): Generator<Row> {
  const [one, two] = [1000, 2000].map((count) => {
    const folder = lay(join(data, `findings${String(count)}`), manifests(count, newRandom(), secrets));
    return envcheck(folder, ...never, "kubernetes:k8s");
  });
  if (one === undefined || two === undefined) return;
  yield ratio("2,000 Kubernetes files with a finding in each", two, { name: "1,000 of them", work: one }, { most: 2.6, runs: 5 });
}
