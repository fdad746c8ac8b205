import { basename } from "../../text/path.ts";
import { enter } from "../lists.ts";
import { entriesOf, type ProgramFiles } from "./entries.ts";
import type { Importer } from "./importer.ts";
import { javascript } from "./javascript.ts";
import { python } from "./python.ts";

const importers: readonly Importer[] = [javascript, python];

function importerOf(path: string): Importer | undefined {
  return importers.find(({ ending }) => ending.test(path));
}

/**
 * Every file of code that some commands load, each given as a line of a shell, as far as they start Node, Python or nothing of the project. More may be told than
 * is loaded, and never less: undefined where a command, or a file that it loads, leaves open what else is.
 */
export function loadedBy(commands: readonly string[], files: ProgramFiles): ReadonlySet<string> | undefined {
  const code = files.paths.filter((path) => importerOf(path) !== undefined && !path.endsWith(".d.ts"));
  const entries = entriesOf(commands, files);
  if (entries === undefined) return undefined;
  const within = new Ends(code);
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
function importedBy(paths: readonly string[], files: ProgramFiles, within: Ends): readonly string[] | undefined {
  const found = new Set<string>();
  let read = 0;
  for (const { path, text } of files.texts(paths)) {
    const importer = importerOf(path);
    const ends = importer?.imports(text, path, (name) => files.isOwn(name));
    if (importer === undefined || ends === undefined) return undefined;
    for (const end of new Set(ends)) for (const one of within.find(end, importer)) found.add(one);
    read += 1;
  }
  return read < paths.length ? undefined : [...found];
}

/** ProgramFiles by the last part of their paths. */
class Ends {
  readonly #byName = new Map<string, { readonly path: string; readonly stem: string }[]>();

  constructor(paths: readonly string[]) {
    for (const path of paths) {
      const stem = path.replace(/\.\w+$/, "");
      enter(this.#byName, basename(stem), { path, stem });
    }
  }

  /** The files of a language whose paths end so. */
  find(end: string, { ending }: Importer): readonly string[] {
    const alike = this.#byName.get(basename(end)) ?? [];
    return alike.filter(({ path, stem }) => ending.test(path) && (stem === end || stem.endsWith(`/${end}`))).map(({ path }) => path);
  }
}
