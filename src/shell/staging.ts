import { realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Host, Staging } from "../host.ts";
import type { Unseen } from "../model/source.ts";
import { heldHost } from "./commit-host.ts";
import { CommitTree } from "./commit-tree.ts";
import { refusalOf } from "./files.ts";
import { git, type GitVariables } from "./git.ts";
import { glob } from "./glob.ts";
import { type Held, type Item, itemOf } from "./held.ts";

/** What git would commit now. */
export function openStaging(root: string, today: Host): Staging | Unseen {
  const index = openIndex(root);
  if ("because" in index) return index;
  const changes = changesIn(root, index);
  if ("because" in changes) return changes;
  const { paths, intended } = changes;
  const items = new Map([...index.items].filter(([path]) => !intended.has(path)));
  const changed = new CommitTree(new Map(paths.map((path) => [path, itemOf(path, "100644", "")])), () => "");
  return {
    host: heldHost({ ...index, items }, { root, memory: ":", today }),
    paths,
    matching: (patterns) =>
      glob(patterns, {
        base: "/",
        kindOf: (path) => changed.kindOf(path),
        ignores: () => false,
        list: (folder) => changed.list(folder.slice(1)),
      }),
  };
}

const nothing = (because: string): Unseen => ({ path: ".", reason: "unreadable", because });

function openIndex(root: string): Held | Unseen {
  const where = git(root, ["rev-parse", "--show-prefix", "--absolute-git-dir", "--is-inside-work-tree"]);
  if ("failure" in where) return nothing(`git ${where.failure}`);
  const [prefix = "", folder = "", isInside] = where.output.toString("utf8").split("\n");
  if (isInside !== "true") return nothing("git finds no working tree here");
  const variables = ownIndex(folder);
  const listed = git(root, ["ls-files", "-s", "-z"], "", variables);
  if ("failure" in listed) return nothing(`git ${listed.failure}`);
  const { items, conflicts } = parseIndex(listed.output.toString("utf8"));
  const [first, ...others] = conflicts;
  if (first === undefined) return { id: "", prefix, items, variables };
  const more = others.length === 0 ? "" : ` and ${String(others.length)} more`;
  return nothing(`a merge is in progress, and ${first}${more} has conflicts; resolve them, then git add what is resolved`);
}

/** The index that git has made for the very commit that it runs a hook for (`git commit -a`); it lies in the repository's own folder, and no other is taken. */
function ownIndex(folder: string): GitVariables {
  const named = process.env["GIT_INDEX_FILE"] ?? "";
  if (named === "") return {};
  const path = resolve(named);
  try {
    return realpathSync.native(dirname(path)) === realpathSync.native(folder) ? { GIT_INDEX_FILE: path } : {};
  } catch (error) {
    refusalOf(error);
    return {};
  }
}

const record = /^(\d{6}) ([\da-f]+) ([0-3])\t([^]+)$/;

function parseIndex(output: string): { readonly items: ReadonlyMap<string, Item>; readonly conflicts: readonly string[] } {
  const items = new Map<string, Item>();
  const conflicts = new Set<string>();
  for (const text of output.split("\0")) {
    const [, mode = "", blob = "", stage, path] = record.exec(text) ?? [];
    if (path === undefined) continue;
    if (stage === "0") items.set(path, itemOf(path, mode, blob));
    else conflicts.add(path);
  }
  return { items, conflicts: [...conflicts] };
}

interface Changes {
  readonly paths: readonly string[];
  /** What `git add --intent-to-add` has announced: it is in the index, and in no commit that is made of it. */
  readonly intended: ReadonlySet<string>;
}

/** What git names the content of an empty file, by SHA-1 and by SHA-256: what is only announced looks so. */
const empty = /^(?:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391|473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813)$/;

/** Compares with the last commit; a renamed file is one that is gone and one that is new. */
function changesIn(root: string, { items, variables }: Held): Changes | Unseen {
  const base = baseOf(root);
  const compare = (option: string): readonly string[] | Unseen => {
    const args = ["diff-index", "--cached", "-z", "--no-renames", "--name-only", "--relative", option, base];
    const answer = git(root, args, "", variables);
    return "failure" in answer ? nothing(`git ${answer.failure}`) : answer.output.toString("utf8").split("\0").slice(0, -1);
  };
  const paths = compare("--ita-invisible-in-index");
  if ("because" in paths) return paths;
  const known = new Set(paths);
  const mayBeIntended = [...items.values()].some(({ path, blob }) => empty.test(blob) && !known.has(path));
  const visible = mayBeIntended ? compare("--ita-visible-in-index") : paths;
  if ("because" in visible) return visible;
  return { paths: paths.toSorted(), intended: new Set(visible.filter((path) => !known.has(path))) };
}

/** The last commit; before the first one, a tree without files. */
function baseOf(root: string): string {
  const head = git(root, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if ("output" in head) return head.output.toString("latin1").trim();
  const none = git(root, ["hash-object", "-t", "tree", "--stdin"]);
  return "output" in none ? none.output.toString("latin1").trim() : "HEAD";
}
