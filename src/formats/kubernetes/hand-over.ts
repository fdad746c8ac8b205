import { append } from "../../text/append.ts";
import type { Binding, Bundle, Ref, Spec, Workload } from "../../model/binding.ts";
import type { Source, Span } from "../../model/source.ts";
import type { Taker } from "../format.ts";
import { type Container, emptyGathered, type Gathered, type Share } from "./gathered.ts";
import { areWithin, isLinked, linkWithin } from "./link.ts";
import { type Piece, readBundles, readSource } from "./read-source.ts";

/** Characters of the pieces of a long file: rules cost something each time they are asked. */
const pieceLength = 64 * 1024;

/**
 * Reads a file and offers what it brings, a long one piece by piece, as far as its containers refer to no other file. What is taken is let go: its
 * ConfigMaps and Secrets stay known by name, and what another container refers to is read again.
 */
export function handOver(source: Source, gathered: Gathered, isPatch: (path: string) => boolean, taker: Taker): void {
  let before: Share | undefined;
  for (const piece of readSource(source, gathered, isPatch, pieceLength)) {
    before ??= gathered.piece;
    linkWithin(source, gathered);
    if (isDefinedAgain(piece, gathered)) {
      takeBack(source, gathered, before);
      taker.giveBack(source);
      for (const whole of readSource(source, gathered, isPatch)) {
        linkWithin(source, gathered);
        offer(whole, gathered, taker);
      }
      return;
    }
    offer(piece, gathered, taker);
  }
}

/** Whether the piece defines what an earlier one has defined, and its containers may have taken: of several in one file the last counts. */
function isDefinedAgain({ source, from }: Piece, { bundles, piece }: Gathered): boolean {
  return (
    from > 0 &&
    piece.bundles.some(({ ref }) => {
      const all = bundles.get(ref) ?? [];
      return all.length > 1 && all.some(({ at }) => at.source === source && at.start < from);
    })
  );
}

/** Forgets all that a file has brought, so that it can be read again. */
function takeBack(source: Source, { containers, facts, problems, bundles }: Gathered, before: Share): void {
  containers.length = before.containers;
  facts.length = before.facts;
  problems.length = before.problems;
  for (const [ref, all] of bundles) {
    const others = all.filter(({ at }) => at.source !== source);
    if (others.length === 0) bundles.delete(ref);
    else if (others.length < all.length) bundles.set(ref, others);
  }
}

function offer(piece: Piece, gathered: Gathered, taker: Taker): void {
  const { piece: share, containers, facts } = gathered;
  const workloads = containers.slice(share.containers).filter(isLinked);
  if (workloads.length < containers.length - share.containers) return;
  const part = { sources: [piece.source], bundles: bundlesOf(share), workloads, facts: facts.slice(share.facts), problems: [] };
  const left = piece.to - piece.from < piece.source.text.length ? taker.takePiece(part) : taker.take(part);
  if (left === undefined) return;
  containers.length = share.containers;
  facts.length = share.facts;
  append(facts, left);
  forget(piece, gathered, LentBundle);
}

/** The bundles of a piece, and those that it takes from others. */
function bundlesOf({ borrowed, bundles }: Share): Spec["bundles"] {
  const found = new Map<Ref, Bundle>();
  for (const bundle of borrowed) found.set(bundle.ref, bundle.lent === true ? bundle : { ...bundle, lent: true });
  for (const { bundle } of bundles) found.set(bundle.ref, bundle);
  return found;
}

/**
 * Reads a file and lets go of what it brings, if nobody wants any of its containers and none refers to another file; says whether it did. A file that
 * sets no variable may still hold facts about others.
 */
export function leaveOut(
  source: Source,
  gathered: Gathered,
  isPatch: (path: string) => boolean,
  wants: (workload: Workload) => boolean,
): boolean {
  const [file] = readSource(source, gathered, isPatch);
  if (file === undefined || !isUnwanted(source, gathered, wants)) {
    linkWithin(source, gathered);
    return false;
  }
  const { piece: share, containers, facts } = gathered;
  containers.length = share.containers;
  facts.length = share.facts;
  forget(file, gathered, GoneBundle);
  return true;
}

/** Told without linking the containers, where their entries alone can tell that they set variables. */
function isUnwanted(source: Source, gathered: Gathered, wants: (workload: Workload) => boolean): boolean {
  const own = gathered.containers.slice(gathered.piece.containers);
  if (!areWithin(source, gathered) || own.some((container) => wants(isLinked(container) ? container : container.workload))) return false;
  if (own.some((container) => !isLinked(container) && container.env.some(isSurelySet))) return true;
  linkWithin(source, gathered);
  return own.some((container) => setsVariables(isLinked(container) ? container : container.workload));
}

/** An optional key may be missing, and then sets nothing. */
function isSurelySet(entry: Container["env"][number]): boolean {
  return !("ref" in entry) || !entry.optional;
}

function setsVariables({ layers }: Workload): boolean {
  return layers.some((layer) => layer.kind === "bindings");
}

function forget(piece: Piece, { piece: { bundles: own }, bundles }: Gathered, Left: typeof GoneBundle): void {
  const gone = new GonePiece(piece);
  for (const [index, { ref, bundle }] of own.entries()) {
    const all = bundles.get(ref);
    all?.splice(all.indexOf(bundle), 1, new Left(bundle, gone, index));
  }
}

/** A piece that was let go, and is read again when something refers to it. */
class GonePiece {
  readonly #piece: Piece;
  #bundles: readonly Bundle[] | undefined;

  constructor(piece: Piece) {
    this.#piece = piece;
  }

  bindingsOf(index: number): readonly Binding[] {
    return (this.#bundles ??= this.#again())[index]?.bindings ?? [];
  }

  #again(): readonly Bundle[] {
    const gathered = emptyGathered();
    readBundles(this.#piece, gathered);
    return gathered.piece.bundles.map(({ bundle }) => bundle);
  }
}

/** A ConfigMap or Secret of a piece that was let go. */
class GoneBundle implements Bundle {
  readonly ref: Ref;
  readonly at: Span;
  readonly opening?: NonNullable<Bundle["opening"]>;
  readonly #piece: GonePiece;
  readonly #index: number;
  #isUsed = false;

  constructor({ ref, at, opening }: Bundle, piece: GonePiece, index: number) {
    this.ref = ref;
    this.at = at;
    if (opening !== undefined) this.opening = opening;
    this.#piece = piece;
    this.#index = index;
  }

  get bindings(): readonly Binding[] {
    this.#isUsed = true;
    return this.#piece.bindingsOf(this.#index);
  }

  /** Whether a container took anything from it. */
  get isUsed(): boolean {
    return this.#isUsed;
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
