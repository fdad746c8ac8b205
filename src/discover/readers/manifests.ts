import type { Source, Span } from "../../model/source.ts";
import { basename } from "../../text/path.ts";
import { jsonDocument } from "../../text/platform/json.ts";
import { get, pairsOf, spanOf, textOf } from "../../text/yaml.ts";

/** A library that a manifest names, and the format that it reads env files as. */
export interface Library {
  readonly format: string;
  readonly by: string;
  readonly at: Span;
}

/** What a manifest may name, and the format that comes of it. What stands above loads what stands below, so the first counts. */
type Names = readonly (readonly [name: string, format: string])[];

const ofNode: Names = [
  ["next", "next"],
  ["@dotenvx/dotenvx", "dotenvx"],
  ["dotenv-expand", "dotenv-expand"],
  ["dotenv", "dotenv"],
];
const ofPhp: Names = [
  ["symfony/dotenv", "symfony-dotenv"],
  ["vlucas/phpdotenv", "phpdotenv"],
  ["laravel/framework", "phpdotenv"],
];

/** Manifests that are no JSON: the first group of each pattern is the name of the library. */
const patterns: readonly (readonly [manifest: RegExp, library: RegExp, format: string])[] = [
  ...[
    ["django-environ", "django-environ"] as const,
    ["python-decouple", "python-decouple"] as const,
    ["python-dotenv", "python-dotenv"] as const,
  ].map(([name, format]) => [/^(?:requirements[\w.-]*\.txt|pyproject\.toml|Pipfile)$/, pythonPackage(name), format] as const),
  [/^Gemfile$/, /^[ \t]*gem[ \t]+["'](dotenv(?:-rails)?)["']/dm, "ruby-dotenv"],
  [/^go\.mod$/, /^[ \t]*(?:require[ \t]+)?(github\.com\/joho\/godotenv)[ \t]+v/dm, "godotenv"],
  [/^Cargo\.toml$/, /^(?:\[dependencies\.)?(dotenvy)(?:\]|[ \t]*=)/dm, "dotenvy"],
];

function pythonPackage(name: string): RegExp {
  return new RegExp(`(?:^[ \\t]*|["'])(${name.replace("-", "[-_.]")})[ \\t]*(?:[=<>~!;#[\\r"']|$)`, "dim");
}

/** The manifests of a folder that may name a library. */
export const manifestGlobs = ["{package,composer}.json", "requirements*.txt", "{pyproject,Cargo}.toml", "{Pipfile,Gemfile}", "go.mod"];

/** The library of a manifest that reads env files. */
export function libraryIn(source: Source): Library | undefined {
  const name = basename(source.path);
  if (name.endsWith(".json")) return source.text.includes('"') ? inJson(source, name === "package.json" ? ofNode : ofPhp) : undefined;
  for (const [manifest, library, format] of patterns) {
    const [start, end] = manifest.test(name) ? (library.exec(source.text)?.indices?.[1] ?? []) : [];
    if (start !== undefined && end !== undefined) return { format, by: source.text.slice(start, end), at: { source, start, end } };
  }
  return undefined;
}

function inJson(source: Source, names: Names): Library | undefined {
  const { root } = jsonDocument(source);
  const keys = ["dependencies", "devDependencies", "require"].flatMap((list) => pairsOf(get(root, list)).map(({ key }) => key));
  for (const [name, format] of names) {
    const key = keys.find((each) => textOf(each) === name);
    if (key !== undefined) return { format, by: name, at: spanOf(source, key) };
  }
  return undefined;
}
