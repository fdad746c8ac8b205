import type { Dynamic, Read, Role } from "../model/read.ts";
import { Sealed } from "../model/sealed.ts";
import { textAt, type Source, type Span } from "../model/source.ts";
import type { Found, FoundAll, Open } from "./found.ts";
import { sanctionsIn } from "./sanctions.ts";

/** A file to scan: what it is for, and the id of the language it is written in. */
export interface ScanFile extends Source {
  readonly role: Role;
  readonly language: string;
}

export interface Scan {
  readonly reads: readonly Read[];
  readonly dynamic: readonly Dynamic[];
  /** Where the syntax of a file is not understood first, so that a read there may be missing. */
  readonly broken: readonly Span[];
}

/** What was found in a file. */
export interface InFile extends FoundAll {
  readonly file: ScanFile;
}

/** All that was found, with what comments say, sorted by path and place. */
export function resultOf(files: readonly ScanFile[], found: readonly InFile[]): Scan {
  const sanctions = new Map(files.map((file) => [file, sanctionsIn(file.text)]));
  const named = files.map((file): InFile => ({ file, reads: sanctions.get(file)?.reads ?? [], open: [] }));
  const reads = [...found, ...named].flatMap(({ file, reads: inFile }) => inFile.map((one) => readOf(one, file)));
  const dynamic = found.flatMap(({ file, open }) =>
    open.map((one) => ({ ...dynamicOf(one, file), sanctioned: sanctions.get(file)?.covers(one.at) === true })),
  );
  const broken = found.flatMap(({ file, broken: [first] = [] }) =>
    first === undefined ? [] : [{ source: file, start: first, end: first }],
  );
  return { reads: numbered(reads).toSorted(byPlace), dynamic: dynamic.toSorted(byPlace), broken };
}

/** A read with its group still by name. */
type Grouped = Omit<Read, "group"> & { readonly oneOf: string | null };

function readOf(found: Found, file: ScanFile): Grouped {
  const { variable, at, mode, confidence, type, via = null, oneOf } = found;
  const instead = found.default === null ? null : new Sealed(found.default.text);
  return {
    variable,
    at: { source: file, start: at.start, end: at.end },
    mode,
    confidence: mode === "required" ? (confidence ?? "certain") : confidence,
    default: instead,
    literal: found.default?.of ?? null,
    type,
    language: file.language,
    role: file.role,
    via,
    oneOf: oneOf === undefined ? null : `${file.path}\0${oneOf}`,
  };
}

function numbered(reads: readonly Grouped[]): readonly Read[] {
  const groups = [...new Set(reads.flatMap(({ oneOf }) => (oneOf === null ? [] : [oneOf])))];
  return reads.map(({ oneOf, ...read }) => ({ ...read, group: oneOf === null ? null : groups.indexOf(oneOf) }));
}

function dynamicOf({ at, prefix, suffix }: Open, file: ScanFile): Omit<Dynamic, "sanctioned"> {
  return {
    at: { source: file, start: at.start, end: at.end },
    prefix: prefix === "" ? null : prefix,
    suffix: suffix === "" ? null : suffix,
    expression: expressionAt({ source: file, ...at }),
    language: file.language,
    role: file.role,
  };
}

/** What stands at a place, on one line and not long. */
export function expressionAt(at: Span): string {
  return textAt(at).replaceAll(/\s+/g, " ").slice(0, 80);
}

interface Placed {
  readonly at: Read["at"];
}

function byPlace(one: Placed, other: Placed): number {
  const [path, otherPath] = [one.at.source.path, other.at.source.path];
  if (path !== otherPath) return path < otherPath ? -1 : 1;
  return one.at.start - other.at.start;
}
