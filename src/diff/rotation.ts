import type { Comparer } from "../compare/comparer.ts";
import { type Secrecy, secrecyOf } from "../judgement/secrecy.ts";
import { type Environment, valueOf } from "../model/environment.ts";
import type { Declaration } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import { isEmpty, type Value } from "../model/value.ts";
import { rememberedSecrecy } from "./comparison.ts";

/** The environment of one service in one stage, recorded or as it is. */
export interface Kept {
  readonly service: string;
  readonly stage: string;
  readonly environment: Environment;
  readonly declarations: ReadonlyMap<string, Declaration> | undefined;
}

/** A secret that has been the same for longer than it should. */
export interface Stale {
  readonly name: string;
  readonly service: string;
  readonly stage: string;
  readonly since: string;
  readonly days: number;
  readonly at: Span;
}

/** A secret that several stages of one service have alike. */
export interface Shared {
  readonly name: string;
  readonly service: string;
  readonly stages: readonly string[];
}

/** Secrets of which nothing tells how old they are. */
export interface Undated {
  readonly service: string;
  readonly stage: string;
  readonly names: readonly string[];
}

export interface Rotation {
  readonly days: number;
  readonly stale: readonly Stale[];
  readonly shared: readonly Shared[];
  readonly undated: readonly Undated[];
}

/** How long a secret may stay, and what day it is: `today` in Unix milliseconds. */
export interface Limits {
  readonly days: number;
  readonly today: number;
}

const day = 86_400_000;

export function rotationOf(kept: readonly Kept[], { days, today }: Limits, same: Comparer): Rotation {
  const secrets = kept.map((one) => ({ ...one, names: secretNames(one) }));
  return {
    days,
    stale: secrets.flatMap((one) => staleIn(one, { days, today })),
    shared: sharedIn(secrets, same),
    undated: secrets.flatMap((one) => undatedIn(one)),
  };
}

interface Secrets extends Kept {
  readonly names: readonly string[];
}

function secretNames({ environment, declarations }: Kept): readonly string[] {
  const isSecret: Secrecy = rememberedSecrecy(secrecyOf(declarations), [environment]);
  return [...environment.entries]
    .filter(([name, { value }]) => isSet(value) && isSecret(name, value))
    .map(([name]) => name)
    .toSorted();
}

function isSet(value: Value): boolean {
  return value.state === "opaque" || (value.state === "known" && !isEmpty(value));
}

function staleIn({ service, stage, environment, names }: Secrets, { days, today }: Limits): readonly Stale[] {
  return names
    .flatMap((name) => {
      const since = environment.workload.recorded?.variables.get(name)?.since;
      const at = environment.entries.get(name)?.from[0].at;
      if (since === undefined || at === undefined) return [];
      return [{ name, service, stage, since, days: Math.floor((today - Date.parse(since)) / day), at }];
    })
    .filter((one) => one.days > days);
}

/** Secrets of a record that have no day: it was taken without a key, or their text could not be seen. */
function undatedIn({ service, stage, environment, names }: Secrets): readonly Undated[] {
  const { recorded } = environment.workload;
  if (recorded === undefined) return [];
  const undated = names.filter((name) => recorded.variables.get(name)?.since === undefined);
  return undated.length === 0 ? [] : [{ service, stage, names: undated }];
}

function sharedIn(secrets: readonly Secrets[], same: Comparer): readonly Shared[] {
  const services = [...new Set(secrets.map(({ service }) => service))];
  return services.flatMap((service) => {
    const own = secrets.filter((one) => one.service === service);
    const names = [...new Set(own.flatMap((one) => one.names))].toSorted();
    return names.flatMap((name) => groupsOf(name, own, same).map((stages) => ({ name, service, stages })));
  });
}

/** The stages that have the very same text, in groups of two or more. */
function groupsOf(name: string, secrets: readonly Secrets[], same: Comparer): readonly (readonly string[])[] {
  const groups: { readonly value: Value; readonly stages: Set<string> }[] = [];
  for (const { stage, environment, names } of secrets) {
    if (!names.includes(name)) continue;
    const value = valueOf(environment, name);
    const group = groups.find((one) => same(name, one.value, value) === "same");
    if (group === undefined) groups.push({ value, stages: new Set([stage]) });
    else group.stages.add(stage);
  }
  return groups.filter(({ stages }) => stages.size > 1).map(({ stages }) => [...stages]);
}
