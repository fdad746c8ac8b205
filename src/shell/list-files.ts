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

/** What a pattern means. */
export interface Located {
  readonly path: string;
  /** Whether it is a plain file. */
  readonly isFile: boolean;
}

/** What listable patterns mean, unsorted; every folder is listed once for all of them, and links are not folders. */
export function listEntries(patterns: readonly string[], base: string, list: ListFolder): Located[] {
  const names = new Map<string, string[]>();
  for (const pattern of patterns) {
    const [, start = "", deep = "", name = ""] = listable.exec(pattern) ?? [];
    names.set(start + deep, [...(names.get(start + deep) ?? []), name]);
  }
  return [...names].flatMap(([place, globs]) => {
    const [start, isDeep] = place.endsWith("**/") ? [place.slice(0, -3), true] : [place, false];
    const name = new RegExp(`^(?:${globs.map(sourceOf).join("|")})$`);
    const below = (folder: string): readonly Entry[] => list(resolve(base, start, folder));
    return walk(below, isDeep, name).map(({ path, isFile }) => ({ path: start + path, isFile }));
  });
}

function sourceOf(glob: string): string {
  return glob.replaceAll(/[*.{},]/g, (sign) => ({ "*": ".*", "{": "(?:", "}": ")", ",": "|" })[sign] ?? `\\${sign}`);
}

function walk(list: ListFolder, isDeep: boolean, name: RegExp): Located[] {
  const found: Located[] = [];
  const folders = [""];
  for (const folder of folders) {
    for (const entry of list(folder)) {
      if (name.test(entry.name)) found.push({ path: folder + entry.name, isFile: entry.isFile() });
      if (isDeep && entry.isDirectory() && !neverSearched.includes(entry.name)) folders.push(`${folder}${entry.name}/`);
    }
  }
  return found;
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
