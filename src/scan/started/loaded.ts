import type { Source } from "../../model/source.ts";
import { basename } from "../../text/path.ts";
import { locate } from "../languages/typescript/locate.ts";
import { enter } from "../lists.ts";
import { entriesOf, type Files, isLoadable, withoutEnding } from "./entries.ts";

/** Characters of the longest name of a module that is looked at. */
const longest = 1000;

/** Packages that load every file of a folder, and modules that start further programs. */
const opening =
  /^(?:@fastify\/autoload|fastify-autoload|require-all|require-dir(?:ectory)?|include-all|consign|express-load|moleculer|bree|(?:node:)?(?:child_process|worker_threads|cluster)|piscina|tinypool|jest-worker|execa|shelljs|zx)$/;

/** Components, whose scripts are not looked at. */
const component = /\.(?:vue|svelte|astro|marko|mdx|coffee|civet)$/;

const calls = /(?<![.\w$])(?:require|import)\s*\(/g;

/** What is imported, and whatever else is written like the name of a file of code. */
const named =
  /(?:\bfrom\s*|\bimport\s*|\brequire(?:\.resolve)?\s*\(\s*|\bimport\s*\(\s*)(?:"([^"\n]+)"|'([^'\n]+)'|`([^`\n$]+)`)|["'`]([\w@./-]+\.[cm]?[jt]sx?)["'`]/g;

/**
 * Every file of JavaScript and TypeScript that some commands load, each given as a line of a shell. More may be told than is loaded, and never less: undefined
 * where a command, or a module that it loads, leaves open what else is.
 */
export function loadedBy(commands: readonly string[], files: Files): ReadonlySet<string> | undefined {
  const entries = entriesOf(commands, files);
  if (entries === undefined || entries.length === 0) return undefined;
  const within = new Modules(files.paths.filter(isLoadable));
  const loaded = new Set(entries);
  let next = entries;
  while (next.length > 0) {
    const found = importedBy(next, files, within);
    if (found === undefined) return undefined;
    next = found.filter((path) => !loaded.has(path));
    for (const path of next) loaded.add(path);
  }
  return loaded;
}

/** Undefined also where one of the files cannot be read. */
function importedBy(paths: readonly string[], files: Files, within: Modules): readonly string[] | undefined {
  const found = new Set<string>();
  let read = 0;
  for (const source of files.texts(paths)) {
    const modules = modulesIn(source, files);
    if (modules === undefined) return undefined;
    for (const path of modules.flatMap((module) => within.meant(module, source.path))) found.add(path);
    read += 1;
  }
  return read < paths.length ? undefined : [...found];
}

/** Undefined where they are not all that it may load. */
function modulesIn({ text }: Source, files: Files): readonly string[] | undefined {
  if (loadsUnnamed(text) || loadsMany(text)) return undefined;
  const modules = [...text.matchAll(named)].map(([, ...names]) => names.find((name) => name !== undefined) ?? "");
  const isOpen = (module: string): boolean => opening.test(module) || component.test(module) || files.isOwn(packageOf(module));
  return modules.some(isOpen) ? undefined : modules;
}

function packageOf(module: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? "";
}

/** Whether a module has a name that is made up at run time. */
function loadsUnnamed(text: string): boolean {
  return [...text.matchAll(calls)].some(({ 0: call, index }) => {
    const name = text.slice(index + call.length, index + call.length + longest).trimStart();
    return !/^["']/.test(name) && !/^`[^`$]*`/.test(name);
  });
}

/** Whether a pattern stands for modules, as it does for an object mapper that looks for its entities. */
function loadsMany(text: string): boolean {
  if (text.includes("require.context") || text.includes("import.meta.glob")) return true;
  return text.split(/["'`\n]/).some((piece) => piece.includes("*") && !/\s/.test(piece) && /\b[cm]?[jt]sx?\b/.test(piece));
}

/** Files by the last part of their path without its extension. */
class Modules {
  readonly #byName = new Map<string, { readonly path: string; readonly stem: string }[]>();

  constructor(paths: readonly string[]) {
    for (const path of paths) {
      const stem = path.replace(/(?:\.d)?\.\w+$/, "");
      enter(this.#byName, basename(stem), { path, stem });
    }
  }

  /** All that a module may be: a project maps names as it likes. */
  meant(module: string, from: string): readonly string[] {
    const located = locate(module, from);
    if (module.startsWith(".")) return located.flatMap((end) => this.#ending(end));
    const plain = withoutEnding(module);
    const mapped = [plain, plain.slice(plain.indexOf("/") + 1)].flatMap((end) => [end, `${end}/index`]);
    const beside = isLoadable(module) ? locate(`./${module}`, from) : [];
    return [...located, ...mapped, ...beside].flatMap((end) => this.#ending(end));
  }

  #ending(end: string): readonly string[] {
    const alike = this.#byName.get(basename(end)) ?? [];
    return alike.filter(({ stem }) => stem === end || stem.endsWith(`/${end}`)).map(({ path }) => path);
  }
}
