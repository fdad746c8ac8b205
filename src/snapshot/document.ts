import { type Comparer, comparerWith } from "../compare/comparer.ts";
import { isMeant } from "../compare/meant.ts";
import { type Secrecy, secrecyOf } from "../judgement/secrecy.ts";
import type { Binding } from "../model/binding.ts";
import { type Environment, type Opening, valueOf } from "../model/environment.ts";
import type { Fingerprinter } from "../model/record.ts";
import type { Declaration } from "../model/schema.ts";
import { isSource, type Source } from "../model/source.ts";
import type { Value } from "../model/value.ts";
import { fingerprintKeyName } from "../resolve/fingerprint.ts";
import { harmlessText } from "../resolve/plain.ts";
import { isOwnOfProcess } from "../text/ambient.ts";
import { lineOf } from "../text/place.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { isTellable, withhold, withoutValues } from "../text/withhold.ts";
import { type Agreed, agreedOn } from "./agreed.ts";

/** What a snapshot is made of. */
export interface Taking {
  readonly service: string;
  readonly stage: string;
  readonly target: string;
  /** Today, `2026-11-22`. */
  readonly taken: string;
  /** Never empty; the processes of one service, or the one environment that documents give it. */
  readonly environments: readonly Environment[];
  readonly declarations: ReadonlyMap<string, Declaration> | undefined;
  readonly fingerprinter: Fingerprinter | undefined;
  /** Whether texts that are surely no secret are kept as they are. */
  readonly plain: boolean;
  /** The snapshot whose place it takes. */
  readonly former: Environment | undefined;
}

/** A snapshot as it is written, and what is in it. */
export interface Taken {
  readonly text: string;
  readonly variables: number;
  readonly fingerprints: number;
  readonly plain: number;
  /** Names that look like pieces of values, and are not kept. */
  readonly leftOut: number;
  /** Whether the former one was taken with another key, so that nothing tells what is unchanged. */
  readonly isOfOtherKey: boolean;
  /** Whether nothing is different from the former one but the day. */
  readonly isUnchanged: boolean;
}

/** One variable, in the order in which it is written; what is undefined is not. */
interface Line {
  readonly state: Value["state"];
  readonly because?: string | undefined;
  readonly secret?: true | undefined;
  readonly value?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly since?: string | undefined;
  readonly from?: string | undefined;
}

/** One line for each variable, sorted by name, so that git shows what changed. */
export function takeSnapshot(taking: Taking): Taken {
  const same = comparerWith(taking.fingerprinter);
  const isSecret = secrecyOf(taking.declarations);
  const own = ownNames(taking.environments);
  const isOwn = (name: string): boolean => own.has(name) || isOwnOfProcess(name);
  const agreed = [...agreedOn(taking.environments, (name, one, other) => (isOwn(name) ? "same" : same(name, one, other)))].filter(
    ([name]) => name !== fingerprintKeyName,
  );
  const told = agreed.filter(([name, { value }]) => isTellable(name) && isMeant(name, value));
  const lines = told.map(([name, variable]): [string, Line] => {
    return [name, isOwn(name) ? { state: variable.value.state } : lineOfOne(name, variable, { taking, same, isSecret })];
  });
  const texts = lines.map(([name, line]) => `    ${JSON.stringify(name)}: ${spaced(line)}`);
  const text = documentOf(taking, texts, { taken: taking.taken, seen: seenIn(taking.environments) });
  return {
    text,
    variables: lines.length,
    fingerprints: lines.filter(([, { fingerprint }]) => fingerprint !== undefined).length,
    plain: lines.filter(([, { value }]) => value !== undefined).length,
    leftOut: agreed.length - told.length,
    isOfOtherKey: isOfOtherKey(taking),
    isUnchanged: isUnchanged(taking, texts),
  };
}

function isOfOtherKey({ former, fingerprinter }: Taking): boolean {
  const keyId = former?.workload.recorded?.keyId;
  return keyId !== undefined && keyId !== fingerprinter?.keyId;
}

/** Names that are filled in for each process, by what started it. */
function ownNames(environments: readonly Environment[]): ReadonlySet<string> {
  return new Set(environments.flatMap(({ workload }) => [...(workload.instance?.own ?? [])]));
}

interface Means {
  readonly taking: Taking;
  readonly same: Comparer;
  readonly isSecret: Secrecy;
}

function lineOfOne(name: string, { value, from }: Agreed, { taking, same, isSecret }: Means): Line {
  const { service, fingerprinter, plain, former, taken } = taking;
  const secret = isSecret(name, value);
  const text = plain && !secret ? harmlessText(value) : undefined;
  const fingerprint = text === undefined ? fingerprinter?.fingerprint(service, name, value)?.digest : undefined;
  const isComparable = text !== undefined || fingerprint !== undefined;
  return {
    state: value.state,
    because: "because" in value ? withhold(value.because) : undefined,
    secret: secret ? true : undefined,
    value: text,
    fingerprint,
    since: isComparable ? (sinceOf(name, value, former, same) ?? taken) : undefined,
    from: placeOfOne(from, taking.environments),
  };
}

/** The day that the former snapshot gives for this very text. */
function sinceOf(name: string, value: Value, former: Environment | undefined, same: Comparer): string | undefined {
  const recorded = former?.workload.recorded;
  if (former === undefined || recorded === undefined || same(name, valueOf(former, name), value) !== "same") return undefined;
  return recorded.variables.get(name)?.since ?? recorded.taken;
}

/** The line that set it; of what a process has, nothing is to be said that stays the same. */
function placeOfOne([winner]: readonly Binding[], environments: readonly Environment[]): string | undefined {
  const blocks = new Set<Source>(
    environments.flatMap(({ workload: { instance } }) => (instance !== undefined && isSource(instance.process) ? [instance.process] : [])),
  );
  if (winner === undefined || blocks.has(winner.at.source) || winner.at.source.path.startsWith("process:")) return undefined;
  return withhold(lineOf(winner.at));
}

/** How the environments of processes were seen. */
function seenIn(environments: readonly Environment[]): readonly string[] {
  return environments.flatMap(({ workload: { instance } }) =>
    instance === undefined ? [] : [withhold(`${instance.address || instance.process.path}: ${instance.seen}`)],
  );
}

interface Dated {
  readonly taken: string;
  readonly seen: readonly string[];
}

function isUnchanged(taking: Taking, texts: readonly string[]): boolean {
  const { former } = taking;
  const recorded = former?.workload.recorded;
  return recorded !== undefined && former?.workload.at.source.text === documentOf(taking, texts, recorded);
}

function documentOf(
  { service, stage, target, fingerprinter, environments }: Taking,
  texts: readonly string[],
  { taken, seen }: Dated,
): string {
  const openings = environments.flatMap((environment) => environment.openings);
  const head = {
    version: 1,
    service,
    stage,
    target: withhold(withoutValues(target)),
    taken,
    ...(fingerprinter === undefined ? {} : { keyId: fingerprinter.keyId }),
    ...(seen.length === 0 ? {} : { seen }),
    ...(openings.length === 0 ? {} : { openings: openings.map(openingJson) }),
  };
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  const list = texts.length === 0 ? "{}" : `{\n${texts.join(",\n")}\n  }`;
  return sanitiseJson(`{\n${fields.join("")}  "variables": ${list}\n}\n`);
}

function openingJson({ because, at }: Opening): object {
  return { because: withhold(because), from: withhold(lineOf(at)) };
}

function spaced(line: Line): string {
  const fields = Object.entries(line).filter(([, value]) => value !== undefined);
  return `{ ${fields.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(", ")} }`;
}
