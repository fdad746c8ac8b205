import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "@jest/globals";
import { Files } from "../src/discover/files.ts";
import { isRefusal } from "../src/discover/refusal.ts";
import { TargetReader } from "../src/discover/reader.ts";
import { deployingShell } from "../src/discover/deploying-shell.ts";
import type { Environment } from "../src/model/environment.ts";
import { reveal } from "../src/resolve/reveal.ts";
import { nodeHost } from "../src/shell/node-host.ts";
import { leaveOut } from "./support/left-out.ts";

/** The real docker compose, unpacked by .ci/run, against our reading of the same files: real ones where they are at hand, and our fixtures. */
const root = join(import.meta.dirname, "..");
const binary = join(root, "build", "oracles", "usr", "libexec", "docker", "cli-plugins", "docker-compose");
const corpus = join(root, "..", "shared", "corpus");
const composeFile = /^(?:docker-)?compose\.ya?ml$/;

type Variables = Readonly<Record<string, string | null>>;

function projectsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "node_modules" ? [] : projectsBelow(path);
    return composeFile.test(name) ? [folder] : [];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** What docker compose makes of the folder's project; undefined where it refuses it. */
function oracle(folder: string): ReadonlyMap<string, Variables> | undefined {
  const env = { PATH: process.env["PATH"], HOME: "/nonexistent" };
  const { status, stdout } = spawnSync(binary, ["config", "--format", "json"], { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) return undefined;
  const document: unknown = JSON.parse(stdout);
  const services = isObject(document) && isObject(document["services"]) ? document["services"] : {};
  return new Map(Object.entries(services).map(([name, service]) => [name, variablesOf(service)]));
}

function variablesOf(service: unknown): Variables {
  const environment = isObject(service) && isObject(service["environment"]) ? service["environment"] : {};
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, typeof value === "string" ? value.replaceAll("$$", "$") : null]),
  );
}

/** Our own reading, with an empty deploying shell; undefined where we would refuse the project. What an image brings is not compose's. */
function own(folder: string): ReadonlyMap<string, Variables> | undefined {
  const host = nodeHost(folder, { allowOutsideRoot: true });
  const reader = new TargetReader({ files: new Files(host), shell: deployingShell(undefined, true), role: () => undefined });
  const file =
    readdirSync(folder)
      .filter((name) => composeFile.test(name))
      .toSorted()[0] ?? "";
  const result = reader.read(`compose:${file}`);
  if (isRefusal(result) || result.reading.spec.problems.length > 0) return undefined;
  const unmet = result.reading.spec.facts.some(
    (fact) =>
      (fact.kind === "missing-file" && !fact.optional) ||
      (fact.kind === "reference" && fact.otherwise === "error" && fact.value.state === "absent"),
  );
  if (unmet) return undefined;
  return new Map(result.chosen.map((environment) => [environment.workload.address, plain(environment)]));
}

function plain({ entries }: Environment): Variables {
  const written = [...entries].filter(([, { from }]) => !/dockerfile/i.test(from[0].at.source.path));
  return Object.fromEntries(written.map(([name, { value }]) => [name, reveal(value) ?? null]));
}

test("docker compose and envcheck give every service the same variables", () => {
  if (!existsSync(binary)) {
    leaveOut("the comparison with the real docker compose (.ci/run unpacks it)");
    return;
  }
  if (!existsSync(corpus)) leaveOut("the compose files of real deployments (../shared/corpus)");
  const folders = [...projectsBelow(join(root, "fixtures")), ...projectsBelow(corpus)];
  const differing = folders.flatMap((folder) => {
    // What compose refuses for its networks and volumes is not our business; what it takes, we must read.
    const theirs = oracle(folder);
    const ours = theirs === undefined ? undefined : own(folder);
    const same = JSON.stringify(sorted(theirs)) === JSON.stringify(sorted(ours));
    return same ? [] : [{ folder: relative(root, folder), theirs: summary(theirs, ours), ours: summary(ours, theirs) }];
  });
  expect(folders.length).toBeGreaterThan(0);
  expect(differing).toEqual([]);
}, 300_000);

function sorted(services: ReadonlyMap<string, Variables> | undefined): unknown {
  if (services === undefined) return "refused";
  return [...services].toSorted(byName).map(([name, variables]) => [name, Object.entries(variables).toSorted(byName)]);
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** The names that differ, without their values. */
function summary(one: ReadonlyMap<string, Variables> | undefined, other: ReadonlyMap<string, Variables> | undefined): unknown {
  if (one === undefined) return "refused";
  return [...one].flatMap(([service, variables]) =>
    Object.keys(variables)
      .filter((name) => variables[name] !== other?.get(service)?.[name])
      .map((name) => `${service}.${name}`),
  );
}
