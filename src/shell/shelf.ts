import type { Source } from "../model/source.ts";
import { optimiseLess } from "./optimising.ts";
import { boundYoungGeneration } from "./young-generation.ts";

/** Characters of the texts that are held for good: enough for any project but a very large one. */
const most = 2 * 1024 * 1024;
/** Characters of the further texts that are held until others come. */
const window = 64 * 1024;

/** Characters of the first files, with which a run is one over much input. */
const much = 64 * 1024;

/** What tells one content of a file from the next, without reading it. */
export interface Mark {
  readonly node: number;
  readonly size: number;
  readonly changed: number;
}

export interface Content {
  readonly text: string;
  readonly mark: Mark;
}

/**
 * Holds the texts of the first files and of the last one or two; any other is read again when a finding points into it. A file that was written
 * meanwhile has no text any more, since its offsets would then cover other characters, perhaps those of a value.
 */
export class Shelf {
  readonly #passing: FileSource[] = [];
  readonly #againOf = (gone: FileSource): string => this.#again(gone);
  readonly #read: (path: string) => Content | undefined;
  #heldLength = 0;
  #passingLength = 0;

  constructor(read: (path: string) => Content | undefined) {
    this.#read = read;
  }

  put(path: string, { text, mark }: Content): Source {
    const source = new FileSource({ path, mark, text, again: this.#againOf });
    this.#hold(source, text.length);
    return source;
  }

  #again(source: FileSource): string {
    const content = this.#read(source.path);
    const text = content !== undefined && isSame(content.mark, source.mark) ? content.text : "";
    this.#hold(source, text.length);
    return text;
  }

  #hold(source: FileSource, length: number): void {
    if (this.#heldLength + length <= most) {
      this.#heldLength += length;
      if (this.#heldLength > much) optimiseLess();
      return;
    }
    boundYoungGeneration();
    while (this.#passing.length > 0 && this.#passingLength + length > window) this.#passingLength -= this.#passing.shift()?.letGo() ?? 0;
    this.#passingLength += length;
    this.#passing.push(source);
  }
}

function isSame(one: Mark, other: Mark): boolean {
  return one.node === other.node && one.size === other.size && one.changed === other.changed;
}

/** A file whose text may be let go, and is then read again when somebody asks. */
class FileSource implements Source {
  readonly path: string;
  readonly mark: Mark;
  readonly #again: (gone: FileSource) => string;
  #text: string | undefined;

  constructor({ path, mark, text, again }: Content & { readonly path: string; readonly again: (gone: FileSource) => string }) {
    this.path = path;
    this.mark = mark;
    this.#text = text;
    this.#again = again;
  }

  get text(): string {
    return (this.#text ??= this.#again(this));
  }

  /** The characters that are let go. */
  letGo(): number {
    const length = this.#text?.length ?? 0;
    this.#text = undefined;
    return length;
  }
}
