import type { Dynamic } from "../../src/model/read.ts";
import type { Source } from "../../src/model/source.ts";
import type { Scan } from "../../src/scan/result.ts";
import type { Parsers } from "../../src/scan/tree.ts";
import { isDefault, scanTexts } from "../support/scan.ts";

/** One way of reading variables; shared/scan/README.md gives the shape. */
export interface Idiom {
  readonly id: string;
  readonly file: string;
  readonly src: string;
  readonly expect: readonly Expected[];
  /** Names that must not be found. */
  readonly absent?: readonly string[];
  readonly dynamic?: readonly { readonly prefix?: string; readonly suffix?: string }[];
  /** May tell of a second file, and of names that may be found. */
  readonly note?: string;
}

interface Expected {
  readonly name: string;
  readonly mode: string;
  readonly default?: unknown;
}

export interface Verdict {
  /** Whether exactly these names are found, and every open read is told. */
  readonly names: boolean;
  /** Whether their modes and defaults are right, too. */
  readonly whole: boolean;
  readonly scan: Scan;
}

export function judgeIdiom(idiom: Idiom, parsers: Parsers): Verdict {
  const scan = scanTexts(sourcesOf(idiom), parsers);
  const names = hasNames(idiom, scan) && (idiom.dynamic ?? []).every((open) => scan.dynamic.some((found) => isSame(found, open)));
  return { names, whole: names && idiom.expect.every((expected) => isFound(expected, scan)), scan };
}

function sourcesOf({ file, src, note = "" }: Idiom): Source[] {
  const [, path, text = ""] = /^with (\S+\.\w+): (.*)$/.exec(note) ?? [];
  const second = path === undefined ? [] : [{ path, text: `${text.replaceAll("; ", "\n")}\n` }];
  return [{ path: file, text: src }, ...second];
}

/** Where a case lists what must be absent, other names are nobody's concern. */
function hasNames({ expect, absent, note = "" }: Idiom, { reads }: Scan): boolean {
  const found = new Set(reads.map(({ variable }) => variable));
  const expected = new Set(expect.map(({ name }) => name));
  if (![...expected].every((name) => found.has(name))) return false;
  if (absent !== undefined) return !absent.some((name) => found.has(name));
  return [...found].every((name) => expected.has(name) || note.includes(name));
}

function isSame(found: Dynamic, open: { readonly prefix?: string; readonly suffix?: string }): boolean {
  return found.prefix === (open.prefix ?? null) && found.suffix === (open.suffix ?? null);
}

function isFound(expected: Expected, { reads }: Scan): boolean {
  return reads.some(
    (read) =>
      read.variable === expected.name &&
      read.mode === expected.mode &&
      (expected.default === undefined || isDefault(read, expected.default)),
  );
}
