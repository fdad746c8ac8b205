import type { CodeFile } from "../../model/code.ts";
import type { Role } from "../../model/read.ts";
import type { Source } from "../../model/source.ts";
import { basename, dirname } from "../../text/path.ts";
import { attributesIn } from "./attributes.ts";
import { type CodeLanguage, languageOf, tellsByFirstLine } from "./language.ts";
import { launchedIn, saysWhatStarts } from "./launched.ts";
import { outranked, roleOf } from "./role.ts";
import { vendorsIn } from "./vendored.ts";

/** What the path of a file says, before it is read. */
export interface FileClass {
  /** Null where only the first line can tell; files without any language have no class. */
  readonly language: CodeLanguage | null;
  readonly role: Role;
  /** Why it is not read: a clause that follows the path. */
  readonly vendored: string | null;
  /** Whether `.gitattributes` says that a program wrote it. */
  readonly generated: boolean;
}

/** Whether the content of a file says something about others: such files are read before any is classed. */
export function isGuide(path: string): boolean {
  return basename(path) === ".gitattributes" || saysWhatStarts(path);
}

const manifest =
  /^(?:package\.json|pyproject\.toml|setup\.py|requirements\.txt|go\.mod|Cargo\.toml|Gemfile|composer\.json|pom\.xml|build\.gradle(?:\.kts)?|mix\.exs|.*\.csproj|Dockerfile)$/;

/** Classes the files of one listing; `guides` are those of them that `isGuide` asks for. Undefined for what is no code. */
export function classify(files: readonly CodeFile[], guides: readonly Source[]): (file: CodeFile) => FileClass | undefined {
  const paths = files.map(({ path }) => path);
  const packages = new Set(paths.filter((path) => manifest.test(basename(path))).map(dirname));
  const attributes = attributesIn(guides.filter(({ path }) => basename(path) === ".gitattributes"));
  const launched = launchedIn(guides.filter(({ path }) => saysWhatStarts(path)));
  const vendored = vendorsIn(paths);
  return ({ path, executable }) => {
    const language = languageOf(path);
    if (language === null && !tellsByFirstLine(path) && !(executable && !/\.\w+$/.test(path))) return undefined;
    const said = attributes(path);
    const role = roleOf(path, path.slice(packageOf(path, packages).length));
    return {
      language,
      role: outranked(role, launched.get(basename(path))),
      vendored: said.vendored === true ? "is third-party code (.gitattributes)" : said.vendored === false ? null : vendored(path),
      generated: said.generated === true,
    };
  };
}

/** The innermost folder with a manifest, with its closing slash. */
function packageOf(path: string, packages: ReadonlySet<string>): string {
  for (let folder = dirname(path); folder !== ""; folder = dirname(folder.slice(0, -1))) if (packages.has(folder)) return folder;
  return "";
}
