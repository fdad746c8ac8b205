import type { Source } from "../../model/source.ts";
import { dirname } from "../../text/path.ts";

/** What `.gitattributes` says of a file, in the words of GitHub's linguist; null where it says nothing. */
export interface Attributes {
  readonly vendored: boolean | null;
  readonly generated: boolean | null;
}

interface Line {
  readonly folder: string;
  /** Without a slash it is of the last part of a path, wherever that is. */
  readonly pattern: readonly Part<string>[];
  readonly vendored: boolean | null;
  readonly generated: boolean | null;
}

/** Reads the files of a repository; the one nearest to a path wins, and in it the last line. */
export function attributesIn(sources: readonly Source[]): (path: string) => Attributes {
  const nearestLast = sources.toSorted((one, other) => dirname(one.path).length - dirname(other.path).length);
  const lines = nearestLast.flatMap(({ path, text }) => text.split("\n").flatMap((line) => parseLine(line, dirname(path))));
  return (path) => {
    const own = lines.filter(({ folder, pattern }) => path.startsWith(folder) && fits(pattern, path.slice(folder.length).split("/")));
    return {
      vendored: own.findLast(({ vendored }) => vendored !== null)?.vendored ?? null,
      generated: own.findLast(({ generated }) => generated !== null)?.generated ?? null,
    };
  };
}

function parseLine(line: string, folder: string): Line[] {
  const [, quoted, bare = "", rest = ""] = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s#!"]\S*))\s+(.*)$/.exec(line) ?? [];
  const words = rest.split(/\s+/);
  const [vendored, generated] = [stateOf(words, "linguist-vendored"), stateOf(words, "linguist-generated")];
  const text = quoted ?? bare;
  if ((vendored === null && generated === null) || text.endsWith("/")) return [];
  return [{ folder, pattern: patternOf(text.includes("/") ? text.replace(/^\//, "") : `**/${text}`), vendored, generated }];
}

function stateOf(words: readonly string[], name: string): boolean | null {
  const word = words.findLast((each) => each.replace(/^[-!]/, "").split("=")[0] === name);
  if (word === undefined || word.startsWith("!")) return null;
  return !word.startsWith("-") && !/=(?:false|0|no|off)$/i.test(word);
}

/** Bytes of a name that a file can have. */
const longestName = 255;

/** What fits one item of a list: null for any number of items. */
type Part<Item> = ((item: Item) => boolean) | null;

/** The segments of a path pattern as gitattributes(5) has them; a star stays within one, `**` is any number. */
function patternOf(glob: string): Part<string>[] {
  return glob.split("/").map((segment) => {
    if (segment === "**") return null;
    if (/^\*?[^*?[\\]*$/.test(segment)) return plain(segment);
    const parts = (segment.match(/\[!?\]?[^\]]*\]|\\?[^]/gu) ?? []).map(characterOf);
    return (name) => name.length <= longestName && fits(parts, Array.from(name));
  });
}

/** What has a star at most in front. */
function plain(segment: string): (name: string) => boolean {
  const end = segment.slice(1);
  return segment.startsWith("*") ? (name) => name.endsWith(end) : (name) => name === segment;
}

function characterOf(part: string): Part<string> {
  if (part === "*") return null;
  if (part === "?") return () => true;
  if (!part.startsWith("[") || part === "[") return (character) => character === part.replace(/^\\/, "");
  const isIn = rangesOf(part.replace(/^\[!?|\]$/g, ""));
  return part.startsWith("[!") ? (character) => !isIn(character) : isIn;
}

function rangesOf(text: string): (character: string) => boolean {
  const ranges = text.match(/[^]-[^]|[^]/gu) ?? [];
  return (character) =>
    ranges.some((range) => (range.length > 2 ? (range[0] ?? "") <= character && character <= (range[2] ?? "") : range === character));
}

/** Goes back to the last star only, so that no pattern takes longer than the product of the two lengths. */
function fits<Item>(parts: readonly Part<Item>[], items: readonly Item[]): boolean {
  let [at, star, mark] = [0, -1, 0];
  for (let i = 0; i < items.length;) {
    const part = parts[at];
    const item = items[i];
    if (part === null) [star, mark, at] = [at, i, at + 1];
    else if (part !== undefined && item !== undefined && part(item)) [at, i] = [at + 1, i + 1];
    else if (star < 0) return false;
    else [at, mark, i] = [star + 1, mark + 1, mark + 1];
  }
  return parts.slice(at).every((part) => part === null);
}
