import type { Difference } from "../model/difference.ts";
import type { Listed } from "../model/environment.ts";
import type { Value } from "../model/value.ts";
import { count } from "../text/counts.ts";
import { lineOf } from "../text/place.ts";
import { isTellable, withheld, withhold, withoutValues } from "../text/withhold.ts";
import type { Comparison, Side } from "./comparison.ts";

/** A name, unless it may be a piece of a value. */
export function toldName(name: string): string {
  return isTellable(name) ? name : withheld;
}

/** What changed about one variable, in a clause. */
export function changeWords(difference: Difference, keyId: string | undefined): string {
  const { kind, secret, before, after } = difference;
  if (kind === "changed") return secret ? "another secret" : "changed";
  if (kind === "state") return `${stateWords(before)}, now ${stateWords(after)}`;
  if (kind === "doubtful") return `cannot be compared: ${doubtOf(difference, keyId)}`;
  return secret ? `${kind}, a secret` : kind;
}

function stateWords(listed: Listed | undefined): string {
  const value = listed?.value;
  if (value === undefined || value.state === "absent") return "not set";
  return value.state === "known" ? "written out" : withhold(value.because);
}

/** Why nobody can tell whether two values are the same. */
export function doubtOf({ before, after }: Difference, keyId: string | undefined): string {
  const values = [before?.value, after?.value].filter((value) => value !== undefined);
  const unseen =
    values.find(({ state }) => state === "unknown") ?? values.find((value) => value.state === "opaque" && value.fingerprint === undefined);
  if (unseen !== undefined && "because" in unseen) return withhold(unseen.because);
  const [first, second] = values.flatMap((value) => fingerprintIn(value) ?? []);
  if (first === undefined) return "its text is out of sight";
  if (second?.keyId === first.keyId) return "the snapshots are of two services";
  if (second !== undefined) return `the snapshots were taken with two keys, ${first.keyId} and ${second.keyId}`;
  if (keyId === undefined) return "it takes ENVCHECK_FINGERPRINT_KEY to compare it with its fingerprint";
  return `the snapshot was taken with the key ${first.keyId}, and this one is ${keyId}`;
}

function fingerprintIn(value: Value): Extract<Value, { readonly state: "opaque" }>["fingerprint"] {
  return value.state === "opaque" ? value.fingerprint : undefined;
}

/** The line that sets it; of a record also the one that set it when it was taken, and of a process its name alone. */
export function placeWords(listed: Listed | undefined, side: Side | undefined): string | undefined {
  const at = listed?.from[0]?.at;
  if (at === undefined || listed === undefined) return undefined;
  const recorded = side?.environment.workload.recorded?.variables.get(listed.name)?.from;
  const own = at.source.text.includes("\0") ? at.source.path : lineOf(at);
  return recorded === undefined ? own : `${own} (${recorded})`;
}

/** Both places of a difference, `before -> after`. */
export function placesOf({ before, after }: Difference, comparison: Comparison): string {
  const [one, other] = [placeWords(before, comparison.before), placeWords(after, comparison.after)];
  if (one !== undefined && other !== undefined) return one === other ? one : `${one} -> ${other}`;
  return one ?? other ?? "";
}

/** `compose.yaml#auth`. */
export function sideName({ target, environment: { workload } }: Side): string {
  const told = withoutValues(target);
  return workload.address === "" || target.includes("#") || target.endsWith(workload.address) ? told : `${told}#${workload.address}`;
}

const nouns: readonly (readonly [Difference["kind"], string])[] = [
  ["added", "added"],
  ["removed", "removed"],
  ["changed", "changed"],
  ["state", "set in another way"],
  ["doubtful", "cannot be compared"],
];

/** `1 added, 2 changed`; empty where there is no difference. */
export function kindCounts(differences: readonly Difference[]): string {
  return nouns
    .map(([kind, words]) => ({ words, number: differences.filter((difference) => difference.kind === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ words, number }) => `${String(number)} ${words}`)
    .join(", ");
}

/** What is alike, and what is not told. */
export function sameWords({ same, sameSecrets, ambient }: Pick<Comparison, "same" | "sameSecrets" | "ambient">): string {
  const secrets = sameSecrets === 0 ? "" : ` (${count(sameSecrets, "secret")} among them)`;
  const left = ambient === 0 ? "" : `; ${count(ambient, "name")} that processes have by themselves left out`;
  return `${String(same)} the same${secrets}${left}`;
}

/** Differences that cannot be told for one reason, together; the others alone. */
export interface Told {
  readonly names: readonly string[];
  readonly differences: readonly [Difference, ...Difference[]];
  readonly words: string;
}

export function toldDifferences(differences: readonly Difference[], keyId: string | undefined): readonly Told[] {
  const groups = new Map<string, [Difference, ...Difference[]]>();
  for (const difference of differences) {
    const key = difference.kind === "doubtful" ? changeWords(difference, keyId) : `\0${difference.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [difference]);
    else group.push(difference);
  }
  return [...groups.values()].map((group) => ({
    names: group.map(({ name }) => toldName(name)),
    differences: group,
    words: changeWords(group[0], keyId),
  }));
}
