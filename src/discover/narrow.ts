import type { Binding, Bundle, Spec, Workload } from "../model/binding.ts";
import type { Fact } from "../model/fact.ts";
import type { Sealed } from "../model/sealed.ts";
import { positionOf, type Source, type Span } from "../model/source.ts";

/**
 * What of a spec concerns some of its workloads: they, those that share their pod, the bundles that they take from, and the facts at their
 * places. A folder of manifests belongs to many services, and the gate of one must not fail for another.
 */
export function narrow(spec: Spec, chosen: readonly Workload[]): Spec {
  const isWhole = spec.others === undefined;
  if (isWhole && chosen.length === spec.workloads.length) return spec;
  const parts = new Set(chosen.map(partOf));
  const own = spec.workloads.filter((workload) => parts.has(partOf(workload)));
  if (isWhole && own.length === spec.workloads.length) return spec;
  const taken = takenBy(own);
  const bundles = new Map([...spec.bundles].filter(([, bundle]) => isTaken(bundle, taken)));
  const others = spec.workloads.filter((workload) => !parts.has(partOf(workload)));
  const foreign = foreignTo(taken, {
    others,
    left: spec.others,
    bundles: [...spec.bundles.values()].filter(({ ref }) => !bundles.has(ref)),
  });
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

/** What concerns none of some workloads. */
interface Others {
  readonly others: readonly Workload[];
  readonly bundles: readonly Bundle[];
  /** Paths of the files of workloads that were left out. */
  readonly left: ReadonlySet<string> | undefined;
}

/** Whether a fact concerns only others: it stands in their part of the document, in a bundle that only they take, or in a file of theirs. */
function foreignTo({ workloads, lines, paths }: Taken, { others, bundles, left = new Set() }: Others): (fact: Fact) => boolean {
  const places = new Set(bundles.flatMap(({ bindings }) => bindings.map(({ at }) => placeKey(at))));
  const files = new Set([...left, ...others.flatMap(bindingsOf).map(({ at }) => at.source.path)]);
  const [isOurs, isTheirs] = [partsOf(workloads), partsOf(others)];
  return ({ at }) => {
    if (paths.has(at.source.path)) return !isOurs(at) && !lines.has(lineKey(at)) && (places.has(placeKey(at)) || isTheirs(at));
    return files.has(at.source.path) || places.has(placeKey(at)) || isTheirs(at);
  };
}

/** Whether a place lies in the part of one of the workloads; parts do not overlap, unless they are the same. */
function partsOf(workloads: readonly Workload[]): (at: Span) => boolean {
  const parts = new Map<Source, Span[]>();
  for (const { extent } of workloads) {
    if (extent === undefined) continue;
    const list = parts.get(extent.source);
    if (list === undefined) parts.set(extent.source, [extent]);
    else list.push(extent);
  }
  for (const list of parts.values()) list.sort((one, other) => one.start - other.start);
  return (at) => {
    const nearest = lastBefore(parts.get(at.source) ?? [], at.start);
    return nearest !== undefined && at.start < nearest.end;
  };
}

/** The last of some sorted spans that starts at the offset or before it. */
function lastBefore(spans: readonly Span[], offset: number): Span | undefined {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

function lineKey(at: Span): string {
  return `${at.source.path}\0${String(positionOf(at).line)}`;
}

function placeKey({ source, start }: Span): string {
  return `${source.path}\0${String(start)}`;
}
