import type { Host } from "../host.ts";
import { isSource, type Source, type Unseen } from "../model/source.ts";

/** Reads every file once, whoever asks. */
export class Files {
  readonly host: Host;
  readonly #known = new Map<string, Source | Unseen>();

  constructor(host: Host) {
    this.host = host;
  }

  read(path: string): Source | Unseen {
    const found = this.#known.get(path) ?? this.host.read(path);
    this.#known.set(path, found);
    return found;
  }

  /** Everything that could be read so far. */
  sources(): readonly Source[] {
    return [...this.#known.values()].filter(isSource);
  }

  /** The number of files that could be read so far. */
  get count(): number {
    return this.sources().length;
  }
}
