import { didYouMean } from "../text/suggest.ts";

/** Where one environment is declared or lives: `[format:]path[+path...][?option=value[&...]][#selector]`. */
export interface Target {
  /** As the user wrote it. */
  readonly text: string;
  readonly format: string | undefined;
  readonly place:
    | { readonly kind: "files"; readonly paths: readonly [string, ...string[]] }
    | { readonly kind: "input" }
    | { readonly kind: "process"; readonly pid: number | "self" };
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly selector: string | undefined;
}

/** A sentence about what is wrong with a target's text. */
export interface TargetMistake {
  readonly mistake: string;
}

const prefix = /^([a-z][a-z0-9-]*):(?!\/\/)(.*)$/s;

export function parseTarget(text: string, formatIds: readonly string[]): Target | TargetMistake {
  const { head, selector } = splitSelector(text);
  const [scheme, rest = ""] = prefix.exec(head)?.slice(1) ?? [undefined, head];
  if (scheme === "process" || scheme === "pid") return processTarget(text, scheme, rest);
  if (scheme !== undefined && !formatIds.includes(scheme)) {
    const ids = [...formatIds, "pid"];
    return { mistake: `${scheme} is no format; ${didYouMean(scheme, ids) ?? `the formats are ${ids.join(", ")}`}` };
  }
  const { path, options } = splitOptions(rest);
  const place = placeOfPath(path);
  if (place === undefined) return { mistake: "the path is empty" };
  if (place.kind === "input" && scheme === undefined) return { mistake: "standard input needs a format in front: dotenv:-, kubernetes:-" };
  return { text, format: scheme, place, options, selector };
}

function placeOfPath(path: string): Target["place"] | undefined {
  if (path === "-") return { kind: "input" };
  const [first, ...more] = path.split("+");
  if (first === undefined || first === "" || more.includes("")) return undefined;
  return { kind: "files", paths: [tidy(first), ...more.map(tidy)] };
}

function processTarget(text: string, scheme: string, rest: string): Target | TargetMistake {
  const pid = rest === "self" ? "self" : Number(rest);
  const right = scheme === "process" ? pid === "self" : Number.isSafeInteger(pid) && pid !== 0;
  if (!right) return { mistake: `${scheme}: takes ${scheme === "process" ? "self" : "the number of a process"}` };
  return { text, format: "process", place: { kind: "process", pid }, options: new Map(), selector: undefined };
}

/** A target without its selector, and the selector. */
export function splitSelector(text: string): { head: string; selector: string | undefined } {
  const hash = text.indexOf("#");
  return hash < 0 ? { head: text, selector: undefined } : { head: text.slice(0, hash), selector: text.slice(hash + 1) };
}

function splitOptions(text: string): { path: string; options: Map<string, string[]> } {
  const mark = text.indexOf("?");
  const options = new Map<string, string[]>();
  if (mark < 0) return { path: text, options };
  for (const part of text.slice(mark + 1).split("&")) {
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    options.set(name, [...(options.get(name) ?? []), equals < 0 ? "" : part.slice(equals + 1)]);
  }
  return { path: text.slice(0, mark), options };
}

/** Without `./` in front and slashes behind. */
function tidy(path: string): string {
  return path.replace(/^(?:\.\/+)+/, "").replace(/(?<=[^/])\/+$/, "") || ".";
}

/** Whether an address answers to a selector: segment by segment, `*` for any run of characters, case-insensitive in the kind. */
export function selects(selector: string, address: string): boolean {
  const wanted = selector.split("/");
  const segments = address.split("/");
  if (wanted.length > segments.length) return false;
  return wanted.every((glob, i) => matchesGlob(glob, segments[i] ?? "", i === 0 && segments.length > 1));
}

function matchesGlob(glob: string, text: string, anyCase: boolean): boolean {
  const fold = (part: string): string => (anyCase ? part.toLowerCase() : part);
  const [first = "", ...rest] = fold(glob).split("*");
  const subject = fold(text);
  const last = rest.pop();
  if (last === undefined) return subject === first;
  if (!subject.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = subject.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return subject.length - last.length >= at && subject.endsWith(last);
}
