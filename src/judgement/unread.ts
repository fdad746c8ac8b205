import type { Closure, ServiceCode } from "../model/project.ts";
import type { Entry } from "../model/environment.ts";
import type { Read } from "../model/read.ts";
import { misspelledAmong } from "../text/misspelling.ts";
import { isAmbient } from "../text/ambient.ts";
import { isLacking, mayBeReadByPattern, type Need, needsOf } from "./needs.ts";

/** A variable that is set for code that reads nothing of that name. */
export interface Unread {
  readonly name: string;
  readonly entry: Entry;
  /** What the code reads instead, and does not get. */
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
  const { code, environment, deployment, mentioned } = closure;
  if (code.by === "repository" && !isMostlyRead(closure)) return [];
  const lacking = [...needsOf(code).values()].filter((need) => isLacking(need, closure));
  const meantBy = misspelledAmong(lacking.map(({ variable }) => variable));
  const isFamily = familiesOf(code);
  return [...environment.entries].flatMap(([name, entry]) => {
    if (
      isRead(name, code) ||
      mentioned.has(name) ||
      isUsedAround(name, entry) ||
      deployment?.declarations.has(name) === true ||
      !isFamily(name)
    )
      return [];
    const meant = meantBy(name);
    return [{ name, entry, meant: meant === undefined ? undefined : needsOf(code).get(meant) }];
  });
}

/** Whether the document that sets a name uses it as well: `ENV UID=1000` and `RUN useradd -u $UID`. */
function isUsedAround(name: string, { from: [{ at }] }: Entry): boolean {
  return at.source.text.includes(`$${name}`) || at.source.text.includes(`\${${name}`);
}

/** Whether an environment is surely one of this code, and not of a database or a sidecar beside it. */
function isMostlyRead({ code, environment }: Closure): boolean {
  const set = [...environment.entries.keys()].filter((name) => !isAmbient(name));
  return set.filter((name) => namesOf(code).has(name)).length * 2 >= set.length;
}

/** Whether anything may read the name: the code itself, in whatever role; a library of its; the platform; or a name made up at run time. */
export function isRead(name: string, code: ServiceCode): boolean {
  return namesOf(code).has(name) || isAmbient(name) || code.readerOf(name) !== undefined || mayBeReadByPattern(name, code);
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
