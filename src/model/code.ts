/** A file that may hold code. Paths are posix and relative to the root. */
export interface CodeFile {
  readonly path: string;
  /** The git object that holds exactly this content; null where only reading tells: changed, untracked, or no repository. */
  readonly blob: string | null;
  readonly executable: boolean;
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
