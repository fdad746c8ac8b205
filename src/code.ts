import type { Host } from "./host.ts";
import type { LeftOut } from "./model/code.ts";
import type { Dynamic, Read } from "./model/read.ts";
import { isSource, type Span } from "./model/source.ts";
import { envFileLoads } from "./scan/env-file-loads.ts";
import { gather } from "./scan/files/gather.ts";
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

/** Lists the files of the working tree or of a commit, reads what is code, and scans it. */
export async function readCode(host: Host, readers: readonly Reader[] = []): Promise<Code> {
  const { paths, files, leftOut, withoutGit } = gather(host);
  const packages = new Packages(paths, (wanted) => [...host.texts(wanted)].filter(isSource));
  const plan = planScan(files, readers);
  return {
    ...plan.scan(await host.parsers(plan.grammars)),
    leftOut,
    withoutGit,
    loads: envFileLoads(files),
    files: files.map(({ path }) => path),
    manifests: packages.manifests,
    readersIn: (holds) => {
      let dependencies: ReadonlySet<string> | undefined;
      return (name) => libraryReading(name, (dependencies ??= packages.dependenciesOf(paths.filter(holds))));
    },
  };
}
