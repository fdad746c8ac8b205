import { existsSync, statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Ignore } from "ignore";
import { readRealPath, refusalOf } from "./files.ts";
import { isTame } from "./wildcards.ts";

declare const require: (id: "ignore") => typeof import("ignore");

/** Whether git leaves a path out, as the `.gitignore` files around it and `.git/info/exclude` say; a machine's own settings do not count. */
export class GitIgnore {
  readonly #root: string;
  readonly #top: string;
  /** From the top to the root, with a slash behind each folder. */
  readonly #below: string;
  readonly #textOf: (path: string) => string;
  readonly #files = new Map<string, Ignore | undefined>();
  readonly #folders = new Map<string, boolean>();

  /** Files are read from the disk, unless something else gives their text by the path from the top of the repository; empty for none. */
  constructor(root: string, textOf?: (path: string) => string) {
    const top = repositoryOf(root) ?? root;
    this.#root = root;
    this.#top = top;
    this.#below = top === root ? "" : `${relative(top, root)}/`;
    this.#textOf = textOf ?? ((path) => textOnDisk(resolve(top, path)));
  }

  /** The path is relative to the root, a folder's ends in a slash. */
  ignores(path: string): boolean {
    if (isPlain(path)) return this.#ignored(this.#below + path);
    const wanted = relative(this.#top, resolve(this.#root, path));
    if (wanted === "" || wanted.startsWith("..")) return false;
    return this.#ignored(path.endsWith("/") ? `${wanted}/` : wanted);
  }

  /** What is below an ignored folder is ignored, whatever files below say. */
  #ignored(path: string): boolean {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const parent = parentOf(path);
    const result = (parent !== "" && this.#ignored(parent)) || this.#matches(path, parent);
    if (path.endsWith("/")) this.#folders.set(path, result);
    return result;
  }

  /** The nearest file that has something to say decides. */
  #matches(path: string, parent: string): boolean {
    for (let folder = parent; ; folder = parentOf(folder)) {
      const result = this.#fileIn(folder)?.test(path.slice(folder.length));
      if (result?.ignored === true) return true;
      if (result?.unignored === true || folder === "") return false;
    }
  }

  #fileIn(folder: string): Ignore | undefined {
    if (!this.#files.has(folder)) {
      const names = folder === "" ? [".git/info/exclude", ".gitignore"] : [".gitignore"];
      const rules = names.flatMap((name) => this.#textOf(folder + name).split("\n")).filter(isTame);
      this.#files.set(folder, rules.some((rule) => rule !== "") ? newIgnore().add(rules.join("\n")) : undefined);
    }
    return this.#files.get(folder);
  }
}

/** The package loads when the first file has rules. */
function newIgnore(): Ignore {
  return require("ignore")();
}

/** Whether a path is what it would be once resolved: no part of it is empty, a dot or two. */
function isPlain(path: string): boolean {
  return path !== "" && !/(?:^|\/)(?:\/|\.{1,2}(?:\/|$))/.test(path);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/", path.length - 2) + 1);
}

/** git takes no link for such a file either. */
function textOnDisk(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return "";
    const read = readRealPath({ real: path, stats });
    return "bytes" in read ? read.bytes.toString("utf8") : "";
  } catch (error) {
    refusalOf(error);
    return "";
  }
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(resolve(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}
