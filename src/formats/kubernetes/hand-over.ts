import { append } from "../../text/append.ts";
import type { Binding, Bundle, Ref, Spec, Workload } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Source, Span } from "../../model/source.ts";
import { emptyGathered, type Gathered } from "./gathered.ts";
import { isLinked } from "./link.ts";
import { readSource } from "./read-source.ts";

/**
 * Offers what the file that was read last brings, if none of its containers refers to another file, and lets go of what is taken. Its ConfigMaps
 * and Secrets stay known by name: one that another file refers to is read again.
 */
export function handOver(source: Source, gathered: Gathered, take: (part: Spec) => readonly Fact[] | undefined): void {
  const { file, containers, facts } = gathered;
  const workloads = containers.slice(file.containers).filter(isLinked);
  if (workloads.length < containers.length - file.containers) return;
  const bundles = new Map(file.bundles.map(({ bundle }) => [bundle.ref, bundle]));
  const left = take({ sources: [source], bundles, workloads, facts: facts.slice(file.facts), problems: [] });
  if (left === undefined) return;
  containers.length = file.containers;
  facts.length = file.facts;
  append(facts, left);
  forget(source, gathered, LentBundle);
}

/**
 * Lets go of what the file that was read last brings, if nobody wants any of its containers and none refers to another file, and says whether it
 * did. A file that sets no variable may still hold facts about others.
 */
export function leaveOut(source: Source, gathered: Gathered, wants: (workload: Workload) => boolean): boolean {
  const { file, containers, facts } = gathered;
  const workloads = containers.slice(file.containers).filter(isLinked);
  if (workloads.length < containers.length - file.containers || workloads.some(wants) || !workloads.some(setsVariables)) return false;
  containers.length = file.containers;
  facts.length = file.facts;
  forget(source, gathered, GoneBundle);
  return true;
}

function setsVariables({ layers }: Workload): boolean {
  return layers.some((layer) => layer.kind === "bindings");
}

function forget(source: Source, { file, bundles }: Gathered, Left: typeof GoneBundle): void {
  let known: readonly Bundle[] | undefined;
  const again = (): readonly Bundle[] => (known ??= bundlesOf(source));
  for (const [index, { ref, bundle }] of file.bundles.entries()) {
    const all = bundles.get(ref);
    all?.splice(all.indexOf(bundle), 1, new Left(bundle, () => again()[index]?.bindings ?? []));
  }
}

function bundlesOf(source: Source): readonly Bundle[] {
  const gathered = emptyGathered();
  readSource(source, gathered, () => false);
  return gathered.file.bundles.map(({ bundle }) => bundle);
}

/** A ConfigMap or Secret of a file that was let go. */
class GoneBundle implements Bundle {
  readonly ref: Ref;
  readonly at: Span;
  readonly #read: () => readonly Binding[];
  #bindings: readonly Binding[] | undefined;

  constructor({ ref, at }: Bundle, read: () => readonly Binding[]) {
    this.ref = ref;
    this.at = at;
    this.#read = read;
  }

  get bindings(): readonly Binding[] {
    return (this.#bindings ??= this.#read());
  }

  /** Whether a container took anything from it. */
  get isUsed(): boolean {
    return this.#bindings !== undefined;
  }
}

/** One of a part that was taken. */
class LentBundle extends GoneBundle {
  readonly lent = true;
}

/** Every ConfigMap and Secret but those that were let go and that nothing else refers to. */
export function bundlesAtHand({ bundles }: Gathered): ReadonlyMap<Ref, Bundle> {
  const all = [...bundles.values()].flat();
  return new Map(all.filter((bundle) => !(bundle instanceof GoneBundle) || bundle.isUsed).map((bundle) => [bundle.ref, bundle]));
}
