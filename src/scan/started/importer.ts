/** How the files of one language load each other. */
export interface Importer {
  /** What the paths of its files end with. */
  readonly ending: RegExp;
  /**
   * What a file loads: how the paths of those files may end, without their own ending. More may be told than is loaded, and never less; undefined where not all
   * is to be seen.
   */
  imports(text: string, from: string, isOwn: (name: string) => boolean): readonly string[] | undefined;
}
