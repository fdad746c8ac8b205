import { mayDefine, mayPassOn, namesOf, stemOf, type CodeFile } from "./core/code-base.ts";
import type { Note } from "./core/ledger.ts";
import { opensWith, ordinary } from "./core/opening.ts";
import { basename } from "../text/path.ts";
import { isSame, type Changes } from "./changes.ts";
import { grouped } from "./lists.ts";
import type { Survey } from "./survey.ts";

/** What changed, as far as that means anything to others. */
export interface Weighed extends Changes {
  /** Changed files whose code is to others what it was. */
  readonly alike: ReadonlySet<string>;
}

/** Changed code of which it is known what it was to others, and that is looked through for what stands in it: names elsewhere do not open it. */
export function doubtedIn(earlier: Survey, { code, moved }: Changes): readonly CodeFile[] {
  const { gists, opened } = earlier.common;
  const isOpened = openingsOf(earlier);
  const isSure = (file: CodeFile): boolean => file.first || !(opened.has(file.path) || isOpened(file));
  return code.filter((file) => gists.has(file.path) && !moved.has(file.path) && isSure(file));
}

/** Whether a file uses names that the others open files for. */
export function openingsOf({ common }: Survey): (file: CodeFile) => boolean {
  const opens = common.openings.map((opening) => ({ opens: opensWith(opening), isOrdinary: opening.users > ordinary }));
  return (file) => opens.some((one) => one.opens(file, one.isOrdinary));
}

/** Unchanged files whose result may be another one. */
export function dirtyIn(earlier: Survey, changes: Weighed, fresh: ReadonlyMap<string, CodeFile>): ReadonlySet<string> {
  const isStale = staleBy(earlier, changes, fresh);
  const changed = [...changes.before, ...fresh.values()].filter(({ path }) => !changes.alike.has(path));
  const units = new Set(changed.map(({ path, language }) => language.unit(path)));
  const dirty = new Set<string>();
  const left = new Map<string, readonly Note[]>();
  const enter = (path: string): void => {
    dirty.add(path);
    units.add(changes.unitOf(path));
  };
  for (const [path, { code }] of earlier.learned) {
    if (code === null || (changes.touched.has(path) && !changes.alike.has(path))) continue;
    if (code.notes.some(isStale)) enter(path);
    else
      left.set(
        path,
        code.notes.filter((note) => note.startsWith("^")),
      );
  }
  for (let before = -1; before < dirty.size;) {
    before = dirty.size;
    for (const [path, calls] of left) {
      if (!calls.some((note) => units.has(note.slice(1)))) continue;
      enter(path);
      left.delete(path);
    }
  }
  return dirty;
}

function staleBy({ common }: Survey, changes: Weighed, fresh: ReadonlyMap<string, CodeFile>): (note: Note) => boolean {
  const isOpened = openingsOf({ common, files: new Map(), learned: new Map() });
  const moved = [...changes.before, ...fresh.values()].filter(({ path }) => changes.moved.has(path));
  const ends = new Set(moved.map((file) => basename(stemOf(file))));
  const units = new Set(moved.map(({ path, language }) => language.unit(path)));
  const isNear = (file: CodeFile | undefined): boolean => file === undefined || file.first || mayPassOn(file) || isOpened(file);
  const byUnit = grouped([...fresh.values()], ({ path, language }) => language.unit(path));
  const mayHave = (unit: string, name: string): boolean => byUnit.get(unit)?.some((file) => mayDefine(file, name)) === true;
  const tests: Readonly<Record<string, (about: string) => boolean>> = {
    "=": (path) => changes.touched.has(path),
    ":": (path) => changes.touched.has(path) && !changes.alike.has(path),
    "!": (about) => mayHave(about.slice(0, about.indexOf("\0")), about.slice(about.indexOf("\0") + 1)),
    ">": (path) => changes.touched.has(path) && !isSame(common.names.get(path), namesOf(fresh.get(path))),
    "~": (path) => changes.touched.has(path) && (common.opened.has(path) || isNear(fresh.get(path))),
    "/": (end) => ends.has(end),
    "+": (unit) => units.has(unit),
  };
  const known = new Map<Note, boolean>();
  return (note) => {
    const isStale = known.get(note) ?? tests[note.charAt(0)]?.(note.slice(1)) === true;
    known.set(note, isStale);
    return isStale;
  };
}
