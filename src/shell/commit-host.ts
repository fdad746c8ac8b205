import { join } from "node:path";
import type { Host } from "../host.ts";
import type { CodeListing, CodeText } from "../model/code.ts";
import type { Source, Unseen } from "../model/source.ts";
import { decodeCode, largestCode, tooLarge } from "./code-text.ts";
import { type Commit, type Item, openCommit, readObjects } from "./commit.ts";
import { CommitTree } from "./commit-tree.ts";
import { decode, largest } from "./files.ts";
import { GitIgnore } from "./git-ignore.ts";
import { glob } from "./glob.ts";
import { memoryOf } from "./memory.ts";

/** Bytes of content that one call of git brings. */
const batch = 8 * 1024 * 1024;

/** A real folder as a commit has it; everything that is not a file is that of the host of today. */
export function commitHost(root: string, ref: string, today: Host): Host | Unseen {
  const commit = openCommit(root, ref);
  if ("because" in commit) return commit;
  const shelf = new Shelf(root, commit);
  const tree = new CommitTree(commit.items, (item) => shelf.textOf(item));
  const ignore = new GitIgnore(root, (path) => shelf.textAbove(path));
  const base = join("/", commit.id);
  const ground = {
    base,
    kindOf: (path: string) => tree.kindOf(path),
    ignores: (path: string) => ignore.ignores(path),
    list: (folder: string) => tree.list(folder.slice(base.length + 1)),
  };
  return {
    ...today,
    glob: (patterns) => {
      const found = glob(patterns, ground);
      shelf.expect(found.flatMap((path) => tree.find(path)).filter((item) => "blob" in item));
      return found;
    },
    read: (path) => {
      const item = tree.find(path);
      return "blob" in item ? shelf.read(path, item) : { path, ...item };
    },
    kindOf: (path) => tree.kindOf(path),
    code: () => listing(commit),
    texts: (paths) => texts(paths, commit, root),
    memory: memoryOf(root, ref, today.env),
    at: (other) => today.at(other),
  };
}

function listing({ items }: Commit): CodeListing {
  const sorted = [...items.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return {
    files: sorted.filter(({ kind }) => kind === "file").map(({ path, blob, executable }) => ({ path, mark: blob, executable })),
    leftOut: sorted.filter(({ kind }) => kind !== "file").map(({ path, kind }) => ({ path, because: `is a ${kind}` })),
    withoutGit: null,
  };
}

function* texts(paths: readonly string[], { items }: Commit, root: string): Iterable<CodeText | Unseen> {
  let left = paths.map((path) => items.get(path) ?? path);
  while (left.length > 0) {
    const part = left.slice(0, countWithin(left));
    left = left.slice(part.length);
    const wanted = part.filter((item) => typeof item !== "string" && item.size <= largestCode);
    const contents = readObjects(
      root,
      wanted.map((item) => (typeof item === "string" ? item : item.blob)),
    );
    for (const item of part) yield typeof item === "string" ? missing(item) : codeOf(item, contents);
  }
}

/** How many of the first items fit into one batch: at least one. */
function countWithin(items: readonly (Item | string)[]): number {
  let bytes = 0;
  const end = items.findIndex((item) => {
    bytes += typeof item === "string" || item.size > largestCode ? 0 : item.size;
    return bytes > batch;
  });
  return end < 0 ? items.length : Math.max(end, 1);
}

function codeOf({ path, blob, size }: Item, contents: ReadonlyMap<string, Buffer>): CodeText | Unseen {
  if (size > largestCode) return tooLarge(path);
  const bytes = contents.get(blob);
  return bytes === undefined ? absent(path) : decodeCode(bytes, path, blob);
}

function missing(path: string): Unseen {
  return { path, reason: "missing", because: "does not exist" };
}

function absent(path: string): Unseen {
  return { path, reason: "unreadable", because: "is not in this clone, which holds only a part of the repository" };
}

/** Reads documents of one commit; what was found together is read together, since every call of git costs some milliseconds. */
class Shelf {
  readonly #root: string;
  readonly #commit: Commit;
  readonly #contents = new Map<string, Buffer | undefined>();
  readonly #expected = new Set<Item>();

  constructor(root: string, commit: Commit) {
    this.#root = root;
    this.#commit = commit;
  }

  expect(items: readonly Item[]): void {
    for (const item of items) if (!this.#contents.has(item.blob) && item.size <= largestCode) this.#expected.add(item);
  }

  read(path: string, item: Item): Source | Unseen {
    if (item.size > largest) return { path, reason: "too-large", because: "is larger than 32 MiB, which no environment needs" };
    const bytes = this.#bytesOf(item);
    return bytes === undefined ? absent(path) : { path, ...decode(bytes) };
  }

  textOf(item: Item): string {
    return this.#bytesOf(item)?.toString("utf8") ?? "";
  }

  /** By the path from the top of the repository; what git reads from outside the commit, such as `.git/info/exclude`, is not part of it. */
  textAbove(path: string): string {
    const { id, prefix, items } = this.#commit;
    if (path.startsWith(prefix)) {
      const item = items.get(path.slice(prefix.length));
      return item?.kind === "file" ? this.textOf(item) : "";
    }
    const name = `${id}:${path}`;
    return readObjects(this.#root, [name]).get(name)?.toString("utf8") ?? "";
  }

  #bytesOf(item: Item): Buffer | undefined {
    while (!this.#contents.has(item.blob)) this.#fetch(this.#expected.has(item) ? [...this.#expected] : [item]);
    return this.#contents.get(item.blob);
  }

  #fetch(items: readonly Item[]): void {
    const part = items.slice(0, countWithin(items));
    const found = readObjects(
      this.#root,
      part.map(({ blob }) => blob),
    );
    for (const { blob } of part) this.#contents.set(blob, found.get(blob));
    for (const item of part) this.#expected.delete(item);
  }
}
