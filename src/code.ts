import type { Host } from "./host.ts";
import type { CodeListing, LeftOut } from "./model/code.ts";
import type { Dynamic, Read } from "./model/read.ts";
import { isSource, type Source, type Span } from "./model/source.ts";
import { envFileLoads } from "./scan/env-file-loads.ts";
import { gather } from "./scan/files/gather.ts";
import { keptOf, type Scanned, scannedFrom } from "./scan/kept.ts";
import type { Reader } from "./scan/languages/language.ts";
import { libraryReading } from "./scan/libraries/index.ts";
import { Packages } from "./scan/libraries/packages.ts";
import { planScan } from "./scan/scan.ts";

/** What the code of a project reads, and what of it was not looked at. */
export interface Code {
  readonly reads: readonly Read[];
  readonly dynamic: readonly Dynamic[];
  readonly leftOut: readonly LeftOut[];
  /** Where the syntax of a file is not understood first, so that a read there may be missing. */
  readonly broken: readonly Span[];
  /** Why git was not asked which files there are; null where it was. */
  readonly withoutGit: string | null;
  readonly files: readonly string[];
  /** Where it loads env files by itself. */
  readonly loads: readonly Span[];
  /** Paths of files that say what a package depends on, one of each package; not those of tests, examples and documentation. */
  readonly manifests: readonly string[];
  /** Which dependency of the packages in these paths, or above them, reads a variable by itself; manifests are read with the first question. */
  readersIn(holds: (path: string) => boolean): (name: string) => string | undefined;
}

/** Lists the files of the working tree or of a commit, reads what is code, and scans it, unless an earlier run did with the very same. */
export async function readCode(host: Host, readers: readonly Reader[] = []): Promise<Code> {
  const listing = host.code();
  const from = identityOf(listing, readers);
  const scanned = recalled(host, listing, from) ?? (await scan(host, listing, { readers, from }));
  const paths = listing.files.map(({ path }) => path);
  let packages: Packages | undefined;
  const known = (): Packages => (packages ??= new Packages(paths, (wanted) => [...host.texts(wanted)].filter(isSource)));
  return {
    ...scanned,
    withoutGit: listing.withoutGit,
    get manifests() {
      return known().manifests;
    },
    readersIn: (holds) => {
      let dependencies: ReadonlySet<string> | undefined;
      return (name) => libraryReading(name, (dependencies ??= known().dependenciesOf(paths.filter(holds))));
    },
  };
}

/** All that a scan follows from; undefined where a file may change without a trace. */
function identityOf({ files, leftOut, withoutGit }: CodeListing, readers: readonly Reader[]): string | undefined {
  const lines = files.map(({ path, mark, executable }) => (mark === null ? undefined : `${path}\0${mark}\0${executable ? "x" : ""}`));
  return lines.includes(undefined) ? undefined : JSON.stringify([readers, lines, leftOut, withoutGit]);
}

function recalled(host: Host, { files }: CodeListing, from: string | undefined): Scanned | undefined {
  const kept = from === undefined ? undefined : host.memory.recall(from);
  if (kept === undefined) return undefined;
  const marks = new Map(files.map(({ path, mark }) => [path, mark]));
  return scannedFrom(kept, (paths) => {
    const sources = new Map<string, Source>();
    // What was written since the listing has its names elsewhere.
    for (const found of host.texts(paths)) if (isSource(found) && found.mark === marks.get(found.path)) sources.set(found.path, found);
    return sources.size === paths.length ? sources : undefined;
  });
}

interface Asked {
  readonly readers: readonly Reader[];
  readonly from: string | undefined;
}

async function scan(host: Host, listing: CodeListing, { readers, from }: Asked): Promise<Scanned> {
  const { files, leftOut } = gather(host, listing);
  const plan = planScan(files, readers);
  const parsers = await host.parsers(plan.grammars);
  const scanned = { ...plan.scan(parsers), leftOut, loads: envFileLoads(files), files: files.map(({ path }) => path) };
  const kept = from === undefined || parsers.gaveUp ? undefined : keptOf(scanned);
  if (from !== undefined && kept !== undefined) host.memory.keep(from, kept);
  return scanned;
}
