import type { Closure, ServiceCode } from "../model/project.ts";
import { valueOf } from "../model/environment.ts";
import type { Dynamic, Read } from "../model/read.ts";
import { absent } from "../model/value.ts";
import { fits } from "../text/name-pattern.ts";

/** What the code of a service does with one variable where it runs. */
export interface Need {
  readonly variable: string;
  /** Those without which it fails come first. */
  readonly reads: readonly Read[];
  /** The read that fails without it, at once or by a check that follows. */
  readonly required: Read | undefined;
  /** Variables that do as well: `DATABASE_URL` where `APP_DATABASE_URL` is read first, `X_FILE` for `X`. */
  readonly alternatives: ReadonlySet<string>;
  /** The script that sets it before it becomes the program. */
  readonly setBy?: string;
}

const known = new WeakMap<ServiceCode, ReadonlyMap<string, Need>>();

/** By name, of what runs in production: not of tests, builds and tools. */
export function needsOf(code: ServiceCode): ReadonlyMap<string, Need> {
  const found = known.get(code) ?? findNeeds(code);
  known.set(code, found);
  return found;
}

function findNeeds({ reads: all, exports }: ServiceCode): ReadonlyMap<string, Need> {
  const reads = all.filter(({ role }) => role === "runtime");
  const byName = new Map<string, Read[]>();
  const groups = new Map<number, string[]>();
  for (const read of reads) {
    const same = byName.get(read.variable);
    if (same === undefined) byName.set(read.variable, [read]);
    else same.push(read);
    if (read.group !== null) groups.set(read.group, [...(groups.get(read.group) ?? []), read.variable]);
  }
  return new Map(
    [...byName].map(([variable, own]): [string, Need] => {
      const grouped = own.flatMap(({ group }) => (group === null ? [] : (groups.get(group) ?? [])));
      const file = `${variable}_FILE`;
      const alternatives = new Set([...grouped, ...(byName.has(file) ? [file] : [])]);
      alternatives.delete(variable);
      const sorted = own.toSorted((one, other) => rank(one) - rank(other));
      const setBy = exports.get(variable);
      const required = setBy === undefined ? sorted.find(fails) : undefined;
      return [variable, { variable, reads: sorted, required, alternatives, ...(setBy === undefined ? {} : { setBy }) }];
    }),
  );
}

/** What `bin/rails` and `rackup` set before they load any code. */
const launched: ReadonlySet<string> = new Set(["RAILS_ENV", "RACK_ENV"]);

/** Only the author's word stands for an asserted read, and a conditional one may never happen. */
function fails({ variable, mode, confidence }: Read): boolean {
  return mode === "required" && (confidence === "certain" || confidence === "guarded") && !launched.has(variable);
}

function rank(read: Read): number {
  return fails(read) ? 0 : ["required", "optional", "default", "presence"].indexOf(read.mode) + 1;
}

/** Whether the variable is certainly not there, and nothing that would do instead may be. */
export function isLacking({ variable, alternatives }: Need, { environment }: Closure): boolean {
  return [variable, ...alternatives].every((name) => valueOf(environment, name).state === "absent");
}

/** Whether nothing that is seen sets the variable, nor what would do instead. What cannot be seen may. */
export function isUnset({ variable, alternatives }: Need, { environment: { entries, backdrop } }: Closure): boolean {
  return [variable, ...alternatives].every(
    (name) => (entries.get(name)?.value ?? backdrop?.find(name)?.value ?? absent).state === "absent",
  );
}

/** Whether code reads names that are made up at run time and begin or end like this one. */
export function isReadByPattern(name: string, { dynamic, patterns }: ServiceCode): boolean {
  return (
    patterns.some((pattern) => fits(name, pattern)) ||
    dynamic.some((one) => countsAsRead(one) && !isBare(one) && name.startsWith(one.prefix ?? "") && name.endsWith(one.suffix ?? ""))
  );
}

/** Whether code reads names of which nothing is known before it runs, so that any may be one of them. */
export function mayReadAny({ dynamic }: ServiceCode): boolean {
  return dynamic.some((one) => countsAsRead(one) && isBare(one));
}

function countsAsRead({ role, sanctioned }: Dynamic): boolean {
  return !sanctioned && role !== "test";
}

function isBare({ prefix, suffix }: Dynamic): boolean {
  return (prefix ?? "") === "" && (suffix ?? "") === "";
}
