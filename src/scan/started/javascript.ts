import { locate } from "../languages/typescript/locate.ts";
import type { Importer } from "./importer.ts";

const ending = /\.[cm]?[jt]sx?$/;

/** JavaScript and TypeScript as Node and bundlers load them. */
export const javascript: Importer = {
  ending,
  imports(text, from, isOwn) {
    if (loadsUnnamed(text) || loadsMany(text)) return undefined;
    const modules = [...text.matchAll(named)].map(([, ...names]) => names.find((name) => name !== undefined) ?? "");
    const isOpen = (module: string): boolean => opening.test(module) || component.test(module) || isOwn(packageOf(module));
    return modules.some(isOpen) ? undefined : modules.flatMap((module) => endsOf(module, from));
  },
};

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

/** A project maps names as it likes. */
function endsOf(module: string, from: string): readonly string[] {
  const located = locate(module, from);
  if (module.startsWith(".")) return located;
  const plain = module.replace(ending, "");
  const mapped = [plain, plain.slice(plain.indexOf("/") + 1)].flatMap((end) => [end, `${end}/index`]);
  return [...located, ...mapped, ...(ending.test(module) ? locate(`./${module}`, from) : [])];
}
