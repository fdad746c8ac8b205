import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "dotenv";
import { formats } from "../src/formats/index.ts";
import { unknown } from "../src/model/value.ts";
import { compilePattern } from "../src/text/pattern.ts";
import { yamlDocuments } from "../src/text/yaml.ts";
import { composeFile, envFile, lay, manifests, manyDocuments, newRandom, project } from "./corpora.ts";
import { pair, peakMemory, timed, type Work } from "./measure.ts";

/** One row of the results: what was measured, what came out, and the most it may be. */
export interface Row {
  readonly what: string;
  readonly own: string;
  readonly against: string;
  readonly other: string;
  readonly figure: number;
  readonly most: number | undefined;
  readonly unit: "times" | "MiB" | "ms";
}

const root = join(import.meta.dirname, "..");
const data = join(root, "build", "bench");
const cache = join(root, "build", "bench-cache");
const bare: Work = { argv: [process.execPath, "-e", "0"], cwd: root };

function envcheck(cwd: string, args: readonly string[], warm = true): Work {
  const env: Record<string, string> = warm ? { XDG_CACHE_HOME: cache } : { ENVCHECK_NO_CODE_CACHE: "1" };
  return { argv: [process.execPath, join(root, "bin", "envcheck.js"), ...args], cwd, env };
}

interface Limit {
  readonly most: number | undefined;
  readonly runs?: number;
}

function ratio(what: string, own: Work, other: { readonly name: string; readonly work: Work }, { most, runs = 15 }: Limit): Row {
  const measured = pair(own, other.work, runs);
  return {
    what,
    own: `${measured.own.toFixed(1)} ms`,
    against: other.name,
    other: `${measured.other.toFixed(1)} ms`,
    figure: measured.ratio,
    most,
    unit: "times",
  };
}

const node = { name: "node -e 0", work: bare };

function memory(what: string, work: Work, most: number): Row {
  return { what: `${what}, peak memory`, own: "", against: "", other: "", figure: peakMemory(work), most, unit: "MiB" };
}

function inside(what: string, milliseconds: number, most: number): Row {
  return { what, own: "", against: "", other: "", figure: milliseconds, most, unit: "ms" };
}

export function* startUp(): Generator<Row> {
  const folder = lay(join(data, "project"), () => project(newRandom()));
  const checked = ["check", "--fail-on", "never", "--host-env", "TAG=1"];
  yield ratio("--version", envcheck(folder, ["--version"]), node, { most: 1.3 });
  yield ratio("--help", envcheck(folder, ["--help"]), node, { most: 3 });
  yield ratio("check, 5 YAML and 3 .env files, code cache warm", envcheck(folder, checked), node, { most: 3.3, runs: 25 });
  yield ratio("check, the same, first run", envcheck(folder, checked, false), node, { most: 5, runs: 25 });
}

export function* peers(): Generator<Row> {
  const folder = lay(join(data, "project"), () => project(newRandom()));
  const require = createRequire(join(root, "package.json"));
  const differ = join(require.resolve("dotenv-diff"), "..", "bin", "dotenv-diff.js");
  if (existsSync(differ)) {
    const work: Work = { argv: [process.execPath, differ, "--compare", "--env", ".env", "--example", ".env.shared"], cwd: folder };
    yield ratio(
      "check, 5 YAML and 3 .env files",
      envcheck(folder, ["check", "--fail-on", "never"]),
      { name: "dotenv-diff, two of the .env files", work },
      { most: 0.95 },
    );
  }
  const script = `require("env-schema")({ schema: { type: "object", required: ["A", "B", "C"], properties: { A: { type: "string" }, B: { type: "string" }, C: { type: "string" } } }, data: { A: "1", B: "2", C: "3" } })`;
  const work: Work = { argv: [process.execPath, "-e", script], cwd: root };
  yield ratio(
    "check, 5 YAML and 3 .env files",
    envcheck(folder, ["check", "--fail-on", "never"]),
    { name: "env-schema, three variables", work },
    { most: undefined },
  );
}

export function* compose(): Generator<Row> {
  const folder = lay(join(data, "compose201"), () => new Map([["compose.yaml", composeFile(200, newRandom())]]));
  const double = lay(join(data, "compose402"), () => new Map([["compose.yaml", composeFile(401, newRandom())]]));
  const binary = join(root, "build", "oracles", "usr", "libexec", "docker", "cli-plugins", "docker-compose");
  const own = envcheck(folder, ["check", "--fail-on", "never", "compose.yaml"]);
  if (existsSync(binary)) {
    const work: Work = { argv: [binary, "config", "-q"], cwd: folder };
    yield ratio("201 compose services", own, { name: "docker compose config -q", work }, { most: 0.5 });
  }
  yield ratio(
    "402 compose services",
    envcheck(double, ["check", "--fail-on", "never", "compose.yaml"]),
    { name: "201 of them", work: own },
    { most: 2.6, runs: 9 },
  );
}

export function* kubernetes(): Generator<Row> {
  const [thousand, two, ten] = [1000, 2000, 10_000].map((count) =>
    lay(join(data, `k8s${String(count)}`), () => manifests(count, newRandom())),
  );
  const big = lay(join(data, "k8s-one-file"), () => new Map([["all.yaml", manyDocuments(newRandom())]]));
  const args = ["check", "--fail-on", "never", "kubernetes:k8s"];
  if (thousand === undefined || two === undefined || ten === undefined) return;
  yield ratio("1,000 Kubernetes files, 2.6 MB", envcheck(thousand, args), node, { most: 10, runs: 9 });
  yield ratio(
    "2,000 Kubernetes files",
    envcheck(two, args),
    { name: "1,000 of them", work: envcheck(thousand, args) },
    { most: 2.6, runs: 9 },
  );
  yield ratio("10,000 Kubernetes files, 26 MB", envcheck(ten, args), node, { most: 60, runs: 5 });
  yield memory("10,000 Kubernetes files", envcheck(ten, args), 100);
  const one = envcheck(big, ["check", "--fail-on", "never", "all.yaml"]);
  yield ratio("one file of 20 MB, 32,000 documents", one, node, { most: 50, runs: 5 });
  yield memory("one file of 20 MB", one, 120);
}

export function* inProcess(): Generator<Row> {
  const dotenv = formats.find(({ id }) => id === "dotenv");
  const text = envFile(100_000, newRandom());
  const read = (body: string) => () =>
    dotenv?.read(
      { sources: [{ path: ".env", text: body }], options: new Map() },
      { read: (path) => ({ path, reason: "missing", because: "" }), shell: () => unknown("") },
    );
  const [own, other] = [timed(7, read(text)), timed(7, () => parse(text))];
  yield {
    what: ".env of 100,000 lines, with places",
    own: `${own.toFixed(1)} ms`,
    against: "dotenv.parse",
    other: `${other.toFixed(1)} ms`,
    figure: own / other,
    most: 1.3,
    unit: "times",
  };
  const twice = timed(7, read(`${text}\n${text.replaceAll(/^(?:export )?(?=[A-Z])/gm, "$&X")}`));
  yield {
    what: ".env of 200,000 lines",
    own: `${twice.toFixed(1)} ms`,
    against: "100,000 lines",
    other: `${own.toFixed(1)} ms`,
    figure: twice / own,
    most: 2.6,
    unit: "times",
  };
  yield inside(
    "hostile YAML: a brace 800 times",
    timed(5, () => [...yamlDocuments({ path: "x.yaml", text: `a: ${"{".repeat(800)}` })]),
    50,
  );
  const bomb = Array.from(
    { length: 9 },
    (_, i) => `l${String(i)}: &l${String(i)} [${i === 0 ? "x" : Array.from({ length: 9 }, () => `*l${String(i - 1)}`).join(", ")}]`,
  ).join("\n");
  const composeFormat = formats.find(({ id }) => id === "compose");
  yield inside(
    "hostile YAML: aliases of aliases in a compose file",
    timed(5, () =>
      composeFormat?.read(
        { sources: [{ path: "compose.yaml", text: `${bomb}\nservices:\n  a:\n    image: x\n    environment: *l8\n` }], options: new Map() },
        { read: (path) => ({ path, reason: "missing", because: "" }), shell: () => unknown("") },
      ),
    ),
    50,
  );
  const pattern = compilePattern("^(a+)+$");
  if ("test" in pattern)
    yield inside(
      "hostile pattern on 1 KB",
      timed(5, () => pattern.test(`${"a".repeat(1023)}!`)),
      10,
    );
}
