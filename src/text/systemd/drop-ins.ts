import { basename, dirname } from "../path.ts";
import { type UnitName, unitNameOf } from "./specifiers.ts";

/** The unit that a path belongs to: the file itself, or the one whose drop-in it is. */
export function unitAt(path: string): UnitName {
  const folder = basename(dirname(path).slice(0, -1));
  return unitNameOf(path.endsWith(".conf") && folder.endsWith(".d") ? folder.slice(0, -2) : basename(path));
}

/** Folders of drop-ins by name, the most specific first: that of the unit, of its template, of each dash of its prefix, of its type. */
function foldersOf({ whole, prefix, instance, suffix }: UnitName): string[] {
  const template = instance === undefined ? "" : "@";
  const dashes = [...prefix.matchAll(/-/g)].map(({ index }) => `${prefix.slice(0, index + 1)}${template}${suffix}.d`);
  return [...new Set([`${whole}.d`, `${prefix}${template}${suffix}.d`, ...dashes.toReversed(), `${suffix.slice(1)}.d`])];
}

/** The drop-ins beside a unit in the order in which they are read: by name, and of two with one name only the most specific. */
export function dropInsOf(path: string, list: (folder: string) => readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const folder of foldersOf(unitAt(path))) {
    for (const file of list(`${dirname(path)}${folder}`)) {
      const name = basename(file);
      if (name.endsWith(".conf") && !found.has(name)) found.set(name, file);
    }
  }
  return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, file]) => file);
}

/** Where the root of the machine is that a unit was laid out for: `deploy/` for `deploy/etc/systemd/system/auth.service`; undefined where its path does not say. */
export function rootOf(path: string): string | undefined {
  return /^(.*?)(?:etc|usr\/lib|usr\/local\/lib|usr\/share|lib|run)\/(?:systemd\/(?:system|user)|containers\/systemd)\//.exec(path)?.[1];
}
