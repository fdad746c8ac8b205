import type { LivePlace, Scheme } from "../model/live.ts";
import { didYouMean } from "../text/suggest.ts";

/** Where one environment is declared or lives: `[git:REF:][format:]path[+path...][?option=value[&...]][#selector]`. */
export interface Target {
  /** As the user wrote it. */
  readonly text: string;
  /** The commit whose files are meant; undefined for those of today. */
  readonly ref: string | undefined;
  readonly format: string | undefined;
  readonly place:
    | { readonly kind: "files"; readonly paths: readonly [string, ...string[]] }
    | { readonly kind: "input" }
    | { readonly kind: "self" }
    | { readonly kind: "live"; readonly place: LivePlace };
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly selector: string | undefined;
}

/** A sentence about what is wrong with a target's text. */
export interface TargetMistake {
  readonly mistake: string;
}

const prefix = /^([a-z][a-z0-9-]*):(?!\/\/)(.*)$/s;

/** What runs and can be asked, each with what its targets name. */
const schemes: ReadonlyMap<Scheme, string> = new Map([
  ["pid", "the number of a process"],
  ["name", "the name of a program that runs"],
  ["unit", "a unit of systemd"],
  ["docker", "a container, or project/service of compose"],
  ["podman", "a container, or project/service of compose"],
  ["kube", "namespace/kind/name, and a container behind another slash"],
]);

/** Options that every live target takes: which side is meant, and by which context an engine or a cluster is reached. */
const liveOptions: readonly string[] = ["side", "context"];

export function parseTarget(text: string, formatIds: readonly string[]): Target | TargetMistake {
  const { head, selector } = splitSelector(text);
  const { ref, document } = splitRef(head);
  if (ref !== undefined && !(ref && document)) return { mistake: "git: takes a commit and a path: git:main:compose.yaml" };
  const [scheme, rest = ""] = prefix.exec(document)?.slice(1) ?? [undefined, document];
  const { path, options } = splitOptions(rest);
  const base = { text, ref, options, selector };
  if (scheme === "process" || isScheme(scheme)) return runningTarget(scheme, path, base);
  if (scheme !== undefined && !formatIds.includes(scheme))
    return unknownFormat(scheme, [...new Set([...formatIds, ...schemes.keys(), "process", "git"])]);
  return fileTarget(scheme, path, base);
}

function unknownFormat(scheme: string, known: readonly string[]): TargetMistake {
  return { mistake: `${scheme} is no format; ${didYouMean(scheme, known) ?? "envcheck formats lists them"}` };
}

function fileTarget(format: string | undefined, path: string, base: Base): Target | TargetMistake {
  const place = placeOfPath(path);
  if (place === undefined) return { mistake: "the path is empty" };
  if (place.kind === "input" && format === undefined) return { mistake: "standard input needs a format in front: dotenv:-, kubernetes:-" };
  return { ...base, format, place };
}

/** `git:REF:` in front of a target of files; a ref holds no colon. */
function splitRef(head: string): { ref: string | undefined; document: string } {
  if (!head.startsWith("git:")) return { ref: undefined, document: head };
  const [, ref = "", ...rest] = head.split(":");
  return { ref, document: rest.join(":") };
}

type Base = Omit<Target, "format" | "place">;

function isScheme(word: string | undefined): word is Scheme {
  return [...schemes.keys()].some((scheme) => scheme === word);
}

function runningTarget(scheme: Scheme | "process", name: string, base: Base): Target | TargetMistake {
  if (base.ref !== undefined) return { mistake: "git knows files, and nothing that runs" };
  if (scheme !== "process") return liveTarget(scheme, name, base);
  if (name === "self") return { ...base, format: "process", place: { kind: "self" } };
  return { mistake: "process: takes self; another process is pid:NUMBER, and what env prints is env-dump:FILE or env-dump:-" };
}

function liveTarget(scheme: Scheme, name: string, base: Base): Target | TargetMistake {
  const isWrong = scheme === "pid" ? !/^[1-9]\d{0,9}$/.test(name) : name === "";
  if (isWrong) return { mistake: `${scheme}: takes ${schemes.get(scheme) ?? ""}` };
  const unknown = [...base.options.keys()].find((option) => !liveOptions.includes(option));
  if (unknown !== undefined) return { mistake: `${unknown} is no option of ${scheme}: it takes ${liveOptions.join(", ")}` };
  const [side = "process", ...more] = base.options.get("side") ?? [];
  if (more.length > 0 || (side !== "process" && side !== "declared")) return { mistake: "side is process or declared" };
  return { ...base, format: undefined, place: { kind: "live", place: { scheme, name, options: base.options } } };
}

/** The part of a target's text that its answer hangs on: all but the selector. */
export function liveKey(text: string): string {
  return splitSelector(text).head;
}

function placeOfPath(path: string): Target["place"] | undefined {
  if (path === "-") return { kind: "input" };
  const [first, ...more] = path.split("+");
  if (first === undefined || first === "" || more.includes("")) return undefined;
  return { kind: "files", paths: [tidy(first), ...more.map(tidy)] };
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
  const [wanted, subject] = anyCase ? [glob.toLowerCase(), text.toLowerCase()] : [glob, text];
  if (!wanted.includes("*")) return subject === wanted;
  const [first = "", ...rest] = wanted.split("*");
  const last = rest.pop() ?? "";
  if (!subject.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = subject.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return subject.length - last.length >= at && subject.endsWith(last);
}
