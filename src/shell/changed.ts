import { relative, sep } from "node:path";
import { type Found, type Jail, readRealPath, refusalOf } from "./files.ts";
import { git } from "./git.ts";

/**
 * When a file was changed last, in Unix milliseconds: by the commit that brought it to this branch where git has it as it is, else by its own
 * time. Undefined where nothing is there, or a shallow clone does not reach back to that commit.
 */
export function changed(path: string, base: string, jail: Jail): number | undefined {
  try {
    const found = jail.find(path);
    if (!("stats" in found)) return undefined;
    const inside = relative(base, found.real).split(sep).join("/");
    return isCommitted(found, inside, base) ? commitTime(inside, base) : found.stats.mtimeMs;
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

/** Compares content and not what git status says, which may run programs that the repository names (filters). */
function isCommitted(found: Found, path: string, base: string): boolean {
  if (path.startsWith("../") || !found.stats.isFile()) return false;
  const answer = git(base, ["ls-tree", "-z", "HEAD", "--", path]);
  const [, blob] = /^\d+ blob (\w+)\t/.exec("failure" in answer ? "" : answer.output.toString("utf8")) ?? [];
  if (blob === undefined) return false;
  const read = readRealPath(found);
  return "bytes" in read && blob === blobOf(read.bytes, blob.length);
}

/** What git calls a content: by SHA-1, or by SHA-256 where that is how it names things. */
function blobOf(bytes: Buffer, length: number): string {
  const hash = process.getBuiltinModule("node:crypto").createHash(length === 40 ? "sha1" : "sha256");
  return hash
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest("hex");
}

function commitTime(path: string, base: string): number | undefined {
  const answer = git(base, ["log", "-1", "--first-parent", "--format=%ct %P", "--", path]);
  const [, seconds, parents] = /^(\d+) (.*)/.exec("failure" in answer ? "" : answer.output.toString("latin1")) ?? [];
  // The oldest commit of a shallow clone looks as if it had changed everything.
  return seconds === undefined || (parents === "" && isShallow(base)) ? undefined : Number(seconds) * 1000;
}

function isShallow(base: string): boolean {
  const answer = git(base, ["rev-parse", "--is-shallow-repository"]);
  return "output" in answer && answer.output.toString("latin1").startsWith("true");
}
