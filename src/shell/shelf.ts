import type { Source } from "../model/source.ts";

/** Characters of the texts that are held: enough for any project but a very large one. */
const most = 1024 * 1024;

/** A file's text with the mark of the very content it had; another mark means that the file was written since. */
export interface Content {
  readonly text: string;
  readonly mark: string;
}

/**
 * Holds the texts of the files that were read last; an earlier one is read again when a finding points into it. A file that was written
 * meanwhile has no text any more, since its offsets would then cover other characters, perhaps those of a value.
 */
export class Shelf {
  readonly #held = new Map<FileSource, string>();
  readonly #read: (path: string) => Content | undefined;
  #length = 0;

  constructor(read: (path: string) => Content | undefined) {
    this.#read = read;
  }

  put(path: string, { text, mark }: Content): Source {
    const source = new FileSource(this, path, mark);
    this.#hold(source, text);
    return source;
  }

  textOf(source: FileSource): string {
    return this.#held.get(source) ?? this.#again(source);
  }

  #again(source: FileSource): string {
    const content = this.#read(source.path);
    const text = content?.mark === source.mark ? content.text : "";
    this.#hold(source, text);
    return text;
  }

  #hold(source: FileSource, text: string): void {
    for (const [oldest, { length }] of this.#held) {
      if (this.#length + text.length <= most) break;
      this.#held.delete(oldest);
      this.#length -= length;
    }
    this.#held.set(source, text);
    this.#length += text.length;
  }
}

class FileSource implements Source {
  readonly path: string;
  readonly mark: string;
  readonly #shelf: Shelf;

  constructor(shelf: Shelf, path: string, mark: string) {
    this.#shelf = shelf;
    this.path = path;
    this.mark = mark;
  }

  get text(): string {
    return this.#shelf.textOf(this);
  }
}
