import type { Source } from "../../model/source.ts";
import { parseDockerfile } from "../../text/dockerfile/parse.ts";
import { dirname, joinPath } from "../../text/path.ts";
import { goName, imageName, pythonName } from "./names.ts";
import { assignmentsIn } from "./toml.ts";

/** A kind of manifest; `dependencies` never throws and may name what is none. */
interface Kind {
  readonly of: RegExp;
  dependencies(source: Source): Iterable<string | undefined>;
  /** The dependency that others in the repository have on this package. */
  name?(source: Source): string | undefined;
}

const kinds: readonly Kind[] = [
  { of: /(?:^|\/)package\.json$/, dependencies: ({ text }) => npm(text), name: ({ text }) => npmName(text) },
  {
    of: /(?:^|\/)[\w.-]*requirements[\w.-]*\.(?:txt|in)$|(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/,
    dependencies: ({ text }) => lines(text).flatMap(requirement),
  },
  {
    of: /(?:^|\/)pyproject\.toml$/,
    dependencies: ({ text }) => pyproject(text),
    name: ({ text }) => tomlName(text, /^(?:project|tool\.poetry)$/, "pypi"),
  },
  {
    of: /(?:^|\/)Pipfile$/,
    dependencies: ({ text }) => [...assignmentsIn(text)].filter(({ section }) => section === "packages").map(({ key }) => pythonName(key)),
  },
  { of: /(?:^|\/)setup\.cfg$/, dependencies: ({ text }) => setupCfg(text) },
  { of: /(?:^|\/)go\.mod$/, dependencies: ({ text }) => goMod(text) },
  { of: /(?:^|\/)(?:Gemfile|gems\.rb)$/, dependencies: ({ text }) => first(text, /^[ \t]*gem[ \t(]+["']([^"'\n]+)["']/gm, "gem") },
  {
    of: /(?:^|\/)composer\.json$/,
    dependencies: ({ text }) => keysOf(json(text), ["require"]).map((name) => `composer:${name.toLowerCase()}`),
  },
  { of: /(?:^|\/)Cargo\.toml$/, dependencies: ({ text }) => cargo(text), name: ({ text }) => tomlName(text, /^package$/, "cargo") },
  {
    of: /(?:^|\/)mix\.exs$/,
    dependencies: ({ text }) =>
      lines(text)
        .filter((line) => !/^\s*#|\bonly:\s*(?:\[\s*)?:(?:dev|test)\b/.test(line))
        .flatMap((line) => first(line, /\{\s*:(\w+)\s*,/g, "hex")),
  },
  { of: /(?:^|\/)pom\.xml$/, dependencies: ({ text }) => first(text, /<groupId>\s*([\w.-]+)\s*<\/groupId>/g, "maven") },
  { of: /(?:^|\/)build\.gradle(?:\.kts)?$|(?:^|\/)gradle\/[\w.-]+\.versions\.toml$/, dependencies: ({ text }) => gradle(text) },
  {
    of: /\.(?:cs|fs|vb)proj$/,
    dependencies: (source) => [...nuget(source), ...projectsIn(source)],
    name: ({ path }) => `project:${path}`,
  },
  {
    of: /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.[Dd]ockerfile$/,
    dependencies: images,
  },
];

/** Whether a file says what a package, or an image, is made of. */
export function isManifest(path: string): boolean {
  return kindOf(path) !== undefined;
}

/** What packages depend on: "npm:next-auth", "pypi:psycopg", "go:github.com/jackc/pgx", "maven:" with the group, "image:postgres". */
export function dependenciesIn(manifests: readonly Source[]): ReadonlySet<string> {
  return new Set(
    manifests.flatMap((source) => [...(kindOf(source.path)?.dependencies(source) ?? [])].filter((name) => name !== undefined)),
  );
}

/** What another package of the repository would call this one in its own manifest. */
export function packageNameOf(source: Source): string | undefined {
  return kindOf(source.path)?.name?.(source);
}

function kindOf(path: string): Kind | undefined {
  return kinds.find(({ of }) => of.test(path));
}

function nuget({ text }: Source): string[] {
  const named =
    /<(?:PackageReference|FrameworkReference)[ \t\r\n]+(?:Include|Update)="([^"\n]+)"|<(?:Project|Sdk)[ \t]+(?:Sdk|Name)="([^"/\n]+)/g;
  return first(text, named, "nuget").map((name) => name.toLowerCase());
}

/** Projects of .NET are named by their paths. */
function projectsIn({ path, text }: Source): string[] {
  const [before = "", ...others] = text.split("<!--");
  const code = [before, ...others.map((part) => (part.includes("-->") ? part.slice(part.indexOf("-->")) : ""))].join("");
  const referred = [...code.matchAll(/<ProjectReference[ \t\r\n]+Include="([^"\n]+)"/g)];
  return referred.map(([, to = ""]) => `project:${joinPath(dirname(path), to.replaceAll("\\", "/"))}`);
}

/** Development dependencies too: bundlers carry them into the server, and migrations, builds and tests run with the same environment. */
function npm(text: string): string[] {
  const content = json(text);
  return ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"].flatMap((field) =>
    entriesOf(content, [field]).flatMap(([name, version]) => {
      const aliased = typeof version === "string" ? /^npm:(@?[^@]+)/.exec(version)?.[1] : undefined;
      return [`npm:${name}`, ...(aliased === undefined ? [] : [`npm:${aliased}`])];
    }),
  );
}

function npmName(text: string): string | undefined {
  const name = new Map(entriesOf(json(text), [])).get("name");
  return typeof name === "string" ? `npm:${name}` : undefined;
}

/** Options such as `-r` name none, but for `-e` with an egg. */
function requirement(line: string): (string | undefined)[] {
  return [pythonName(line.split(/(?:^|\s)#/, 1)[0] ?? "")];
}

const isForWork = (group: string): boolean =>
  /^(?:dev|develop|development|tests?|testing|docs?|lint|linting|typing|ci|format)$/i.test(group);

/** PEP 621, and what poetry keeps by itself. */
function* pyproject(text: string): Generator<string | undefined> {
  for (const { section, key, strings } of assignmentsIn(text)) {
    const listed = (section === "project" && key === "dependencies") || (section === "project.optional-dependencies" && !isForWork(key));
    if (listed) yield* strings.map(pythonName);
    const group = /^tool\.poetry\.(?:group\.([\w-]+)\.)?dependencies$/.exec(section);
    if (group !== null && !isForWork(group[1] ?? "main")) yield pythonName(key);
  }
}

/** `install_requires` and the extras of setuptools: a value goes on where lines are indented. */
function* setupCfg(text: string): Generator<string | undefined> {
  let section = "";
  let wanted = false;
  for (const line of lines(text)) {
    const option = /^([\w.-]+)[ \t]*[=:](.*)$/.exec(line);
    if (line.startsWith("[")) section = line.trim();
    if (option !== null || line.startsWith("[")) wanted = isRequirements(section, option?.[1] ?? "");
    const value = option === null ? line : (option[2] ?? "");
    if (wanted && !line.startsWith("[")) yield* requirement(value);
  }
}

function isRequirements(section: string, key: string): boolean {
  return section === "[options]" ? key === "install_requires" : section === "[options.extras_require]" && key !== "" && !isForWork(key);
}

/** What the stages start from; a build argument stands for its default. */
function images(source: Source): (string | undefined)[] {
  const { globals, stages } = parseDockerfile(source);
  const defaults = new Map(globals.map(({ name, value }) => [name, value?.replaceAll(/^["']|["']$/g, "")]));
  const expand = (base: string): string =>
    base.replaceAll(/\$(?:(\w+)|\{(\w+)\})/g, (whole, plain?: string, braced?: string) => defaults.get(plain ?? braced ?? "") ?? whole);
  return stages.map(({ from }) => imageName(expand(from.base)));
}

/** What the module asks for itself; what that brings is not told apart from what is never called. */
function goMod(text: string): string[] {
  let block = "";
  return lines(text).flatMap((line) => {
    if (/^\s*\)/.test(line)) block = "";
    const opened = /^(\w+)\s*\(/.exec(line)?.[1];
    if (opened !== undefined) block = opened;
    const path = (block === "require" ? /^\s+([^\s()]+)\s+v/ : /^require\s+([^\s()]+)\s+v/).exec(line)?.[1];
    return path === undefined || /\/\/\s*indirect/.test(line) ? [] : [goName(path)];
  });
}

/** `name = "1"`, `name.workspace = true`, `[dependencies.name]`, and the crate that a name stands for. */
function* cargo(text: string): Generator<string> {
  for (const { section, key } of assignmentsIn(text)) {
    const [, own] = /(?:^|\.)dependencies(?:\.([\w-]+))?$/.exec(section) ?? [];
    if (own !== undefined) yield `cargo:${own}`;
    else if (/(?:^|\.)dependencies$/.test(section)) yield `cargo:${key.split(".", 1)[0]}`;
  }
  yield* first(text, /\bpackage\s*=\s*"([\w-]+)"/g, "cargo");
}

/** The groups of coordinates, and the plugins. */
function gradle(text: string): string[] {
  const code = lines(text).filter((line) => !/^\s*(?:\/\/|#)/.test(line));
  return code.flatMap((line) => [
    ...first(line, /["']([\w.-]+):[\w.-]+(?::[^"']*)?["']/g, "maven"),
    ...first(line, /\b(?:id|group)\s*(?:[(=:]\s*)?["']([\w.-]+)["']/g, "maven"),
  ]);
}

function tomlName(text: string, where: RegExp, ecosystem: string): string | undefined {
  const name = [...assignmentsIn(text)].find(({ section, key }) => key === "name" && where.test(section))?.strings[0];
  if (name === undefined) return undefined;
  return ecosystem === "pypi" ? pythonName(name) : `${ecosystem}:${name}`;
}

function lines(text: string): string[] {
  return text.split(/\r?\n/);
}

/** What the first group of a pattern that took part found, with its ecosystem. */
function first(text: string, pattern: RegExp, ecosystem: string): string[] {
  return [...text.matchAll(pattern)].flatMap(([, ...groups]) => {
    const name = groups.find((group) => group !== undefined);
    return name === undefined ? [] : [`${ecosystem}:${name}`];
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** The entries of an object below an object, by the keys that lead there. */
function entriesOf(content: unknown, path: readonly string[]): [string, unknown][] {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return [];
  const entries = Object.entries(content);
  const [key, ...rest] = path;
  return key === undefined ? entries : entriesOf(new Map(entries).get(key), rest);
}

function keysOf(content: unknown, path: readonly string[]): string[] {
  return entriesOf(content, path).map(([name]) => name);
}
