import type { Code } from "../code.ts";
import type { Commands } from "../model/binding.ts";
import { isSource, type Source } from "../model/source.ts";
import { isStart } from "../scan/files/role.ts";
import { basename, dirname } from "../text/path.ts";
import type { Files } from "./files.ts";

/** What may start a script beside Dockerfiles and services: other scripts, process managers, packages. */
const starter = /(?:^|\/)(?:(?!Makefile$)[^./]+|[^/]+\.(?:sh|bash|conf|ini)|package\.json)$/;

type Words = NonNullable<Commands["words"]>;

/** Tells the scripts of an image that nothing in it starts, such as one that sets the secrets of a platform. */
export class Chores {
  readonly #code: Code;
  readonly #files: Files;
  readonly #started = new Map<Words, Map<string, boolean>>();
  readonly #naming = new Map<string, readonly Source[]>();

  constructor(code: Code, files: Files) {
    this.#code = code;
    this.#files = files;
  }

  isChore(source: Source, { words }: Commands): boolean {
    return words !== undefined && isScript(source) && !this.#isStarted(source, words);
  }

  /** By the image, or by a script that is; what is no script may be anywhere. */
  #isStarted(source: Source, words: Words): boolean {
    const known = this.#started.get(words) ?? new Map<string, boolean>();
    this.#started.set(words, known);
    const before = known.get(source.path);
    if (before !== undefined) return before;
    // Scripts that name each other start nothing by that.
    known.set(source.path, false);
    const isStarted = isNamedBy(words, source) || this.#namingOf(source).some((other) => !isScript(other) || this.#isStarted(other, words));
    known.set(source.path, isStarted);
    return isStarted;
  }

  #namingOf({ path }: Source): readonly Source[] {
    const known = this.#naming.get(path);
    if (known !== undefined) return known;
    const others = [...this.#code.files, ...this.#code.manifests()].filter((other) => other !== path && starter.test(other));
    const naming = others
      .map((other) => this.#files.read(other))
      .filter(isSource)
      .filter(({ text }) => text.includes(basename(path)));
    this.#naming.set(path, naming);
    return naming;
  }
}

/** By its own name, or by that of its folder; what looks like a start is that of another image where this one names a start of its own. */
function isNamedBy(words: Words, { path }: Source): boolean {
  const folder = basename(dirname(path).slice(0, -1));
  return words.includes(basename(path)) || words.includes(folder) || (isStart(path) && !words.some(isStart));
}

function isScript({ path, text }: Source): boolean {
  return /\.(?:ba|da|k|z)?sh$/.test(path) || (!basename(path).includes(".") && /^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(text));
}
