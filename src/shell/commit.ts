import type { Unseen } from "../model/source.ts";
import { type Answer, git } from "./git.ts";

/** What a commit holds at a path. */
export interface Item {
  readonly path: string;
  readonly kind: "file" | "link" | "submodule";
  readonly executable: boolean;
  readonly blob: string;
  /** Bytes; a guess where a clone is partial. */
  readonly size: number;
}

/** A commit, and everything that it has below the root. */
export interface Commit {
  readonly id: string;
  /** The root within the repository, with a closing slash; empty where they are the same. */
  readonly prefix: string;
  readonly items: ReadonlyMap<string, Item>;
}

/** Finds what a ref means; no ref is an option, a path or an expression that searches the history. */
export function openCommit(root: string, ref: string): Commit | Unseen {
  const id = resolve(root, ref);
  if (typeof id !== "string") return id;
  const listed = listTree(root, id);
  if ("failure" in listed) return { path: ref, reason: "unreadable", because: `cannot be read: git ${listed.failure}` };
  const where = git(root, ["rev-parse", "--show-prefix"]);
  const prefix = "failure" in where ? "" : where.output.toString("utf8").replace(/\n$/, "");
  return { id, prefix, items: parseTree(listed.output.toString("utf8")) };
}

/** With sizes, which a clone does not have that holds only some objects. */
function listTree(root: string, id: string): Answer {
  const answer = git(root, ["ls-tree", "-r", "-z", "-l", id]);
  return "failure" in answer ? git(root, ["ls-tree", "-r", "-z", id]) : answer;
}

function resolve(root: string, ref: string): string | Unseen {
  if (!/^[^-:\p{Cc}][^:\p{Cc}]*$/u.test(ref)) return { path: ref, reason: "missing", because: "is not the name of a commit" };
  const answer = git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  if ("output" in answer) return answer.output.toString("utf8").trim();
  const shallow = git(root, ["rev-parse", "--is-shallow-repository"]);
  if ("failure" in shallow) return { path: ref, reason: "missing", because: `cannot be looked up: git ${shallow.failure}` };
  const because = "is not a commit that this repository has";
  if (!shallow.output.toString("utf8").startsWith("true")) return { path: ref, reason: "missing", because };
  return { path: ref, reason: "missing", because: `${because}: the clone is shallow (git fetch --unshallow, or fetch-depth: 0 in CI)` };
}

/** Bytes of a file of code, as far as nobody knows. */
const usualSize = 10_000;

const record = /^(\d{6}) (\w+) ([\da-f]+)(?: +(\S+))?\t([^]+)$/;

function parseTree(output: string): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const text of output.split("\0")) {
    const [, mode = "", type, blob = "", size, path] = record.exec(text) ?? [];
    if (path === undefined) continue;
    const kind = mode === "120000" ? "link" : type === "commit" ? "submodule" : "file";
    items.set(path, { path, kind, executable: mode === "100755", blob, size: Number.isNaN(Number(size)) ? usualSize : Number(size) });
  }
  return items;
}

/** The content of many objects in one call of git; what this clone does not have is left out. Names are object ids, or `COMMIT:path`. */
export function readObjects(root: string, names: readonly string[]): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  const asked = [...new Set(names)].filter((name) => !name.includes("\n"));
  if (asked.length === 0) return contents;
  const answer = git(root, ["cat-file", "--batch"], `${asked.join("\n")}\n`);
  if ("failure" in answer) return contents;
  let at = 0;
  for (const name of asked) {
    const end = answer.output.indexOf(10, at);
    const [, size] = / (\d+)$/.exec(answer.output.toString("latin1", at, end)) ?? [];
    at = end + 1;
    // "missing" and "ambiguous" stand where a size would.
    if (size === undefined) continue;
    contents.set(name, answer.output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}
