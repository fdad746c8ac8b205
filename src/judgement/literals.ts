import type { Sealed } from "../model/sealed.ts";
import type { Declaration } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import type { Binding } from "../model/binding.ts";
import type { Entry } from "../model/environment.ts";
import type { Value } from "../model/value.ts";
import type { Deployment, Project, Reading, Role } from "../model/project.ts";
import { append } from "../text/append.ts";
import { isSecretName } from "../text/names.ts";
import { factsOf, placeKey, Places } from "./facts.ts";
import { type Flaw, flawOfValue } from "./flaw.ts";
import { interpolatedIn } from "./interpolated.ts";

/** One value as a document spells it out. */
export interface Literal {
  readonly name: string;
  readonly value: Extract<Value, { readonly state: "known" }>;
  readonly at: Span;
  readonly reading: Reading;
  /** Whether it should stay secret, by its declaration, else by its name. */
  readonly secret: boolean;
  /** Whether a schema declares the variable that is set here. */
  readonly declared: boolean;
  /** Whether a declared type has already judged how hard it is to guess or has complained, or the schema lists the texts that are right. */
  readonly judged: boolean;
  /** What is wrong with it as far as nothing has judged it. */
  readonly flaw: Flaw | undefined;
}

/** The most telling role first: a sample that a deploy reads is deployed. */
const roles: readonly Role[] = ["deploy", "unknown", "local", "test", "example"];

/** What was asked about last, and no more: a weak map would keep the literals of every part until all of the heap is collected. */
let latest: { readonly project: Project; readonly literals: readonly Literal[]; readonly flawed: readonly Literal[] } | undefined;

/**
 * Every value that is written out (whole files in a ConfigMap, `app.yaml`, are not), each place and each text once, in its most telling role.
 * Interpolated values are judged where their pieces are written, as long as that document is read too, and values that a reference brings in
 * where they come from.
 */
export function literalsOf(project: Project): readonly Literal[] {
  return latestOf(project).literals;
}

/** Those with a flaw: few, and several rules ask for them. */
export function flawedLiteralsOf(project: Project): readonly Literal[] {
  return latestOf(project).flawed;
}

function latestOf(project: Project): NonNullable<typeof latest> {
  if (latest?.project !== project) {
    const literals = collect(project);
    latest = { project, literals, flawed: literals.filter(({ flaw }) => flaw !== undefined) };
  }
  return latest;
}

function collect(project: Project): readonly Literal[] {
  const claims = claimsOf(project.deployments);
  const texts = new Set<Sealed>();
  const places = new Places();
  const literals: Literal[] = [];
  const copies: { readonly original: string; readonly literal: Literal }[] = [];
  const readings = project.readings.toSorted((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
  for (const reading of readings) {
    const originalOf = originalsIn(reading);
    for (const text of lentTexts(reading)) texts.add(text);
    for (const binding of bindingsOf(reading)) {
      const { name, value, at } = binding;
      if (value.state !== "known" || name.includes(".") || texts.has(value.text) || !places.add(at)) continue;
      texts.add(value.text);
      const { secret, declared, judged } = standing(binding, claims);
      const flaw = judged ? undefined : flawOfValue(name, value, secret);
      const literal = { name, value, at, reading, secret, declared, judged, flaw };
      const original = originalOf(name, at);
      if (original === undefined) literals.push(literal);
      else if (original.seen) copies.push({ original: original.name, literal });
    }
  }
  if (copies.length === 0) return literals;
  const written = new Set(literals.map(({ name }) => name));
  return [...literals, ...copies.flatMap(({ original, literal }) => (written.has(original) ? [] : [literal]))];
}

/** A name whose value another one has, and whether that value is known. */
interface Original {
  readonly name: string;
  readonly seen: boolean;
}

/** Finds the name that a binding takes its value from: by interpolation, or since a compose file only passes the name through. */
function originalsIn(reading: Reading): (name: string, at: Span) => Original | undefined {
  const interpolated = interpolatedIn(reading);
  const own = new Places(reading.format === "compose" ? factsOf(reading, "plaintext").map(({ at }) => at) : []);
  return (name, at) => {
    const reference = interpolated(name, at);
    if (reference !== undefined) return { name: reference.refers, seen: reference.value.state === "known" };
    const isBare = reading.format === "compose" && /\.ya?ml$/.test(at.source.path) && !own.has(at);
    return isBare ? { name, seen: true } : undefined;
  };
}

/**
 * Bundles first, so that a value is met where it is written before it is met where it is imported. What another file has and this one overrides,
 * such as the ENV of an image, is in force nowhere here.
 */
function bindingsOf({ spec, environments }: Reading): readonly Binding[] {
  const found: Binding[] = [];
  for (const { bindings, lent } of spec.bundles.values()) if (lent === undefined) append(found, bindings);
  for (const { entries } of environments) for (const { from } of entries.values()) append(found, inForce(from));
  return found;
}

/** The texts of bundles that were judged with the part they belong to. */
function* lentTexts({ spec }: Reading): Iterable<Sealed> {
  for (const { bindings, lent } of spec.bundles.values()) {
    if (lent === undefined) continue;
    for (const { name, value } of bindings) if (value.state === "known" && !name.includes(".")) yield value.text;
  }
}

function inForce(from: Entry["from"]): readonly Binding[] {
  return from.length === 1 ? from : from.filter(({ at }) => at.source === from[0].at.source);
}

interface Claim {
  readonly declaration: Declaration;
  readonly complained: boolean;
}

type Claims = ReadonlyMap<string | Sealed, Claim>;

/** The declared variable that each place sets, and the one that gets each text under whatever name; what is outside every deployment has none. */
function claimsOf(deployments: readonly Deployment[]): Claims {
  const claims = new Map<string | Sealed, Claim>();
  for (const { variables } of deployments) {
    for (const { declaration, entry, value, complaint } of variables.values()) {
      const texts = value.state === "known" ? [value.text] : [];
      for (const key of [...texts, ...(entry?.from ?? []).map(({ at }) => placeKey(at))]) {
        claims.set(key, { declaration, complained: complaint !== undefined || claims.get(key)?.complained === true });
      }
    }
  }
  return claims;
}

function claimOn({ name, value, at }: Binding, claims: Claims): Claim | undefined {
  if (claims.size === 0) return undefined;
  const claim = value.state === "known" ? claims.get(value.text) : undefined;
  if (claim !== undefined) return claim;
  const claimed = claims.get(placeKey(at));
  return claimed !== undefined && isNameOf(name, claimed.declaration) ? claimed : undefined;
}

/** Whether the variable has the very text that the name is set to: the text of `X_FILE` is a path. */
function isNameOf(name: string, { name: declared, aliases }: Declaration): boolean {
  return name === declared || (aliases.includes(name) && name !== `${declared}_FILE`);
}

function standing(binding: Binding, claims: Claims): Pick<Literal, "secret" | "declared" | "judged"> {
  const { name } = binding;
  const claim = claimOn(binding, claims);
  if (claim === undefined) return { secret: isSecretName(name), declared: false, judged: false };
  const { declaration, complained } = claim;
  const { type, constraints } = declaration.use;
  const isListed = constraints.oneOf !== undefined;
  const isFree = type.id === "string" && !isListed;
  return {
    secret: declaration.sensitive || (isFree && isSecretName(name)),
    declared: true,
    judged: complained || type.sensitive || isListed,
  };
}
