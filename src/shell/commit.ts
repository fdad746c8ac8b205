import type { Unseen } from "../model/source.ts";
import { type Answer, git } from "./git.ts";
import { type Held, type Item, itemOf } from "./held.ts";

/** Finds what a ref means; no ref is an option, a path or an expression that searches the history. */
export function openCommit(root: string, ref: string): Held | Unseen {
  const id = resolve(root, ref);
  if (typeof id !== "string") return id;
  const listed = listTree(root, id);
  if ("failure" in listed) return { path: ref, reason: "unreadable", because: `cannot be read: git ${listed.failure}` };
  const where = git(root, ["rev-parse", "--show-prefix"]);
  const prefix = "failure" in where ? "" : where.output.toString("utf8").replace(/\n$/, "");
  return { id, prefix, items: parseTree(listed.output.toString("utf8")), variables: {} };
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

const record = /^(\d{6}) \w+ ([\da-f]+)(?: +(\S+))?\t([^]+)$/;

function parseTree(output: string): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const text of output.split("\0")) {
    const [, mode = "", blob = "", size, path] = record.exec(text) ?? [];
    if (path === undefined) continue;
    items.set(path, { ...itemOf(path, mode, blob), size: Number.isNaN(Number(size)) ? undefined : Number(size) });
  }
  return items;
}
