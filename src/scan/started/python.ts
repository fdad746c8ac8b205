import type { Importer } from "./importer.ts";

/** Python as `import` loads it. */
export const python: Importer = {
  ending: /\.pyw?$/,
  imports(text, from) {
    if (opening.test(text)) return undefined;
    const code = text.replaceAll(/\\\r?\n/g, " ");
    return [
      ...[...code.matchAll(plain)].flatMap(([, names = ""]) => names.split(",").flatMap((name) => endsOf(moduleOf(name)))),
      ...[...code.matchAll(taken)].flatMap(([, dots = "", module = "", inner, row = ""]) =>
        takenEnds(folderOf(dots, from), module, inner ?? row),
      ),
      ...[...code.matchAll(written)].flatMap(([, path, name = ""]) => (path === undefined ? endsOf(name) : [path])),
      ...(naming.test(code) ? [...code.matchAll(quoted)].flatMap(([, name = ""]) => endsOf(name)) : []),
    ];
  },
};

/** What loads modules by names that are made up, finds them by itself, or starts further programs. Django does the first, by its settings. */
const opening =
  /\b(?:importlib|__import__|pkgutil|runpy|zipimport|subprocess|entry_points|pluggy|stevedore|autodiscover_tasks|find_modules|import_string|import_module)\b|\bos\.(?:system|exec\w*|spawn\w*|popen)\b|\bexec\s*\(|\bload_extensions?\s*\(\s*[^"'\s]|^[ \t]*(?:from|import)[ \t]+django\b/m;

/** `import a.b as c, d`. */
const plain = /^[ \t]*(?:[\w.]+[ \t]*:[ \t]*)?import[ \t]+([^\n#;]+)/gm;

/** `from ..a import b, c`, where a name may be of a module; in brackets also over several lines. */
const taken = /^[ \t]*from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(?:\(([^()]*)\)|([^\n#;(]+))/gm;

/** What is written like the path of a file, of a module or of an object in one: `"config.py"`, `"app.tasks"`, `"main:app"`. */
const written = /["'](?:([\w./-]+)\.py|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+|[A-Za-z_]\w*(?=:\w))(?::\w+)?)["']/g;

/** What takes names of modules, and these names. */
const naming = /\b(?:Celery|Huey|from_object|include|imports)\b/;
const quoted = /["']([A-Za-z_]\w*)["']/g;

function moduleOf(name: string): string {
  return /[\w.]+/.exec(name)?.[0] ?? "";
}

/** A module, the packages that it lies in, and what the path of an object in it starts with. */
function endsOf(module: string, folder = ""): readonly string[] {
  const parts = module.split(".").filter((part) => part !== "");
  return parts.flatMap((_, at) => {
    const end = folder + parts.slice(0, at + 1).join("/");
    return [end, `${end}/__init__`];
  });
}

function takenEnds(folder: string | undefined, module: string, names: string): readonly string[] {
  const found = names.split(",").map((name) => moduleOf(name.replaceAll(/#[^\n]*/g, "")));
  const around = module === "" ? (folder === undefined ? [] : [`${folder}__init__`]) : endsOf(module, folder);
  return [...around, ...found.filter((name) => name !== "").flatMap((name) => endsOf(`${module}.${name}`, folder))];
}

/** Where relative imports start; undefined for others. */
function folderOf(dots: string, from: string): string | undefined {
  if (dots === "") return undefined;
  const folders = from.split("/").slice(0, -1);
  return folders
    .slice(0, Math.max(folders.length - dots.length + 1, 0))
    .map((folder) => `${folder}/`)
    .join("");
}
