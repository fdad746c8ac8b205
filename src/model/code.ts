import type { Source } from "./source.ts";

/** A file that may hold code. Paths are posix and relative to the root. */
export interface CodeFile {
  readonly path: string;
  /** Never the same again once the content is written; null where a change might not show: the file was written a moment ago. */
  readonly mark: string | null;
  readonly executable: boolean;
}

/** The text of such a file, with the mark that it had when it was read. */
export interface CodeText extends Source {
  readonly mark: string | null;
}

/** A file that is not looked at; `because` is a clause that follows the path. */
export interface LeftOut {
  readonly path: string;
  readonly because: string;
}

/** What git, or a walk that obeys `.gitignore`, says there is below the root; sorted by path. */
export interface CodeListing {
  readonly files: readonly CodeFile[];
  readonly leftOut: readonly LeftOut[];
  /** Why git was not asked, as a sentence; null where it was. */
  readonly withoutGit: string | null;
}
