import { type Secrecy, secrecyOf } from "../judgement/secrecy.ts";
import type { Difference } from "../model/difference.ts";
import { type Environment, type Listed, valueOf } from "../model/environment.ts";
import { keptAs } from "../model/record.ts";
import { unknown, type Value } from "../model/value.ts";
import { comesByItself, isOwnOfProcess, serviceLinksIn } from "../text/ambient.ts";
import { type Comparer, compareSeen } from "./comparer.ts";

export type { Difference } from "../model/difference.ts";

/**
 * What is different from `before` to `after`, sorted by name. A difference is `ambient` where nobody configured it: a name whose value is another one in
 * each process, or that a process has by itself and a document does not set. Reports leave these out.
 */
export function compareEnvironments(
  before: Environment,
  after: Environment,
  same: Comparer = compareSeen,
  isSecret: Secrecy = secrecyOf(),
): readonly Difference[] {
  const names = new Set([...before.entries.keys(), ...after.entries.keys()]);
  const areDeclared = isDeclared(before) && isDeclared(after);
  const isAmbient = ambienceOf(before, after);
  return [...names].toSorted().flatMap((name) => {
    const [one, other] = [valueOf(before, name), valueOf(after, name)];
    const kind = kindOf(one, other, areDeclared, () => same(name, one, other));
    if (kind === undefined) return [];
    const secret = isSecret(name, one) || isSecret(name, other);
    return [{ name, kind, before: listedIn(before, name), after: listedIn(after, name), secret, ambient: isAmbient(name) }];
  });
}

/** Whether it is what documents say, or a record of that: a process has its texts even where the documents do not show them. */
function isDeclared(environment: Environment): boolean {
  const { instance, recorded } = environment.workload;
  return instance === undefined && (recorded?.seen.length ?? 0) === 0 && !isWhole(environment);
}

/** Whether it has what every process has, and not only what a document sets. */
export function isWhole({ entries }: Environment): boolean {
  return entries.has("PATH") && ["HOME", "HOSTNAME", "PWD"].some((name) => entries.has(name));
}

function ambienceOf(before: Environment, after: Environment): (name: string) => boolean {
  const wholes = [before, after].filter(isWhole);
  const [whole] = wholes;
  const document = whole === before ? after : before;
  const own = new Set([before, after].flatMap(({ workload }) => [...(workload.instance?.own ?? [])]));
  const offered = wholes.length === 1 ? serviceLinksIn(whole?.entries.keys() ?? []) : new Set<string>();
  return (name) =>
    own.has(name) ||
    isOwnOfProcess(name) ||
    (wholes.length === 1 && !isSet(valueOf(document, name)) && (comesByItself(name) || offered.has(name)));
}

function kindOf(
  one: Value,
  other: Value,
  areDeclared: boolean,
  same: () => "same" | "different" | "unknown",
): Difference["kind"] | undefined {
  if (!isSet(one) || !isSet(other)) return kindOfUnset(one, other);
  const sameness = same();
  if (sameness !== "unknown") return sameness === "same" ? undefined : "changed";
  if (!areDeclared || wasSeen(one) || wasSeen(other)) return "doubtful";
  return isSameReason(one, other) ? undefined : "state";
}

/** Whether a record stands for a text that it does not keep. */
function wasSeen(value: Value): boolean {
  return value.state === "opaque" && (value.fingerprint !== undefined || value.because === keptAs.presence);
}

function kindOfUnset(one: Value, other: Value): Difference["kind"] | undefined {
  if (one.state === "absent" && other.state === "absent") return undefined;
  if (one.state === "absent" && isSet(other)) return "added";
  if (other.state === "absent" && isSet(one)) return "removed";
  return isSameReason(one, other) ? undefined : "doubtful";
}

function isSet({ state }: Value): boolean {
  return state === "known" || state === "opaque";
}

function isSameReason(one: Value, other: Value): boolean {
  return one.state === other.state && "because" in one && "because" in other && one.because === other.because;
}

/** Undefined where it is surely not set. */
function listedIn({ entries, backdrop, openings }: Environment, name: string): Listed | undefined {
  const entry = entries.get(name);
  if (entry !== undefined) return entry.value.state === "absent" ? undefined : { name, value: entry.value, from: entry.from };
  const offered = backdrop?.find(name);
  if (offered !== undefined && offered.value.state !== "template") return { name, value: offered.value, from: [offered] };
  const [opening] = openings;
  return opening === undefined
    ? undefined
    : { name, value: unknown(opening.because), from: [{ name, value: unknown(opening.because), at: opening.at }] };
}
