import type { Found, Literal } from "../found.ts";
import { linesOf, moved, placeholdersIn, SPRING, withoutYamlComment } from "../placeholder.ts";
import type { TextPack } from "./text-pack.ts";

/** What a file gives to a name itself is taken where no variable of that name is set. */
const OWN = /^(?<name>[A-Z][A-Z0-9_]*)\s*[:=]\s*(?<value>[^\s$#][^$#]*)?$/;

/** ktor `config-yaml`: a whole value `$NAME`, `$?NAME` or `$NAME:default`. */
const KTOR = /(?<=[:-]\s+["']?)\$(?<maybe>\??)(?<name>[A-Z_][A-Z0-9_]*)(?::(?<or>[^"']{0,500}))?["']?\s*$/;

interface Kind {
  readonly id: string;
  readonly prefilter: RegExp;
  /** Of the same length, without what is no part of it. */
  readonly plain: (text: string) => string;
  /** What of a line is read, by its offset. */
  readonly only: (line: string) => string;
}

function pack({ id, prefilter, plain, only }: Kind): TextPack {
  return {
    id,
    prefilter,
    read(text, path) {
      const reads: Found[] = [];
      const own = new Map<string, Literal>();
      const isKtor = id === "spring-yaml" && /^ktor:/m.test(text);
      const profiled = profiles(text, path);
      for (const { line, start } of linesOf(plain(text))) {
        const kept = only(line);
        const { name, value = "" } = OWN.exec(kept)?.groups ?? {};
        if (name !== undefined) own.set(name, { text: value.trimEnd().replace(/^(["'])(.*)\1$/, "$2"), of: "string" });
        if (!kept.includes("$")) continue;
        const found = [...(isKtor ? ktorIn(kept) : []), ...placeholdersIn(kept, SPRING)];
        reads.push(
          ...moved(found, start).map((read) =>
            profiled(start) && read.mode === "required" ? { ...read, confidence: "conditional" as const } : read,
          ),
        );
      }
      return { reads: reads.map((read) => unfolded(given(read, own.get(read.variable)))), open: [] };
    },
  };
}

/** Where the file, or the document of it around an offset, holds for some profiles only (Spring Boot manual, "Profile Specific Files"). */
function profiles(text: string, path: string): (offset: number) => boolean {
  if (/(?:^|\/)(?:application|bootstrap)-[^/]+$/.test(path)) return () => true;
  const starts = [0, ...[...text.matchAll(/^(?:#|!)?---\s*$/gm)].map(({ index }) => index)];
  const documents = starts.map((start, position) => ({ start, text: text.slice(start, starts[position + 1] ?? text.length) }));
  const within = documents.filter((one) => /\bon-profile\b|^[ \t]*(?:spring\.)?profiles\s*[:=]\s*\S/m.test(one.text));
  return (offset) => within.some((one) => one.start <= offset && offset < one.start + one.text.length);
}

/** What a folded line is filled with. */
const FOLD = "\0";

function unfolded(read: Found): Found {
  if (read.default?.text.includes(FOLD) !== true) return read;
  return { ...read, default: { ...read.default, text: read.default.text.replaceAll(/\0+\s*/g, "") } };
}

function given(read: Found, own: Literal | undefined): Found {
  return own === undefined || read.mode !== "required" ? read : { ...read, mode: "default", default: own };
}

function ktorIn(line: string): readonly Found[] {
  const match = KTOR.exec(line);
  const { maybe, name: variable, or } = match?.groups ?? {};
  if (match === null || variable === undefined) return [];
  const start = match.index + 1 + (maybe ?? "").length;
  const about = { variable, at: { start, end: start + variable.length }, confidence: null, type: null };
  if (or !== undefined) return [{ ...about, mode: "default", default: { text: or.trim(), of: "string" } }];
  return [{ ...about, mode: maybe === "?" ? "optional" : "required", default: null }];
}

/** Spring Boot, Micronaut and Quarkus fill these in from variables. */
export const springYaml = pack({ id: "spring-yaml", prefilter: /\$\{|\$\??[A-Z]/, plain: (text) => text, only: withoutYamlComment });

/** Also of log4j2. A line that ends in a backslash goes on in the next. */
export const properties = pack({
  id: "properties",
  prefilter: /\$\{/,
  plain: (text) =>
    text.replaceAll(/^[ \t]*[#!].*$/gm, (line) => " ".repeat(line.length)).replaceAll(/\\\r?\n/g, (fold) => FOLD.repeat(fold.length)),
  only: (line) => line,
});
