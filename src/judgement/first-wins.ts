import type { Entry } from "../model/environment.ts";
import type { Closure, Project, Reading } from "../model/project.ts";
import { sameText } from "../model/sealed.ts";
import type { Source, Span } from "../model/source.ts";
import { type FirstWins, firstWinsIn } from "../text/env-file/loads.ts";
import { basename, dirname, joinPath } from "../text/path.ts";
import { stageOfPath } from "../text/stages.ts";

/** A variable that an env file sets in vain: the one that is loaded before sets it to something else. */
export interface Hidden {
  readonly name: string;
  readonly at: Span;
  /** The place that counts. */
  readonly kept: Span;
  readonly by: string;
  /** Where the code loads both. */
  readonly load: Span;
  readonly reading: Reading;
}

/** All of them, for the code that is next to the files. */
export function hiddenByFirst({ closures, readings }: Pick<Project, "closures" | "readings">): readonly Hidden[] {
  const files = new Map(
    readings.flatMap((reading) => (isEnvFile(reading) ? [[reading.spec.sources[0]?.path ?? "", reading] as const] : [])),
  );
  return [...sourcesOf(closures)].flatMap((source) => firstWinsIn(source.text).flatMap((load) => [...hiddenIn(load, source, files)]));
}

function isEnvFile({ spec: { bundles, workloads, sources } }: Reading): boolean {
  return sources.length === 1 && bundles.size === 0 && workloads.length === 1 && workloads[0]?.address === "";
}

function sourcesOf(closures: readonly Closure[]): ReadonlySet<Source> {
  return new Set(closures.flatMap(({ code }) => code.loads?.source ?? []));
}

function* hiddenIn(load: FirstWins, source: Source, files: ReadonlyMap<string, Reading>): Iterable<Hidden> {
  const folder = folderOf(load, source, files);
  if (folder === undefined) return;
  const at: Span = { source, start: load.start, end: load.end };
  for (const [index, path] of load.paths.entries()) {
    const base = load.paths.slice(0, index).find((earlier) => refines(path, earlier));
    const [over, under] = [files.get(joinPath(folder, path)), base === undefined ? undefined : files.get(joinPath(folder, base))];
    if (over === undefined || under === undefined) continue;
    for (const [name, entry] of entriesOf(over)) {
      const kept = entriesOf(under).get(name);
      if (kept !== undefined && differ(entry, kept))
        yield { name, at: entry.from[0].at, kept: kept.from[0].at, by: load.by, load: at, reading: over };
    }
  }
}

/** Where the code is run is not known: the nearest folder that has the files, of those around the code. */
function folderOf({ paths }: FirstWins, { path }: Source, files: ReadonlyMap<string, Reading>): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder.slice(0, -1))) {
    if (paths.filter((one) => files.has(joinPath(folder, one))).length > 1) return folder;
    if (folder === "" || folder === "/") return undefined;
  }
}

/** `.env.production` is made to change what `.env` says; `.env.defaults` is not. */
function refines(path: string, base: string): boolean {
  const [name, under] = [basename(path), basename(base)];
  if (dirname(path) !== dirname(base) || !name.startsWith(`${under}.`)) return false;
  const what = name.slice(under.length);
  return /^\.(?:local|overrides?|test)$/.test(what) || stageOfPath(`env${what}`) !== undefined;
}

function entriesOf({ environments: [environment] }: Reading): ReadonlyMap<string, Entry> {
  return environment?.entries ?? new Map<string, Entry>();
}

function differ({ value: one }: Entry, { value: other }: Entry): boolean {
  return one.state === "known" && other.state === "known" && !sameText(one.text, other.text);
}
