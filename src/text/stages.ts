/** What a stage is called in names of files, hosts and buckets; spellings of one stage together. */
const spellings: readonly (readonly string[])[] = [
  ["production", "prod", "prd"],
  ["staging", "stage", "stg"],
  ["development", "dev", "devel"],
  ["qa"],
  ["uat"],
  ["preprod", "preproduction"],
  ["sandbox"],
];

const byWord: ReadonlyMap<string, readonly string[]> = new Map(spellings.flatMap((words) => words.map((word) => [word, words] as const)));

/** Few paths have any of these words, and only those are parted. */
const telltale = new RegExp([...byWord.keys()].join("|"), "i");

/** A path with a stage in it: which one, and what the paths of its siblings have in common. */
export interface StagePath {
  /** Every spelling of the stage, as it is usually written first. */
  readonly words: readonly string[];
  /** The path with a star for the stage. */
  readonly pattern: string;
}

/** The stage that the path names nearest to its end: `overrides/staging.env`, `overlays/production/auth.yaml`. */
export function stageOfPath(path: string): StagePath | undefined {
  if (!telltale.test(path)) return undefined;
  const pieces = path.split(/([/._-])/);
  const index = pieces.findLastIndex((piece) => byWord.has(piece.toLowerCase()));
  const words = byWord.get(pieces[index]?.toLowerCase() ?? "");
  return words === undefined ? undefined : { words, pattern: pieces.with(index, "*").join("") };
}

/** Whether one of the words is part of a host, a bucket or another name of several words: neither the whole text nor a part of a path. */
export function isNamedAfter(text: string, words: readonly string[]): boolean {
  if (text.length > 256 || (text.includes("/") && !text.includes("://"))) return false;
  const said = text.toLowerCase().split(/[^a-z0-9]+/);
  return said.length > 1 && said.some((word) => words.includes(word));
}
