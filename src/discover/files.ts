import type { Host } from "../host.ts";
import { isSource, type Source, type Unseen } from "../model/source.ts";
import { holderOf } from "../text/holder.ts";

const holdsComment = holderOf("envcheck-");

/** Reads every file once, whoever asks. */
export class Files {
  readonly host: Host;
  readonly #known = new Map<string, Source | Unseen>();
  readonly #addressed = new Set<Source>();

  constructor(host: Host) {
    this.host = host;
  }

  read(path: string): Source | Unseen {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const found = this.host.read(path);
    this.#known.set(path, found);
    if (isSource(found) && holdsComment(found.text)) this.#addressed.add(found);
    return found;
  }

  /** The paths that globs mean: plain files, and what stands there in place of one, a link for instance. Sorted. */
  named(globs: readonly string[], { folders = true }: { readonly folders?: boolean } = {}): readonly string[] {
    const files = this.host.glob(globs);
    const odd = this.host.unlisted(globs).filter((path) => folders || this.host.kindOf(path) !== "folder");
    return odd.length === 0 ? files : [...files, ...odd].toSorted();
  }

  /** Whether a comment for envcheck may stand in a source, told from when its text was at hand: by now it may have to be read again. */
  mayAddress(source: Source): boolean {
    return this.#addressed.has(source) || this.#known.get(source.path) !== source;
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
