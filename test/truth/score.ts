import type { Dynamic, Read } from "../../src/model/read.ts";
import { positionOf, type Span } from "../../src/model/source.ts";
import type { Scan } from "../../src/scan/result.ts";
import { isDefault } from "../support/scan.ts";
import type { TrueDynamic, TrueRead, TrueVariable, Truth } from "./truth.ts";

/** How many of how many. */
export interface Share {
  readonly good: number;
  readonly of: number;
}

/** What is measured, in the order of the table. */
export const measures = [
  "recall",
  "precision",
  "reads",
  "mode",
  "required",
  "false required",
  "default",
  "dynamic",
  "guessed",
  "negatives",
] as const;

export type Measure = (typeof measures)[number];

export interface Score {
  readonly repo: string;
  /** By measure. */
  readonly shares: Readonly<Record<string, Share>>;
  /** What is wrong, one line each, with its place. */
  readonly misses: readonly string[];
}

/** Kinds of dynamic reads that a tool must tell; the others are bodies of wrappers, libraries and structs. */
const told: ReadonlySet<string> = new Set(["prefix", "suffix", "variable", "unknown"]);

/** Lines that a place may be off: a call is often written over several. */
const slack = 2;

/**
 * The whole checkout is scanned, since constants and wrappers live in any file; only what is read in the files that people read counts, and not
 * what a test or a pipeline reads: those are the gate's concern in no stage.
 */
export function score(truth: Truth, scan: Scan): Score {
  const files = new Set(truth.files);
  const counts = (each: Read | Dynamic): boolean => files.has(each.at.source.path) && each.role !== "test" && each.role !== "ci";
  const reads = scan.reads.filter(counts);
  const dynamic = scan.dynamic.filter(counts);
  const parts = [...ofVariables(truth, reads), ...ofReads(truth, reads), ...ofDynamic(truth, reads, dynamic), ofNegatives(truth, reads)];
  const shares = Object.fromEntries(parts.map(({ measure, share }) => [measure, share]));
  return { repo: truth.repo, shares, misses: parts.flatMap(({ misses }) => misses) };
}

interface Part {
  readonly measure: Measure;
  readonly share: Share;
  readonly misses: readonly string[];
}

/** A part whose misses are what makes it less than whole. */
function part<Item>(measure: Measure, items: readonly Item[], isGood: (item: Item) => boolean, tell: (item: Item) => string): Part {
  const bad = items.filter((item) => !isGood(item));
  return { measure, share: { good: items.length - bad.length, of: items.length }, misses: bad.map((item) => `${measure}: ${tell(item)}`) };
}

/** The same for what should not be: the items that are bad are the ones that count. */
function faults<Item>(measure: Measure, items: readonly Item[], isBad: (item: Item) => boolean, tell: (item: Item) => string): Part {
  const { share, misses } = part(measure, items, (item) => !isBad(item), tell);
  return { measure, share: { good: share.of - share.good, of: share.of }, misses };
}

function ofVariables(truth: Truth, reads: readonly Read[]): Part[] {
  const known = new Map(truth.variables.map((variable) => [variable.name, variable]));
  const ignored = ignoredNames(truth);
  const found = new Map(reads.filter(({ variable }) => known.has(variable) || !ignored.has(variable)).map((read) => [read.variable, read]));
  const required = new Map(
    reads
      .filter(({ variable, mode, confidence }) => found.has(variable) && mode === "required" && confidence !== "asserted")
      .map((read) => [read.variable, read]),
  );
  return [
    part("recall", truth.variables, ({ name }) => found.has(name), tellVariable),
    part("precision", [...found.values()], ({ variable }) => known.has(variable), tellRead),
    part(
      "required",
      truth.variables.filter((variable) => variable.required),
      ({ name }) => required.has(name),
      tellVariable,
    ),
    faults("false required", [...required.values()], ({ variable }) => known.get(variable)?.required !== true, tellRead),
  ];
}

/** Names that are neither right nor wrong. */
function ignoredNames({ dynamic, variables }: Truth): ReadonlySet<string> {
  const technical = dynamic.filter(({ kind }) => kind === "technical").flatMap(({ expr }) => expr.split(" ")[0] ?? []);
  return new Set([
    ...technical,
    ...dynamic.flatMap(({ resolvesTo = [] }) => resolvesTo),
    ...variables.flatMap(({ relaxed = [] }) => relaxed),
  ]);
}

interface Pair {
  readonly name: string;
  readonly truth: TrueRead;
  readonly found: readonly Read[];
}

function ofReads(truth: Truth, reads: readonly Read[]): Part[] {
  const byName = new Map<string, Read[]>();
  for (const read of reads) byName.set(read.variable, [...(byName.get(read.variable) ?? []), read]);
  const pairs = truth.variables.flatMap(({ name, reads: all }) =>
    all.map((each): Pair => ({ name, truth: each, found: (byName.get(name) ?? []).filter(({ at }) => isAt(at, each)) })),
  );
  const matched = pairs.filter(({ found }) => found.length > 0);
  return [
    part("reads", pairs, ({ found }) => found.length > 0, tellPair),
    part("mode", matched, ({ truth: each, found }) => found.some((read) => isMode(read, each)), tellPair),
    part(
      "default",
      matched.filter(({ truth: each }) => each.default !== undefined),
      ({ truth: each, found }) => found.some((read) => isDefault(read, each.default)),
      tellPair,
    ),
  ];
}

/** The truth calls a read optional that code after it makes required; to say so is as right. */
function isMode({ mode, confidence }: Read, truth: TrueRead): boolean {
  if (mode === truth.mode) return true;
  if (mode !== "required") return false;
  return confidence === "asserted" ? truth.asserted === true : truth.guarded === true;
}

function tellPair({ name, truth, found }: Pair): string {
  const expected = truth.default === undefined ? truth.mode : `${truth.mode} ${JSON.stringify(truth.default)}`;
  const seen = found.map(({ mode, literal }) => (literal === null ? mode : `${mode} (${literal})`)).join(", ");
  return `${name} ${placeOf(truth)} expected ${expected}${seen === "" ? "" : `, got ${seen}`}`;
}

function ofDynamic(truth: Truth, reads: readonly Read[], dynamic: readonly Dynamic[]): Part[] {
  const known = new Set([...truth.variables.map(({ name }) => name), ...ignoredNames(truth)]);
  const open = truth.dynamic.filter(({ kind }) => told.has(kind));
  const isTold = (place: TrueDynamic): boolean =>
    dynamic.some(({ at, prefix, suffix }) => isAt(at, place) && isPart(place.prefix, prefix) && isPart(place.suffix, suffix));
  const isGuessed = (place: TrueDynamic): boolean => reads.some(({ at, variable }) => isAt(at, place) && !known.has(variable));
  return [part("dynamic", open, isTold, tellDynamic), faults("guessed", truth.dynamic, isGuessed, tellDynamic)];
}

/** The truth gives a part of the name only where it can be known. */
function isPart(known: string | undefined, found: string | null): boolean {
  return known === undefined || known === found;
}

/** A name may be a negative in a file that also reads it elsewhere. */
function ofNegatives({ negatives, variables }: Truth, reads: readonly Read[]): Part {
  const real = new Map(variables.map(({ name, reads: all }) => [name, all]));
  const isReal = ({ variable, at }: Read): boolean => (real.get(variable) ?? []).some((place) => isAt(at, place));
  return faults(
    "negatives",
    negatives,
    ({ name, file }) => reads.some((read) => read.variable === name && read.at.source.path === file && !isReal(read)),
    ({ name, ...place }) => `${name} ${placeOf(place)}`,
  );
}

function tellVariable({ name, reads: [first] }: TrueVariable): string {
  return first === undefined ? name : `${name} ${placeOf(first)}`;
}

function tellRead({ variable, at }: Read): string {
  return `${variable} ${placeOf({ file: at.source.path, line: positionOf(at).line })}`;
}

function tellDynamic(place: TrueDynamic): string {
  return `${place.kind} ${placeOf(place)} ${place.expr}`;
}

interface Line {
  readonly file: string;
  readonly line: number;
}

function isAt(at: Span, { file, line }: Line): boolean {
  return at.source.path === file && Math.abs(positionOf(at).line - line) <= slack;
}

function placeOf({ file, line }: Line): string {
  return `${file}:${String(line)}`;
}
