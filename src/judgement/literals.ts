import type { Sealed } from "../model/sealed.ts";
import type { Declaration } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import type { Binding } from "../model/binding.ts";
import type { Value } from "../model/value.ts";
import type { Deployment, Project, Reading, Role } from "../model/project.ts";
import { isSecretName } from "../text/names.ts";
import { placeKey } from "./facts.ts";
import { interpolatedIn } from "./interpolated.ts";

/** One value as a document spells it out. */
export interface Literal {
  readonly name: string;
  readonly value: Extract<Value, { readonly state: "known" }>;
  readonly at: Span;
  readonly reading: Reading;
  /** Whether it should stay secret, by its declaration, else by its name. */
  readonly secret: boolean;
  /** Whether a declared type has already judged how hard it is to guess, or has complained. */
  readonly judged: boolean;
}

/** The most telling role first: a sample that a deploy reads is deployed. */
const roles: readonly Role[] = ["deploy", "unknown", "local", "test", "example"];

const known = new WeakMap<Project, readonly Literal[]>();

/**
 * Every value that is written out (whole files in a ConfigMap, `app.yaml`, are not), each place and each text once, in its most telling role.
 * Interpolated values are judged where their pieces are written, as long as that document is read too, and values that a reference brings in
 * where they come from.
 */
export function literalsOf(project: Project): readonly Literal[] {
  const found = known.get(project) ?? collect(project);
  known.set(project, found);
  return found;
}

function collect(project: Project): readonly Literal[] {
  const claims = claimsOf(project.deployments);
  const seen = new Set<Sealed | string>();
  const literals: Literal[] = [];
  const copies: { readonly refers: string; readonly literal: Literal }[] = [];
  const readings = project.readings.toSorted((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
  for (const reading of readings) {
    const interpolated = interpolatedIn(reading);
    for (const binding of bindingsOf(reading)) {
      const { name, value, at } = binding;
      if (value.state !== "known" || name.includes(".") || seen.has(value.text) || seen.has(placeKey(at))) continue;
      seen.add(value.text).add(placeKey(at));
      const literal = { name, value, at, reading, ...standing(binding, claims) };
      const reference = interpolated(name, at);
      if (reference === undefined) literals.push(literal);
      else if (reference.value.state === "known") copies.push({ refers: reference.refers, literal });
    }
  }
  const written = new Set(literals.map(({ name }) => name));
  return [...literals, ...copies.flatMap(({ refers, literal }) => (written.has(refers) ? [] : [literal]))];
}

/** Bundles first, so that a value is met where it is written before it is met where it is imported. */
function* bindingsOf({ spec, environments }: Reading): Iterable<Binding> {
  for (const { bindings } of spec.bundles.values()) yield* bindings;
  for (const { entries } of environments) for (const { from } of entries.values()) yield* from;
}

interface Claim {
  readonly declaration: Declaration;
  readonly complained: boolean;
}

/** The declared variable that each place sets; a place outside every deployment has none. */
function claimsOf(deployments: readonly Deployment[]): ReadonlyMap<string, Claim> {
  const claims = new Map<string, Claim>();
  for (const { variables } of deployments) {
    for (const { declaration, entry, complaint } of variables.values()) {
      for (const { at } of entry?.from ?? []) {
        const key = placeKey(at);
        claims.set(key, { declaration, complained: complaint !== undefined || claims.get(key)?.complained === true });
      }
    }
  }
  return claims;
}

function standing({ name, at }: Binding, claims: ReadonlyMap<string, Claim>): Pick<Literal, "secret" | "judged"> {
  const claim = claims.get(placeKey(at));
  if (claim === undefined || claim.declaration.name !== name) return { secret: isSecretName(name), judged: false };
  const { declaration, complained } = claim;
  const { type, constraints } = declaration.use;
  const free = type.id === "string" && constraints.oneOf === undefined;
  return { secret: declaration.sensitive || (free && isSecretName(name)), judged: complained || type.sensitive };
}
