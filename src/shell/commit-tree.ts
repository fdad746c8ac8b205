import { posix } from "node:path";
import type { Host } from "../host.ts";
import type { Item } from "./held.ts";
import type { Refusal } from "./files.ts";
import type { Entry } from "./list-files.ts";

/** As many links as Linux follows for one path. */
const mostLinks = 40;

const refusals = {
  missing: { reason: "missing", because: "does not exist" },
  outside: { reason: "outside", because: "lies outside the root" },
  leaving: { reason: "outside", because: "is a link out of the root" },
  circular: { reason: "unreadable", because: "is a link that leads to itself" },
  folder: { reason: "not-a-file", because: "is a folder, not a file" },
  submodule: { reason: "not-a-file", because: "is a submodule, not a file" },
} as const satisfies Readonly<Record<string, Refusal>>;

/** The folders and links of what git holds, with the answers that a disk would give. */
export class CommitTree {
  readonly #items: ReadonlyMap<string, Item>;
  readonly #textOf: (item: Item) => string;
  readonly #folders = new Map<string, Map<string, Entry>>([["", new Map()]]);

  /** `textOf` is asked for the target of a link. */
  constructor(items: ReadonlyMap<string, Item>, textOf: (item: Item) => string) {
    this.#items = items;
    this.#textOf = textOf;
    for (const { path, kind } of items.values()) this.#enter(path, kind);
  }

  #enter(path: string, kind: Item["kind"] | "folder"): void {
    const slash = path.lastIndexOf("/");
    const folder = slash < 0 ? "" : path.slice(0, slash);
    if (!this.#folders.has(folder)) {
      this.#folders.set(folder, new Map());
      this.#enter(folder, "folder");
    }
    const name = path.slice(slash + 1);
    this.#folders.get(folder)?.set(name, entryOf(name, kind));
  }

  /** The file that a path means, through links. */
  find(path: string): Item | Refusal {
    const real = this.#realPath(path);
    if (typeof real !== "string") return real;
    const item = this.#items.get(real);
    if (item?.kind === "submodule") return refusals.submodule;
    return item ?? (this.#folders.has(real) ? refusals.folder : refusals.missing);
  }

  kindOf(path: string): ReturnType<Host["kindOf"]> {
    const found = this.find(path);
    if ("blob" in found) return "file";
    if (found === refusals.folder) return "folder";
    return found.reason === "missing" ? "missing" : "other";
  }

  /** What is no folder is empty. As on a disk, a link in the path is followed, and one in the folder is told. */
  list(folder: string): readonly Entry[] {
    const real = this.#realPath(folder);
    return typeof real === "string" ? [...(this.#folders.get(real)?.values() ?? [])] : [];
  }

  #realPath(path: string): string | Refusal {
    const wanted = posix.normalize(path);
    if (path.startsWith("/") || leaves(wanted)) return refusals.outside;
    let done = "";
    let left = partsOf(wanted);
    for (let links = 0; left.length > 0;) {
      const [part = "", ...rest] = left;
      const next = posix.join(done, part);
      if (leaves(next)) return refusals.leaving;
      const item = this.#items.get(next);
      if (item?.kind !== "link") {
        [done, left] = [next === "." ? "" : next, rest];
        continue;
      }
      links += 1;
      if (links > mostLinks) return refusals.circular;
      const target = this.#textOf(item);
      if (target.startsWith("/")) return refusals.leaving;
      left = [...partsOf(target), ...rest];
    }
    return done;
  }
}

function leaves(path: string): boolean {
  return path === ".." || path.startsWith("../");
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

const no = (): boolean => false;

function entryOf(name: string, kind: Item["kind"] | "folder"): Entry {
  return {
    name,
    isFile: () => kind === "file",
    isDirectory: () => kind === "folder",
    isSymbolicLink: () => kind === "link",
    isBlockDevice: no,
    isCharacterDevice: no,
    isFIFO: no,
    isSocket: no,
  };
}
