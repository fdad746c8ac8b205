import type { CodeListing } from "../../src/model/code.ts";
import type { Read } from "../../src/model/read.ts";
import { unseal } from "../../src/model/sealed.ts";
import type { Source } from "../../src/model/source.ts";
import { gather } from "../../src/scan/files/gather.ts";
import type { Scan } from "../../src/scan/result.ts";
import { scanFiles } from "../../src/scan/scan.ts";
import type { Parsers } from "../../src/scan/tree.ts";

/** Scans files made of strings as a repository that holds nothing else. */
export function scanTexts(sources: readonly Source[], parsers: Parsers): Scan {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const listing: CodeListing = {
    files: sources.map(({ path }) => ({ path, mark: null, executable: false })),
    leftOut: [],
    withoutGit: null,
  };
  const texts = (paths: readonly string[]): Source[] => paths.flatMap((path) => byPath.get(path) ?? []);
  return scanFiles(gather({ texts }, listing).files, parsers);
}

/** Whether a default that was found is the literal of a JSON document: `False` of Python is false, `2_592_000` is 2592000. */
export function isDefault(read: Read, expected: unknown): boolean {
  if (read.default === null) return false;
  const text = unseal(read.default);
  if (typeof expected === "number") return Number(text.replaceAll("_", "")) === expected;
  if (typeof expected === "boolean") return text.toLowerCase() === String(expected);
  return text === String(expected);
}
