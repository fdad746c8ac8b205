import { unseal } from "../../src/model/sealed.ts";
import type { Read } from "../../src/model/read.ts";
import type { Scan } from "../../src/scan/result.ts";
import { scanFiles } from "../../src/scan/scan.ts";
import { GRAMMARS } from "../../src/scan/tree.ts";
import { languageOf } from "../../src/scan/files/language.ts";
import { loadParsers } from "../../src/shell/parsers.ts";

const parsers = loadParsers(GRAMMARS);

/** Scans files given as path and text. */
export async function scanned(files: Readonly<Record<string, string>>): Promise<Scan> {
  const given = Object.entries(files).flatMap(([path, text]) => {
    const language = languageOf(path, text);
    return language === null ? [] : [{ path, text, language, role: "runtime" as const }];
  });
  return scanFiles(given, await parsers);
}

/** What was found, a line each: `A_KEY required`, `B_KEY default "d"`, `C_KEY optional`, `APP_*_URL open`. */
export async function told(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { reads, dynamic } = await scanned(files);
  return [...reads.map(toldRead), ...dynamic.map(({ prefix, suffix }) => `${prefix ?? ""}*${suffix ?? ""} open`)];
}

function toldRead(read: Read): string {
  const literal =
    read.default === null ? "" : ` ${read.literal === "string" ? JSON.stringify(unseal(read.default)) : unseal(read.default)}`;
  return `${read.variable} ${read.mode}${literal}`;
}
