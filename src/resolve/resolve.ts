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
  return { workload, entries: builder.entries(), openings, ...(backdrop && { backdrop }) };
}

/** Lays environments over each other, the later over the earlier: the layered targets of one stage. */
export function overlay(environments: readonly [Environment, ...Environment[]]): Environment {
  const entries = new Map<string, Entry>();
  for (const [name, entry] of environments.flatMap((environment) => [...environment.entries])) {
    const under = entries.get(name);
    entries.set(name, under === undefined ? entry : over(entry, under));
  }
  const workload = environments.at(-1)?.workload ?? environments[0].workload;
  const backdrop = environments.findLast((environment) => environment.backdrop !== undefined)?.backdrop;
  return { workload, entries, openings: environments.flatMap(({ openings }) => openings), ...(backdrop && { backdrop }) };
}

function over(entry: Entry, under: Entry): Entry {
  return { value: entry.value, from: [...entry.from, ...under.from], shadowed: [...entry.shadowed, under.value, ...under.shadowed] };
}

/** What was bound to one name so far, in the order of the layers. */
interface History {
  readonly bindings: [Binding, ...Binding[]];
  readonly values: Value[];
  value: Value;
}

class Builder {
  readonly openings: Opening[] = [];
  readonly #histories = new Map<string, History>();
  readonly #before: Lookup = (name) => this.#histories.get(name)?.value ?? this.#offered(name);
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
    const history = this.#histories.get(name);
    if (history === undefined) {
      this.#histories.set(name, { bindings: [own], values: [], value });
      return;
    }
    history.bindings.push(own);
    history.values.push(history.value);
    history.value = value;
  }

  entries(): ReadonlyMap<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const [name, { bindings, values, value }] of this.#histories) {
      entries.set(name, { value, from: reverse(bindings), shadowed: values.toReversed() });
    }
    return entries;
  }
}

function reverse([first, ...rest]: readonly [Binding, ...Binding[]]): readonly [Binding, ...Binding[]] {
  const last = rest.pop();
  return last === undefined ? [first] : [last, ...rest.toReversed(), first];
}

/** `secret:default/auth` in words: `secret auth`. */
function describe(ref: string): string {
  const colon = ref.indexOf(":");
  return `${ref.slice(0, colon)} ${ref.slice(ref.lastIndexOf("/") + 1 || colon + 1)}`;
}
