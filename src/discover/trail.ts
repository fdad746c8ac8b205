import type { Source, Unseen } from "../model/source.ts";
import { Files } from "./files.ts";

/** The same files, with every path that is asked for, whether or not something is there. */
export class Trail extends Files {
  readonly #files: Files;
  #asked = new Set<string>();

  constructor(files: Files) {
    super(files.host);
    this.#files = files;
  }

  override read(path: string): Source | Unseen {
    this.#asked.add(path);
    return this.#files.read(path);
  }

  override sources(): readonly Source[] {
    return this.#files.sources();
  }

  /** What a work asks for. */
  follow<Result>(work: () => Result): { readonly result: Result; readonly asked: ReadonlySet<string> } {
    this.#asked = new Set();
    return { result: work(), asked: this.#asked };
  }
}
