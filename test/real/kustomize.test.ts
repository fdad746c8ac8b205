import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
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
import { agree, type Oracle } from "../support/oracle.ts";

/** `kubectl kustomize` against our own build of the same files: real ones where they are at hand, and generated trees. */
const corpus = join(import.meta.dirname, "..", "..", "..", "shared", "corpus");
const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!hasKubectl) leaveOut("kustomize: kubectl kustomize on real files and generated trees");
if (!existsSync(corpus)) leaveOut("kustomize: the real files");
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

function ownTree(files: Tree): Spec {
  const world: World = {
    ...worldAt(scratch),
    read: (path) => {
      const text = files.get(path);
      return text === undefined
        ? { path, reason: isFolder(files, path) ? "not-a-file" : "missing", because: "is no file" }
        : { path, text };
    },
  };
  const path = "kustomization.yaml";
  return kustomize.read({ sources: [{ path, text: files.get(path) ?? "" }], options: new Map() }, world);
}

function isFolder(files: Tree, path: string): boolean {
  return [...files.keys()].some((file) => file.startsWith(`${path}/`));
}

/** The manifest that kubectl makes of a kustomization; undefined where it refuses it. No base is fetched. */
function built(folder: string): string | undefined {
  const env = { ...process.env, HTTP_PROXY: "http://127.0.0.1:1", HTTPS_PROXY: "http://127.0.0.1:1", GIT_ALLOW_PROTOCOL: "none" };
  const { status, stdout } = spawnSync("kubectl", ["kustomize", folder], { encoding: "utf8", env, maxBuffer: 1 << 28 });
  return status === 0 ? stdout : undefined;
}

function manifest(text: string): Spec {
  return kubernetes.read({ sources: [{ path: "built.yaml", text }], options: new Map() }, worldAt(scratch));
}

function oracle(folder: string): Spec | undefined {
  const text = built(folder);
  return text === undefined ? undefined : manifest(text);
}

function lay(files: Tree): string {
  const folder = mkdtempSync(join(scratch, "tree-"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Trees side by side under one kustomization, and each one's part of what kubectl makes of it: every object is called after its tree. */
function builtTogether(trees: readonly Tree[]): readonly Spec[] | undefined {
  const below = trees.flatMap((files, index) => [...files].map(([path, text]): [string, string] => [`t${String(index)}/${path}`, text]));
  const top = JSON.stringify({ resources: trees.map((_, index) => `t${String(index)}`) });
  const folder = lay(new Map([...below, ["kustomization.yaml", top]]));
  const text = built(folder);
  rmSync(folder, { recursive: true });
  if (text === undefined) return undefined;
  const parts = new Map<string, string>();
  for (const document of text.split(/^---\n/m)) {
    const mark = markIn(document);
    parts.set(mark, `${parts.get(mark) ?? ""}---\n${document}`);
  }
  return trees.map((files) => manifest(parts.get(markIn([...files.values()].join())) ?? ""));
}

function markIn(text: string): string {
  return /n\d+n/.exec(text)?.[0] ?? "";
}

const trees: Oracle<Tree, Spec> = {
  called: "kubectl kustomize",
  most: 40,
  spare: 3,
  apart: (files, index) =>
    new Map([...files].map(([path, text]) => [path, text.replaceAll(/\b(?:web|w\.b|job|cfg|made)\b/g, `$&n${String(index)}n`)])),
  ask: builtTogether,
  isDoubtful: (files) => ownTree(files).problems.length > 0,
  compare: (files, theirs) => {
    const mine = ownTree(files);
    if (theirs === undefined) {
      expect(mine.problems).not.toEqual([]);
      return;
    }
    expect(messagesOf(mine)).toEqual(messagesOf(theirs));
    // Of what the cluster refuses, nothing comes.
    if (theirs.problems.length === 0) expect(environmentsOf(mine)).toEqual(environmentsOf(theirs));
  },
};

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
    expect(agree(tree, trees)).toBeGreaterThan(0);
  }, 1_200_000);
});
