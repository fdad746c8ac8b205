import type { Confidence, Mode } from "../model/read.ts";
import { Sealed } from "../model/sealed.ts";
import { plainDefault } from "../text/told-default.ts";
import { retraced, tracesOf, type Traces } from "../text/traces.ts";
import { withhold } from "../text/withhold.ts";
import type { Extent, Found, FoundAll, Given, Literal, Open, Taken } from "./found.ts";
import { Broken, listIn, nullOr, numberIn, textIn, wordIn } from "./json.ts";

const modes = ["required", "default", "optional", "presence"] as const satisfies readonly Mode[];
const confidences = ["certain", "guarded", "asserted", "conditional"] as const satisfies readonly Confidence[];
const literals = ["string", "number", "boolean"] as const satisfies readonly Literal["of"][];
const givers = ["dotenv", "parameter", "export", "start"] as const satisfies readonly Given["kind"][];

/** The files that are kept. */
export interface Files {
  readonly indexOf: (path: string) => number | undefined;
  readonly textAt: (path: string) => string | undefined;
}

/** What stands for a text: where its characters stand in a file, or the text itself; undefined where it can be neither. */
type Hint = Traces | string | null | undefined;

export function foundKept(found: Found, from: string, files: Files): readonly unknown[] {
  const { path = from, variable, at, mode, confidence, type, via = null, takes, oneOf = null } = found;
  const text = files.textAt(path);
  return [
    at.start,
    at.end,
    path === from ? null : files.indexOf(path),
    hintOf(variable, text, at),
    defaultOf(found, text),
    found.default?.of ?? null,
    hintOf(via, text, at),
    mode,
    confidence,
    type,
    takes === undefined ? null : [hintOf(takes.parameter, text, at), takes.exported === true],
    oneOf,
  ];
}

/** Where its characters stand, or where they do not, the text if it may be told. */
function defaultOf({ variable, default: instead, at }: Found, text: string | undefined): Hint {
  if (instead === null) return null;
  const literal = { variable, default: new Sealed(instead.text), literal: instead.of };
  return (text === undefined ? undefined : tracesOf(instead.text, text, at.start)) ?? plainDefault(literal) ?? undefined;
}

/** The same of a name. */
function hintOf(name: string | null, text: string | undefined, { start }: Extent): Hint {
  if (name === null) return null;
  return (text === undefined ? undefined : tracesOf(name, text, start)) ?? (withhold(name) === name ? name : undefined);
}

export function openKept({ at, prefix, suffix }: Open, path: string, files: Files): readonly unknown[] {
  const text = files.textAt(path);
  return [at.start, at.end, hintOf(prefix, text, at), hintOf(suffix, text, at)];
}

export function allKept({ reads, open, gives = [], broken = [] }: FoundAll, path: string, files: Files): readonly unknown[] {
  const text = files.textAt(path);
  const top = { start: 0, end: 0 };
  return [
    reads.map((found) => foundKept(found, path, files)),
    open.map((one) => openKept(one, path, files)),
    gives.map(({ kind, name, value }) => {
      const instead = defaultOf({ variable: name, at: top, mode: "default", confidence: null, default: value, type: null }, text);
      return [kind, hintOf(name, text, top), instead, value?.of ?? null];
    }),
    broken,
  ];
}

/** The file that something was found in, and all others. One that changed has no text: what is read of it says nothing, and is found anew. */
export interface Texts {
  readonly path: string;
  readonly pathAt: (index: unknown) => string;
  readonly textAt: (path: string) => string | undefined;
}

export function allIn([reads, open, gives, broken]: readonly unknown[], texts: Texts): FoundAll {
  return {
    reads: listIn(reads).map((row) => foundIn(listIn(row), texts)),
    open: listIn(open).map((row) => openIn(listIn(row), texts)),
    gives: listIn(gives).map((row) => givenIn(listIn(row), texts)),
    broken: listIn(broken).map(numberIn),
  };
}

export function foundIn(
  [start, end, index, variable, instead, of, via, mode, confidence, type, takes, oneOf]: readonly unknown[],
  texts: Texts,
): Found {
  const path = index === null ? texts.path : texts.pathAt(index);
  const text = texts.textAt(path);
  return {
    ...(index === null ? {} : { path }),
    variable: hintedIn(variable, text),
    at: extentIn([start, end], text),
    mode: wordIn(modes, mode),
    confidence: nullOr(confidence, (json) => wordIn(confidences, json)),
    default: literalIn(instead, of, text),
    type: nullOr(type, textIn),
    via: nullOr(via, (json) => hintedIn(json, text)),
    ...(takes === null ? {} : { takes: takenIn(listIn(takes), text) }),
    ...(oneOf === null ? {} : { oneOf: textIn(oneOf) }),
  };
}

function takenIn([parameter, exported]: readonly unknown[], text: string | undefined): Taken {
  return { parameter: nullOr(parameter, (json) => hintedIn(json, text)), ...(exported === true ? { exported } : {}) };
}

export function openIn([start, end, prefix, suffix]: readonly unknown[], { path, textAt }: Texts): Open {
  const text = textAt(path);
  return { at: extentIn([start, end], text), prefix: hintedIn(prefix, text), suffix: hintedIn(suffix, text) };
}

function givenIn([kind, name, value, of]: readonly unknown[], { path, textAt }: Texts): Given {
  const text = textAt(path);
  return { kind: wordIn(givers, kind), name: hintedIn(name, text), value: literalIn(value, of, text) };
}

export function extentIn([first, last]: readonly unknown[], text: string | undefined): Extent {
  const [start, end] = [numberIn(first), numberIn(last)];
  if (start > end || (text !== undefined && end > text.length)) throw new Broken();
  return { start, end };
}

function literalIn(json: unknown, of: unknown, text: string | undefined): Literal | null {
  return json === null ? null : { text: hintedIn(json, text), of: wordIn(literals, of) };
}

function hintedIn(json: unknown, text = ""): string {
  return typeof json === "string" ? json : retraced(listIn(json).map(numberIn), text);
}
