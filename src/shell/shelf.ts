import type { Source } from "../model/source.ts";

/** Characters of the texts that are held for good: enough for any project but a very large one. */
const most = 2 * 1024 * 1024;
/** Characters of the further texts that are held until others come. */
const window = 64 * 1024;

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
  readonly #held = new Map<FileSource, string>();
  readonly #passing = new Map<FileSource, string>();
  readonly #read: (path: string) => Content | undefined;
  #heldLength = 0;
  #passingLength = 0;

  constructor(read: (path: string) => Content | undefined) {
    this.#read = read;
  }

  put(path: string, { text, mark }: Content): Source {
    const source = new FileSource(this, path, mark);
    this.#hold(source, text);
    return source;
  }

  textOf(source: FileSource): string {
    return this.#held.get(source) ?? this.#passing.get(source) ?? this.#again(source);
  }

  #again(source: FileSource): string {
    const content = this.#read(source.path);
    const text = content !== undefined && isSame(content.mark, source.mark) ? content.text : "";
    this.#hold(source, text);
    return text;
  }

  #hold(source: FileSource, text: string): void {
    if (this.#heldLength + text.length <= most) {
      this.#heldLength += text.length;
      this.#held.set(source, text);
      return;
    }
    for (const [oldest, { length }] of this.#passing) {
      if (this.#passingLength + text.length <= window) break;
      this.#passing.delete(oldest);
      this.#passingLength -= length;
    }
    this.#passingLength += text.length;
    this.#passing.set(source, text);
  }
}

function isSame(one: Mark, other: Mark): boolean {
  return one.node === other.node && one.size === other.size && one.changed === other.changed;
}

class FileSource implements Source {
  readonly path: string;
  readonly mark: Mark;
  readonly #shelf: Shelf;

  constructor(shelf: Shelf, path: string, mark: Mark) {
    this.#shelf = shelf;
    this.path = path;
    this.mark = mark;
  }

  get text(): string {
    return this.#shelf.textOf(this);
  }
}
