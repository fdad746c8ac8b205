import type { Backdrop, Binding, Layer, Scope, Spec, Workload } from "../model/binding.ts";
import type { Entry, Environment, Opening } from "../model/environment.ts";
import { absent, type Lookup, type Value } from "../model/value.ts";
import { evaluate } from "../text/interpolate.ts";

/** The environment each workload of a spec would really get, every value with the bindings it comes from. */
export function resolve(spec: Spec): Environment[] {
  return spec.workloads.map((workload) => resolveWorkload(workload, spec));
}

export function resolveWorkload(workload: Workload, spec: Pick<Spec, "bundles">): Environment {
  const builder = new Builder();
  for (const layer of workload.layers) builder.add(layer, spec);
  const { openings, backdrop } = builder;
  const entries = builder.entries();
  return backdrop === undefined ? { workload, entries, openings } : { workload, entries, openings, backdrop };
}

/** Lays environments over each other, the later over the earlier: the layered targets of one stage. */
export function overlay(environments: readonly [Environment, ...Environment[]]): Environment {
  const entries = new Map<string, Entry>();
  for (const [name, entry] of environments.flatMap((environment) => [...environment.entries])) {
    const under = entries.get(name);
    entries.set(name, under === undefined ? entry : over(entry, [under]));
  }
  const workload = environments.at(-1)?.workload ?? environments[0].workload;
  const backdrop = environments.findLast((environment) => environment.backdrop !== undefined)?.backdrop;
  return { workload, entries, openings: environments.flatMap(({ openings }) => openings), ...(backdrop && { backdrop }) };
}

/** An entry over others, the nearest of them first. */
function over({ value, from, shadowed }: Entry, under: readonly Entry[]): Entry {
  return {
    value,
    from: [...from, ...under.flatMap((entry) => entry.from)],
    shadowed: [...shadowed, ...under.flatMap((entry) => [entry.value, ...entry.shadowed])],
  };
}

const none: readonly never[] = [];

class Builder {
  readonly openings: Opening[] = [];
  readonly #entries = new Map<string, Entry>();
  /** What the bindings of names that are bound more than once hide, in the order of the layers. */
  readonly #hidden = new Map<string, Entry[]>();
  readonly #before: Lookup = (name) => this.#entries.get(name)?.value ?? this.#offered(name);
  backdrop: Backdrop | undefined;

  add(layer: Layer, { bundles }: Pick<Spec, "bundles">): void {
    if (layer.kind === "opening") {
      this.openings.push(layer);
      return;
    }
    if (layer.kind === "backdrop") {
      this.backdrop = layer.backdrop;
      return;
    }
    if (layer.kind === "bindings") {
      for (const binding of layer.bindings) this.#put(binding.name, binding, layer.scope);
      return;
    }
    const bundle = bundles.get(layer.ref);
    if (bundle === undefined) this.openings.push({ at: layer.at, because: `${describe(layer.ref)} is not in these files` });
    if (bundle?.opening !== undefined) this.openings.push(bundle.opening);
    for (const binding of bundle?.bindings ?? []) this.#put((layer.prefix ?? "") + binding.name, binding, undefined);
  }

  #offered(name: string): Value {
    const value = this.backdrop?.find(name)?.value;
    return value === undefined || value.state === "template" ? absent : value;
  }

  #put(name: string, binding: Binding, scope: Scope | undefined): void {
    const lookup: Lookup = scope === undefined ? this.#before : (wanted) => scope(wanted, this.#before);
    const value = evaluate(binding.value, lookup);
    const own = binding.name === name ? binding : { ...binding, name };
    const before = this.#entries.get(name);
    const entry: Entry = { value, from: [own], shadowed: none };
    this.#entries.set(name, binding.over === undefined ? entry : withReplaced(entry, binding.over, lookup));
    if (before === undefined) return;
    const hidden = this.#hidden.get(name);
    if (hidden === undefined) this.#hidden.set(name, [before]);
    else hidden.push(before);
  }

  entries(): ReadonlyMap<string, Entry> {
    for (const [name, entries] of this.#hidden) {
      const entry = this.#entries.get(name);
      if (entry !== undefined) this.#entries.set(name, over(entry, entries.toReversed()));
    }
    return this.#entries;
  }
}

/** An entry with what its binding took the place of when documents were merged. */
function withReplaced({ value, from: [own] }: Entry, replaced: readonly Binding[], lookup: Lookup): Entry {
  const from = replaced.map((binding) => (binding.name === own.name ? binding : { ...binding, name: own.name }));
  return { value, from: [own, ...from], shadowed: from.map((binding) => evaluate(binding.value, lookup)) };
}

/** `secret:default/auth` in words: `secret auth`. */
function describe(ref: string): string {
  const colon = ref.indexOf(":");
  return `${ref.slice(0, colon)} ${ref.slice(ref.lastIndexOf("/") + 1 || colon + 1)}`;
}
