import type { Spec } from "../model/binding.ts";
import type { Note } from "../model/diagnostic.ts";
import type { Variable } from "../model/project.ts";
import type { Sealed } from "../model/sealed.ts";
import type { Span } from "../model/source.ts";
import { whereSet } from "./deployment.ts";
import { placeKey } from "./facts.ts";

const known = new WeakMap<Spec, ReadonlyMap<Sealed, Span>>();

/** Where a value is mended: the key of a Secret rather than the env entry that refers to it, which is then a note. */
export function whereMended(variable: Variable): { readonly at: Span; readonly notes: readonly Note[] } {
  const set = whereSet(variable);
  const at = originOf(variable) ?? set;
  const taken: Note = { at: set, message: `${variable.declaration.name} takes it from there` };
  return { at, notes: placeKey(at) === placeKey(set) ? [] : [taken] };
}

/** The place in a ConfigMap, a Secret or an env file that writes the very text which the variable gets. */
function originOf({ value, deployment: { readings } }: Variable): Span | undefined {
  if (value.state !== "known") return undefined;
  for (const { spec } of readings) {
    const origins = known.get(spec) ?? originsIn(spec);
    known.set(spec, origins);
    const at = origins.get(value.text);
    if (at !== undefined) return at;
  }
  return undefined;
}

function originsIn({ bundles }: Spec): ReadonlyMap<Sealed, Span> {
  const origins = new Map<Sealed, Span>();
  for (const { bindings } of bundles.values()) {
    for (const { value, at } of bindings) if (value.state === "known") origins.set(value.text, at);
  }
  return origins;
}
