import type { Binding, Bundle, Spec, Workload } from "../model/binding.ts";
import type { Fact } from "../model/fact.ts";
import type { Sealed } from "../model/sealed.ts";
import { positionOf, type Span } from "../model/source.ts";

/**
 * What of a spec concerns some of its workloads: they, those that share their pod, the bundles that they take from, and the facts at their
 * places. A folder of manifests belongs to many services, and the gate of one must not fail for another.
 */
export function narrow(spec: Spec, chosen: readonly Workload[]): Spec {
  if (chosen.length === spec.workloads.length) return spec;
  const parts = new Set(chosen.map(partOf));
  const own = spec.workloads.filter((workload) => parts.has(partOf(workload)));
  if (own.length === spec.workloads.length) return spec;
  const taken = takenBy(own);
  const bundles = new Map([...spec.bundles].filter(([, bundle]) => isTaken(bundle, taken)));
  const others = spec.workloads.filter((workload) => !parts.has(partOf(workload)));
  const foreign = foreignTo(taken, { others, bundles: [...spec.bundles.values()].filter(({ ref }) => !bundles.has(ref)) });
  return { ...spec, workloads: own, bundles, facts: spec.facts.filter((fact) => !foreign(fact)) };
}

/** The containers of one pod share their part of the document. */
function partOf({ extent, at }: Workload): string {
  const { source, start } = extent ?? at;
  return `${source.path}\0${String(start)}`;
}

/** The places, texts and imports of some workloads. */
interface Taken {
  readonly workloads: readonly Workload[];
  readonly refs: ReadonlySet<string>;
  readonly texts: ReadonlySet<Sealed>;
  readonly lines: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

function takenBy(workloads: readonly Workload[]): Taken {
  const bindings = workloads.flatMap(bindingsOf);
  return {
    workloads,
    refs: new Set(workloads.flatMap(({ layers }) => layers.flatMap((layer) => (layer.kind === "import" ? [layer.ref] : [])))),
    texts: new Set(bindings.flatMap(({ value }) => (value.state === "known" ? [value.text] : []))),
    lines: new Set(bindings.map(({ at }) => lineKey(at))),
    paths: new Set([...bindings, ...workloads].map(({ at }) => at.source.path)),
  };
}

function bindingsOf({ layers }: Workload): readonly Binding[] {
  return layers.flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
}

/** A workload takes a whole bundle by its name, and single keys by their texts. */
function isTaken({ ref, bindings }: Bundle, { refs, texts }: Taken): boolean {
  return refs.has(ref) || bindings.some(({ value }) => value.state === "known" && texts.has(value.text));
}

/** Whether a fact concerns only others: it stands in their part of the document, in a bundle that only they take, or in a file of theirs. */
function foreignTo(
  { workloads, lines, paths }: Taken,
  { others, bundles }: { readonly others: readonly Workload[]; readonly bundles: readonly Bundle[] },
): (fact: Fact) => boolean {
  const places = new Set(bundles.flatMap(({ bindings }) => bindings.map(({ at }) => lineKey(at))));
  const files = new Set(others.flatMap(bindingsOf).map(({ at }) => at.source.path));
  return ({ at }) => {
    const line = lineKey(at);
    if (lines.has(line) || workloads.some(({ extent }) => holds(extent, at))) return false;
    return places.has(line) || (files.has(at.source.path) && !paths.has(at.source.path)) || others.some(({ extent }) => holds(extent, at));
  };
}

function holds(extent: Span | undefined, at: Span): boolean {
  return extent !== undefined && extent.source === at.source && extent.start <= at.start && at.start < extent.end;
}

function lineKey(at: Span): string {
  return `${at.source.path}\0${String(positionOf(at).line)}`;
}
