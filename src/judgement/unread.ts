import type { Closure, ServiceCode } from "../model/project.ts";
import type { Entry, Environment } from "../model/environment.ts";
import type { Read } from "../model/read.ts";
import { misspelledAmong } from "../text/misspelling.ts";
import { isAmbient } from "../text/ambient.ts";
import { isReadByPattern, isUnset, mayReadAny, type Need, needsOf } from "./needs.ts";

/** A variable that is set for code that reads nothing of that name. */
export interface Unread {
  readonly name: string;
  readonly entry: Entry;
  /** What the code reads instead, and nothing that is seen sets. */
  readonly meant: Need | undefined;
}

/** Names of one family that the code reads, so that another of that family is meant for it: `GOTRUE_` of GOTRUE_SITE_URL. */
const fewest = 3;

const known = new WeakMap<Closure, readonly Unread[]>();

/** What is set in an environment for code that does not read it. */
export function unreadOf(closure: Closure): readonly Unread[] {
  const found = known.get(closure) ?? findUnread(closure);
  known.set(closure, found);
  return found;
}

function findUnread(closure: Closure): readonly Unread[] {
  const { code } = closure;
  const needs = needsOf(code);
  const isFamily = familiesOf(code);
  const lacking = [...needs.values()].filter((need) => isUnset(need, closure)).map(({ variable }) => variable);
  const meantBy = meantAmong(lacking, isFamily);
  const mayBeRead = mayReadAny(code);
  return idleIn(closure).flatMap(([name, entry]) => {
    const meant = meantBy(name);
    if (!isFamily(name) && (meant === undefined || code.by === "repository")) return [];
    if (meant === undefined && mayBeRead) return [];
    return [{ name, entry, meant: meant === undefined ? undefined : needs.get(meant) }];
  });
}

/** What is set without being declared, and neither the code reads by its name nor the documents use themselves. */
export function idleIn({ code, environment, deployment, mentioned }: Closure): readonly (readonly [string, Entry])[] {
  if (code.by === "repository" && !isMostlyRead(code, environment)) return [];
  return [...environment.entries].filter(
    ([name, entry]) =>
      !isReadByName(name, code) && !mentioned.has(name) && !isUsedAround(name, entry) && deployment?.declarations.has(name) !== true,
  );
}

/** The name that is likely meant: a misspelt one, or one with or without the word that others of its family begin with, such as FF_ENABLE_OTEL for ENABLE_OTEL. */
function meantAmong(lacking: readonly string[], isFamily: (name: string) => boolean): (written: string) => string | undefined {
  const misspelt = misspelledAmong(lacking);
  return (written) =>
    misspelt(written) ??
    lacking.find((other) => {
      const [longer, shorter] = written.length > other.length ? [written, other] : [other, written];
      return longer === `${firstWord(longer)}_${shorter}` && shorter.includes("_") && isFamily(longer);
    });
}

/** Whether the document that sets a name uses it as well: `ENV UID=1000` and `RUN useradd -u $UID`. */
function isUsedAround(name: string, { from: [{ at }] }: Entry): boolean {
  return at.source.text.includes(`$${name}`) || at.source.text.includes(`\${${name}`);
}

/** Whether an environment is surely one of this code, and not of a database or a sidecar beside it. */
function isMostlyRead(code: ServiceCode, environment: Environment): boolean {
  const set = [...environment.entries.keys()].filter((name) => !isAmbient(name));
  return set.filter((name) => namesOf(code).has(name)).length * 2 >= set.length;
}

/** Whether anything may read the name: the code itself, in whatever role; a library of its; the platform; or a name made up at run time. */
export function isRead(name: string, code: ServiceCode): boolean {
  return isReadByName(name, code) || mayReadAny(code);
}

function isReadByName(name: string, code: ServiceCode): boolean {
  return namesOf(code).has(name) || isAmbient(name) || code.readerOf(name) !== undefined || isReadByPattern(name, code);
}

const names = new WeakMap<ServiceCode, ReadonlySet<string>>();

function namesOf(code: ServiceCode): ReadonlySet<string> {
  const found = names.get(code) ?? new Set(code.reads.map(({ variable }: Read) => variable));
  names.set(code, found);
  return found;
}

/** Whether a name is surely meant for this code: it reads several with the same first word. */
function familiesOf(code: ServiceCode): (name: string) => boolean {
  const sizes = new Map<string, number>();
  for (const name of namesOf(code)) sizes.set(firstWord(name), (sizes.get(firstWord(name)) ?? 0) + 1);
  return (name) => (sizes.get(firstWord(name)) ?? 0) >= fewest;
}

function firstWord(name: string): string {
  return name.split("_", 1)[0] ?? name;
}
