import type { Host } from "./host.ts";
import type { CodeListing, LeftOut } from "./model/code.ts";
import type { Dynamic, Read } from "./model/read.ts";
import { isSource, type Source, type Span } from "./model/source.ts";
import { changesIn, isUntouched, listedAnew } from "./scan/changes.ts";
import { othersIn } from "./scan/files/gather.ts";
import { keptOf, surveyIn } from "./scan/kept.ts";
import type { Reader } from "./scan/languages/language.ts";
import { libraryReading } from "./scan/libraries/index.ts";
import { Packages } from "./scan/libraries/packages.ts";
import { rescan } from "./scan/rescan.ts";
import { planScan } from "./scan/scan.ts";
import { loadedBy } from "./scan/started/loaded.ts";
import { surveyed, type Survey, type Surveyed } from "./scan/survey.ts";
import { holdsPath } from "./text/path.ts";

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
  /** What the scripts that start a program set for it, by the path of the script. */
  readonly exports: ReadonlyMap<string, readonly string[]>;
  /** Paths of files that say what a package depends on, one of each package; not those of tests, examples and documentation. */
  manifests(): readonly string[];
  /** The folders of the package in one, and of those of the repository that it is built with; undefined where manifests do not tell all. */
  linkedTo(folder: string): readonly string[] | undefined;
  /** The folder of the only package that is called so; undefined for the root. */
  folderNamed(name: string): string | undefined;
  /**
   * Every file of code in some paths that commands load, each command given as a line of a shell that starts in one of the folders among them; undefined where that
   * is not sure.
   */
  loadedBy(commands: readonly string[], within: readonly string[]): ReadonlySet<string> | undefined;
  /** Which dependency of the packages in these paths, or above them, reads a variable by itself; manifests are read with the first question. */
  readersIn(holds: (path: string) => boolean): (name: string) => string | undefined;
}

/** Lists the files of the working tree or of a commit, reads what is code, and scans it, but for what an earlier run knows of it. */
export async function readCode(host: Host, readers: readonly Reader[] = [], listed = host.code()): Promise<Code> {
  const survey = await surveyOf({ host, listed, readers });
  const listing = await listed;
  const paths = listing.files.map(({ path }) => path);
  let packages: Packages | undefined;
  const known = (): Packages => (packages ??= new Packages(paths, (wanted) => [...host.texts(wanted)].filter(isSource)));
  return {
    ...surveyed(survey, othersIn(listing)),
    withoutGit: listing.withoutGit,
    manifests: () => known().manifests,
    linkedTo: (folder) => known().linkedTo(folder),
    folderNamed: (name) => known().folderNamed(name),
    loadedBy: (commands, within) =>
      loadedBy(commands, {
        paths: paths.filter((path) => within.some((one) => holdsPath(one, path))),
        folders: within.filter((one) => one === "" || one.endsWith("/")),
        texts: (wanted) => sourcesIn(host.texts(wanted)),
        isOwn: (name) => known().isOwn(name),
      }),
    readersIn: (holds) => {
      let dependencies: ReadonlySet<string> | undefined;
      return (name) => libraryReading(name, (dependencies ??= known().dependenciesOf(paths.filter(holds))));
    },
  };
}

function* sourcesIn(texts: ReturnType<Host["texts"]>): Generator<Source> {
  for (const text of texts) if (isSource(text)) yield text;
}

interface Asked {
  readonly host: Host;
  readonly listed: Promise<CodeListing>;
  readonly readers: readonly Reader[];
}

async function surveyOf(asked: Asked): Promise<Surveyed> {
  const { host, readers } = asked;
  const from = JSON.stringify(readers);
  const earlier = await recalled(asked, from);
  const survey = (earlier && (await again(earlier, asked))) ?? (await anew(asked));
  const { common } = survey;
  if (common !== undefined) host.memory.keep(from, () => keptOf({ ...survey, common: common() }));
  return survey;
}

/** What an earlier run knew, with the texts of the files that are what they were. */
async function recalled({ host, listed }: Asked, from: string): Promise<Survey | undefined> {
  const kept = host.memory.recall(from);
  if (kept === undefined) return undefined;
  return surveyIn(kept, async (files) => {
    const marks = new Map((await listed).files.map(({ path, mark }) => [path, mark]));
    const same = files.filter(({ path, mark }) => mark !== null && mark === marks.get(path)).map(({ path }) => path);
    const sources = new Map<string, Source>();
    // What was written since the listing has its names elsewhere.
    for (const found of host.texts(same)) if (isSource(found) && found.mark === marks.get(found.path)) sources.set(found.path, found);
    return sources.size === same.length ? sources : undefined;
  });
}

/** The scan of what changed; undefined where that takes a scan of everything. */
async function again(earlier: Survey, { host, listed, readers }: Asked): Promise<Surveyed | undefined> {
  const listing = await listed;
  if (isUntouched(earlier, listing)) return { ...earlier, common: undefined };
  const changes = changesIn(earlier, listing, host, readers);
  return (
    changes && rescan(earlier, changes, { own: readers, load: (grammars) => host.parsers(grammars), digest: (text) => host.digest(text) })
  );
}

async function anew({ host, listed, readers }: Asked): Promise<Surveyed> {
  const listing = await listed;
  const { files, fresh, code } = listedAnew(listing, host, readers);
  const plan = planScan(fresh, { own: readers, code, digest: (text) => host.digest(text) });
  const parsers = await host.parsers(plan.grammars);
  const { learned, common } = plan.learn(parsers);
  return { files, learned, common: parsers.gaveUp ? undefined : () => ({ ...common(), drift: 0 }) };
}
