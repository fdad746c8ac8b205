import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { assert, property } from "fast-check";
import { kubernetes } from "../../src/formats/kubernetes.ts";
import { kustomize, kustomizationNames } from "../../src/formats/kustomize.ts";
import type { World } from "../../src/formats/format.ts";
import type { Spec } from "../../src/model/binding.ts";
import { isSource } from "../../src/model/source.ts";
import { unknown } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { shown } from "../kubernetes.manifests.ts";
import { type Tree, tree } from "../support/kustomize-trees.ts";
import { leaveOut } from "../support/left-out.ts";

/** `kubectl kustomize` against our own build of the same files: real ones where they are at hand, and generated trees. */
const corpus = join(import.meta.dirname, "..", "..", "..", "shared", "corpus");
const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!hasKubectl) leaveOut("kustomize: kubectl kustomize on real files and generated trees");
if (!existsSync(corpus)) leaveOut("kustomize: the real files");
const runs = Number(process.env["RUNS"] ?? (process.env["CI"] === undefined ? 100 : 200));
/** No build hangs on chance: SEED=, with RUNS=, looks further. */
const seed = Number(process.env["SEED"] ?? 42);
const scratch = mkdtempSync(join(tmpdir(), "envcheck-kustomize-"));

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

function worldAt(root: string): World {
  return {
    read: (path) => {
      const full = join(root, path);
      if (!existsSync(full)) return { path, reason: "missing", because: "is not there" };
      if (!statSync(full).isFile()) return { path, reason: "not-a-file", because: "is no file" };
      return { path, text: readFileSync(full, "utf8") };
    },
    shell: () => unknown("nothing was said about it"),
    digest: (text) => createHash("sha256").update(text).digest("hex"),
  };
}

/** The variables of every container, by its address. */
function environmentsOf(spec: Spec): Record<string, Record<string, string>> {
  return Object.fromEntries(
    resolve(spec).map(({ workload, entries }) => [
      workload.address,
      Object.fromEntries([...entries].map(([name, { value }]) => [name, shown(value)])),
    ]),
  );
}

/** What the cluster would refuse is told of both. */
function messagesOf({ problems }: Spec): readonly string[] {
  return problems.map(({ message }) => message).toSorted((one, other) => one.localeCompare(other));
}

function own(root: string, path: string): Spec {
  const world = worldAt(root);
  const source = world.read(path);
  if (!isSource(source)) throw new Error(`${path} ${source.because}`);
  return kustomize.read({ sources: [source], options: new Map() }, world);
}

/** What kubectl makes of a kustomization, read as the manifest that it prints; undefined where it refuses it. No base is fetched. */
function oracle(folder: string): Spec | undefined {
  const env = { ...process.env, HTTP_PROXY: "http://127.0.0.1:1", HTTPS_PROXY: "http://127.0.0.1:1", GIT_ALLOW_PROTOCOL: "none" };
  const { status, stdout } = spawnSync("kubectl", ["kustomize", folder], { encoding: "utf8", env, maxBuffer: 1 << 28 });
  if (status !== 0) return undefined;
  return kubernetes.read({ sources: [{ path: "built.yaml", text: stdout }], options: new Map() }, worldAt(folder));
}

function lay(files: Tree): string {
  const folder = mkdtempSync(join(scratch, "tree-"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function kustomizationsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => kustomizationNames.includes(path.slice(path.lastIndexOf("/") + 1)))
    .toSorted();
}

/** Whether our reading says that something is wrong or not to be seen. */
function saysWhy(spec: Spec): boolean {
  return (
    spec.problems.length > 0 ||
    spec.facts.some(({ kind }) => kind === "missing-file" || kind === "duplicate") ||
    resolve(spec).some(({ openings }) => openings.length > 0)
  );
}

(hasKubectl ? describe : describe.skip)("against kubectl kustomize", () => {
  test("real kustomizations come to the same variables in every container", () => {
    let containers = 0;
    for (const path of kustomizationsBelow(corpus)) {
      const [mine, theirs] = [own(corpus, path), oracle(join(corpus, dirname(path)))];
      if (theirs === undefined) expect([path, saysWhy(mine)]).toEqual([path, true]);
      else {
        expect([path, messagesOf(mine), environmentsOf(mine)]).toEqual([path, messagesOf(theirs), environmentsOf(theirs)]);
        containers += theirs.workloads.length;
      }
    }
    if (existsSync(corpus)) expect(containers).toBeGreaterThan(200);
  }, 120_000);

  test("generated trees come to the same variables in every container", () => {
    let built = 0;
    assert(
      property(tree, (files) => {
        const folder = lay(files);
        const [mine, theirs] = [own(folder, "kustomization.yaml"), oracle(folder)];
        rmSync(folder, { recursive: true });
        if (theirs === undefined) {
          expect(mine.problems).not.toEqual([]);
          return;
        }
        built += 1;
        expect(messagesOf(mine)).toEqual(messagesOf(theirs));
        // Of what the cluster refuses, nothing comes.
        if (theirs.problems.length === 0) expect(environmentsOf(mine)).toEqual(environmentsOf(theirs));
      }),
      { numRuns: runs, seed },
    );
    expect(built).toBeGreaterThan(runs / 5);
  }, 1_200_000);
});
