import type { Code } from "../code.ts";
import type { Commands } from "../model/binding.ts";
import { isSource, type Source } from "../model/source.ts";
import { isStart } from "../scan/files/role.ts";
import { basename, dirname } from "../text/path.ts";
import type { Files } from "./files.ts";

/** What may start a script beside Dockerfiles and services: other scripts, process managers, packages. */
const starter = /(?:^|\/)(?:(?!Makefile$)[^./]+|[^/]+\.(?:sh|bash|conf|ini)|package\.json)$/;

/** Tells the scripts of an image that nothing in it starts, such as one that sets the secrets of a platform. */
export class Chores {
  readonly #code: Code;
  readonly #files: Files;
  readonly #known = new Map<string, boolean>();

  constructor(code: Code, files: Files) {
    this.#code = code;
    this.#files = files;
  }

  isChore(source: Source, { words }: Commands): boolean {
    if (!isScript(source) || isStart(source.path) || words === undefined) return false;
    const folder = basename(dirname(source.path).slice(0, -1));
    return !words.includes(basename(source.path)) && !words.includes(folder) && !this.#isNamed(source);
  }

  #isNamed({ path }: Source): boolean {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const others = [...this.#code.files, ...this.#code.manifests()].filter((other) => other !== path && starter.test(other));
    const isNamed = others.some((other) => {
      const found = this.#files.read(other);
      return isSource(found) && found.text.includes(basename(path));
    });
    this.#known.set(path, isNamed);
    return isNamed;
  }
}

function isScript({ path, text }: Source): boolean {
  return /\.(?:ba|da|k|z)?sh$/.test(path) || (!basename(path).includes(".") && /^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(text));
}
