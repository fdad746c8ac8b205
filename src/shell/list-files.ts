import { type Dirent, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { refusalOf } from "./files.ts";

/** A folder, all folders below it (`**\/`) or not, and a name with stars and alternatives: `schemas/*.yaml`, `**\/compose.{yaml,yml}`. */
const listable = /^((?:[\w.-]+\/)*)(\*\*\/)?((?:[\w.*-]|\{[\w.,-]+\})+)$/;

/** What a folder holds, as `Dirent` of node:fs tells it. */
export type Entry = Pick<
  Dirent,
  "name" | "isFile" | "isDirectory" | "isSymbolicLink" | "isBlockDevice" | "isCharacterDevice" | "isFIFO" | "isSocket"
>;

/** Lists a folder; one that cannot be read is empty. */
export type ListFolder = (folder: string) => readonly Entry[];

/** Folders that no search enters. */
export const neverSearched: readonly string[] = [".git", "node_modules"];

/** Whether listings answer a pattern, ten milliseconds before fast-glob is loaded. */
export function isListable(pattern: string): boolean {
  return listable.test(pattern) && !/(?:^|\/)\*\*$/.test(pattern);
}

/** What patterns mean: paths of plain files, and of what else bears such a name, such as links and folders. */
export interface Finds {
  readonly files: readonly string[];
  readonly odd: readonly string[];
}

/** What listable patterns mean, unsorted; every folder is listed once for all of them, and links are not folders. */
export function listEntries(patterns: readonly string[], base: string, list: ListFolder): Finds {
  const names = new Map<string, string[]>();
  for (const pattern of patterns) {
    const [, start = "", deep = "", name = ""] = listable.exec(pattern) ?? [];
    names.set(start + deep, [...(names.get(start + deep) ?? []), name]);
  }
  const found = { files: [], odd: [] };
  for (const [place, globs] of names) {
    const [start, isDeep] = place.endsWith("**/") ? [place.slice(0, -3), true] : [place, false];
    const name = new RegExp(`^(?:${globs.map(sourceOf).join("|")})$`);
    const below = (folder: string): readonly Entry[] => list(resolve(base, folder));
    walk(start, { list: below, isDeep, name }, found);
  }
  return found;
}

function sourceOf(glob: string): string {
  return glob.replaceAll(/[*.{},]/g, (sign) => ({ "*": ".*", "{": "(?:", "}": ")", ",": "|" })[sign] ?? `\\${sign}`);
}

interface Walk {
  readonly list: ListFolder;
  readonly isDeep: boolean;
  readonly name: RegExp;
}

/** Adds what is found to the lists: an object for each of ten thousand files would be felt. */
function walk(start: string, { list, isDeep, name }: Walk, { files, odd }: { readonly files: string[]; readonly odd: string[] }): void {
  const folders = [start];
  for (const folder of folders) {
    for (const entry of list(folder)) {
      if (name.test(entry.name)) (entry.isFile() ? files : odd).push(folder + entry.name);
      if (isDeep && entry.isDirectory() && !neverSearched.includes(entry.name)) folders.push(`${folder}${entry.name}/`);
    }
  }
}

/** A folder of the disk. */
export function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    refusalOf(error);
    return [];
  }
}
