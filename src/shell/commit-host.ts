import { join } from "node:path";
import type { Host } from "../host.ts";
import type { CodeListing, CodeText } from "../model/code.ts";
import type { Source, Unseen } from "../model/source.ts";
import { decodeCode, largestCode, tooLarge } from "./code-text.ts";
import { openCommit } from "./commit.ts";
import { CommitTree } from "./commit-tree.ts";
import { decode, largest } from "./files.ts";
import { GitIgnore } from "./git-ignore.ts";
import { glob, unlisted } from "./glob.ts";
import { type Held, type Item, Objects } from "./held.ts";
import { memoryOf } from "./memory.ts";

/** Bytes of content that one call of git brings. */
const batch = 8 * 1024 * 1024;

/** A real folder as a commit has it. */
export function commitHost(root: string, ref: string, today: Host): Host | Unseen {
  const commit = openCommit(root, ref);
  return "because" in commit ? commit : heldHost(commit, { root, memory: ref, today });
}

/** Where something is held. */
interface Place {
  readonly root: string;
  /** What is kept for it is kept under this name. */
  readonly memory: string;
  readonly today: Host;
}

/** A real folder as git holds it; everything that is not a file is that of the host of today. */
export function heldHost(held: Held, { root, memory, today }: Place): Host {
  const objects = new Objects(root, held);
  const shelf = new Shelf(held, objects);
  const tree = new CommitTree(held.items, (item) => shelf.textOf(item));
  const ignore = new GitIgnore(root, (path) => shelf.textAbove(path));
  const base = join("/held", held.id);
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
    unlisted: (patterns) => unlisted(patterns, ground),
    read: (path) => {
      const item = tree.find(path);
      return "blob" in item ? shelf.read(path, item) : { path, ...item };
    },
    kindOf: (path) => tree.kindOf(path),
    code: () => Promise.resolve(listing(held)),
    texts: (paths) => texts(paths, held, objects),
    memory: memoryOf(root, memory, today.env),
    at: (other) => today.at(other),
  };
}

function listing({ items }: Held): CodeListing {
  const sorted = [...items.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return {
    files: sorted.filter(({ kind }) => kind === "file").map(({ path, blob, executable }) => ({ path, mark: blob, executable })),
    leftOut: sorted.filter(({ kind }) => kind !== "file").map(({ path, kind }) => ({ path, because: `is a ${kind}` })),
    withoutGit: null,
  };
}

function* texts(paths: readonly string[], { items }: Held, objects: Objects): Iterable<CodeText | Unseen> {
  let left = paths.map((path) => items.get(path) ?? path);
  objects.measure(left.filter((item) => typeof item !== "string"));
  while (left.length > 0) {
    const part = left.slice(0, countWithin(left, objects));
    left = left.slice(part.length);
    const wanted = part.filter((item) => typeof item !== "string").filter((item) => objects.sizeOf(item) <= largestCode);
    const contents = objects.read(wanted.map(({ blob }) => blob));
    for (const item of part) yield typeof item === "string" ? missing(item) : codeOf(item, contents, objects);
  }
}

/** How many of the first items fit into one batch: at least one. */
function countWithin(items: readonly (Item | string)[], objects: Objects): number {
  let bytes = 0;
  const end = items.findIndex((item) => {
    const size = typeof item === "string" ? 0 : objects.sizeOf(item);
    bytes += size > largestCode ? 0 : size;
    return bytes > batch;
  });
  return end < 0 ? items.length : Math.max(end, 1);
}

function codeOf(item: Item, contents: ReadonlyMap<string, Buffer>, objects: Objects): CodeText | Unseen {
  const { path, blob } = item;
  if (objects.sizeOf(item) > largestCode) return tooLarge(path);
  const bytes = contents.get(blob);
  return bytes === undefined ? absent(path) : decodeCode(bytes, path, blob);
}

function missing(path: string): Unseen {
  return { path, reason: "missing", because: "does not exist" };
}

function absent(path: string): Unseen {
  return { path, reason: "unreadable", because: "is not in this clone, which holds only a part of the repository" };
}

/** What a path ends with behind the last dot, or the name of a file without one. */
function endingOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf("/")) + 1);
}

/** Reads documents; what was found together is read together, since every call of git costs some milliseconds. */
class Shelf {
  readonly #held: Held;
  readonly #objects: Objects;
  readonly #contents = new Map<string, Buffer | undefined>();
  #expected = new Set<Item>();
  /** How many files are brought beside one that nobody expected: what leads to one leads to more of its kind. */
  #ahead = 1;

  constructor(held: Held, objects: Objects) {
    this.#held = held;
    this.#objects = objects;
  }

  expect(items: readonly Item[]): void {
    for (const item of items) if (!this.#contents.has(item.blob)) this.#expected.add(item);
  }

  read(path: string, item: Item): Source | Unseen {
    this.#measure(item);
    if (this.#objects.sizeOf(item) > largest)
      return { path, reason: "too-large", because: "is larger than 32 MiB, which no environment needs" };
    const bytes = this.#bytesOf(item);
    return bytes === undefined ? absent(path) : { path, ...decode(bytes) };
  }

  textOf(item: Item): string {
    return this.#bytesOf(item)?.toString("utf8") ?? "";
  }

  /** By the path from the top of the repository; what git reads from elsewhere, such as `.git/info/exclude`, is not part of it. */
  textAbove(path: string): string {
    const { id, prefix, items } = this.#held;
    if (path.startsWith(prefix)) {
      const item = items.get(path.slice(prefix.length));
      return item?.kind === "file" ? this.textOf(item) : "";
    }
    const name = `${id}:${path}`;
    return this.#objects.read([name]).get(name)?.toString("utf8") ?? "";
  }

  #measure(item: Item): void {
    if (this.#contents.has(item.blob)) return;
    if (!this.#expected.has(item)) this.#lookAhead(item);
    this.#objects.measure([...this.#expected]);
  }

  /** Expects an item with those of its ending that follow it, twice as many each time, so that git is not called once for each of many files. */
  #lookAhead(item: Item): void {
    const all = this.#ending(endingOf(item.path));
    const at = all.indexOf(item) + 1;
    const next = [...all.slice(at), ...all.slice(0, at)].filter(({ blob }) => !this.#contents.has(blob)).slice(0, this.#ahead);
    this.#expected = new Set([item, ...this.#expected, ...next]);
    this.#ahead *= 2;
  }

  #ending(ending: string): readonly Item[] {
    return [...this.#held.items.values()].filter((item) => item.kind === "file" && endingOf(item.path) === ending);
  }

  #bytesOf(item: Item): Buffer | undefined {
    this.#measure(item);
    while (!this.#contents.has(item.blob)) this.#fetch(this.#expected.has(item) ? [...this.#expected] : [item]);
    return this.#contents.get(item.blob);
  }

  /** Of what is expected, large files only when they are asked for. */
  #fetch(items: readonly Item[]): void {
    const [first] = items;
    const some = items.filter((item) => item === first || this.#objects.sizeOf(item) <= largestCode);
    const part = some.slice(0, countWithin(some, this.#objects));
    const found = this.#objects.read(part.map(({ blob }) => blob));
    for (const { blob } of part) this.#contents.set(blob, found.get(blob));
    for (const item of part) this.#expected.delete(item);
  }
}
