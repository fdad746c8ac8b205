import type { Binding, Bundle, Ref, Spec } from "../../model/binding.ts";
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
  facts.push(...left);
  forget(source, gathered);
}

function forget(source: Source, { file, bundles }: Gathered): void {
  let known: readonly Bundle[] | undefined;
  const again = (): readonly Bundle[] => (known ??= bundlesOf(source));
  for (const [index, { ref, bundle }] of file.bundles.entries()) {
    const all = bundles.get(ref);
    all?.splice(all.indexOf(bundle), 1, new LentBundle(bundle, () => again()[index]?.bindings ?? []));
  }
}

function bundlesOf(source: Source): readonly Bundle[] {
  const gathered = emptyGathered();
  readSource(source, gathered, () => false);
  return gathered.file.bundles.map(({ bundle }) => bundle);
}

/** A ConfigMap or Secret of a part that was let go. */
class LentBundle implements Bundle {
  readonly ref: Ref;
  readonly at: Span;
  readonly lent = true;
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

/** Every ConfigMap and Secret but those that were let go and that nothing else refers to. */
export function bundlesAtHand({ bundles }: Gathered): ReadonlyMap<Ref, Bundle> {
  const all = [...bundles.values()].flat();
  return new Map(all.filter((bundle) => !(bundle instanceof LentBundle) || bundle.isUsed).map((bundle) => [bundle.ref, bundle]));
}
