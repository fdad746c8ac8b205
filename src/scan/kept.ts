import type { LeftOut } from "../model/code.ts";
import type { Confidence, Dynamic, Mode, Read, Role } from "../model/read.ts";
import { Sealed } from "../model/sealed.ts";
import type { Source, Span } from "../model/source.ts";
import { plainDefault } from "../text/told-default.ts";
import { retraced, tracesOf, type Traces } from "../text/traces.ts";
import { withhold } from "../text/withhold.ts";
import { Broken, flagIn, listIn, nullOr, numberIn, textIn, wordIn } from "./json.ts";
import { expressionAt, type Scan } from "./result.ts";

/** What a scan says of a listing. */
export interface Scanned extends Scan {
  readonly leftOut: readonly LeftOut[];
  readonly loads: readonly Span[];
  readonly files: readonly string[];
}

const modes = ["required", "default", "optional", "presence"] as const satisfies readonly Mode[];
const confidences = ["certain", "guarded", "asserted", "conditional"] as const satisfies readonly Confidence[];
const roles = ["runtime", "build", "ci", "dev", "test"] as const satisfies readonly Role[];
const literals = ["string", "number", "boolean", "null"] as const satisfies readonly Read["literal"][];

/** More than this is a file of tests for envcheck, or an attack. */
const mostRows = 20_000;

/**
 * A scan as text that holds paths, offsets and words of envcheck's own: of names and defaults only where their characters stand, unless they stand in
 * another file and may be told. Undefined where that cannot be.
 */
export function keptOf({ reads, dynamic, broken, leftOut, loads, files }: Scanned): string | undefined {
  if (reads.length + dynamic.length > mostRows) return undefined;
  const indices = new Map(files.map((path, index) => [path, index]));
  const place = ({ source, start, end }: Span): readonly unknown[] => [indices.get(source.path), start, end];
  const rows = [
    reads.map((read) => {
      const { at, variable, via, mode, confidence, literal, type, language, role, group } = read;
      const texts = [hintOf(variable, at), defaultOf(read), hintOf(via, at)];
      return [...place(at), ...texts, mode, confidence, literal, type, language, role, group];
    }),
    dynamic.map(({ at, prefix, suffix, language, role, sanctioned }) => {
      return [...place(at), hintOf(prefix, at), hintOf(suffix, at), language, role, sanctioned];
    }),
    broken.map(place),
    loads.map(place),
  ];
  if (rows.flat().some((row) => row.includes(undefined))) return undefined;
  return JSON.stringify([files, leftOut.map(({ path, because }) => [path, because]), ...rows]);
}

/** Where its characters stand, or where they do not, the text if it may be told. */
function defaultOf(read: Read): Traces | string | null | undefined {
  const { default: instead, at } = read;
  return instead === null ? null : (tracesOf(instead, at.source.text, at.start) ?? plainDefault(read) ?? undefined);
}

/** The same of a name. */
function hintOf(text: string | null, { source, start }: Span): Traces | string | null | undefined {
  if (text === null) return null;
  return tracesOf(text, source.text, start) ?? (withhold(text) === text ? text : undefined);
}

/** The texts of files, by path; undefined where one is not what it was. */
type SourcesOf = (paths: readonly string[]) => ReadonlyMap<string, Source> | undefined;

/** The scan again, with the texts of the files that it points into; undefined where those are gone, or it is not what `keptOf` wrote. */
export function scannedFrom(kept: string, sourcesOf: SourcesOf): Scanned | undefined {
  try {
    return scannedIn(listIn(JSON.parse(kept)).map(listIn), sourcesOf);
  } catch (error) {
    if (error instanceof Broken || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function scannedIn([names = [], leftOut = [], ...lists]: readonly (readonly unknown[])[], sourcesOf: SourcesOf): Scanned | undefined {
  const files = names.map(textIn);
  const rows = lists.map((list) => list.map(listIn));
  const pathAt = (index: unknown): string => textIn(files[numberIn(index)]);
  const sources = sourcesOf([...new Set(rows.flat().map(([index]) => pathAt(index)))]);
  if (sources === undefined) return undefined;
  const spanOf = ([index, start, end]: readonly unknown[]): Span => spanIn(sources.get(pathAt(index)), start, end);
  const [reads = [], dynamic = [], broken = [], loads = []] = rows;
  return {
    reads: reads.map((row) => readIn(row, spanOf(row))),
    dynamic: dynamic.map((row) => dynamicIn(row, spanOf(row))),
    broken: broken.map(spanOf),
    leftOut: leftOut.map(listIn).map(([path, because]) => ({ path: textIn(path), because: textIn(because) })),
    loads: loads.map(spanOf),
    files,
  };
}

function spanIn(source: Source | undefined, ...offsets: readonly unknown[]): Span {
  const [start = 0, end = 0] = offsets.map(numberIn);
  if (source === undefined || start > end || end > source.text.length) throw new Broken();
  return { source, start, end };
}

function readIn(
  [, , , variable, instead, via, mode, confidence, literal, type, language, role, group]: readonly unknown[],
  at: Span,
): Read {
  return {
    variable: hintedIn(variable, at),
    at,
    mode: wordIn(modes, mode),
    confidence: nullOr(confidence, (json) => wordIn(confidences, json)),
    default: nullOr(instead, (json) => new Sealed(hintedIn(json, at))),
    literal: nullOr(literal, (json) => wordIn(literals, json)),
    type: nullOr(type, textIn),
    language: textIn(language),
    role: wordIn(roles, role),
    via: nullOr(via, (json) => hintedIn(json, at)),
    group: nullOr(group, numberIn),
  };
}

function dynamicIn([, , , prefix, suffix, language, role, sanctioned]: readonly unknown[], at: Span): Dynamic {
  return {
    at,
    prefix: nullOr(prefix, (json) => hintedIn(json, at)),
    suffix: nullOr(suffix, (json) => hintedIn(json, at)),
    expression: expressionAt(at),
    language: textIn(language),
    role: wordIn(roles, role),
    sanctioned: flagIn(sanctioned),
  };
}

function hintedIn(json: unknown, { source }: Span): string {
  return typeof json === "string" ? json : retraced(listIn(json).map(numberIn), source.text);
}
