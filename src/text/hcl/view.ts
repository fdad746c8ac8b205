import type { Source, Span } from "../../model/source.ts";
import type { Mapping, Node } from "../yaml-node.ts";
import type { Evaluation } from "./scope.ts";
import type { Attribute, Block } from "./node.ts";
import { isNothing, knownText, textScalar } from "./unresolved.ts";

/** A block in its file. */
export interface PlacedBlock {
  readonly block: Block;
  readonly source: Source;
}

/** An argument that is set, with where its name stands. */
export interface Argument {
  readonly at: Span;
  readonly node: Node;
}

/** A block as its reader sees it, where several files may write it: of each argument and each kind of block the last file's counts. */
export class View {
  readonly #parts: readonly [PlacedBlock, ...PlacedBlock[]];
  readonly #evaluator: Evaluation;

  constructor(parts: readonly [PlacedBlock, ...PlacedBlock[]], evaluator: Evaluation) {
    this.#parts = parts;
    this.#evaluator = evaluator;
  }

  get evaluator(): Evaluation {
    return this.#evaluator;
  }

  /** All of the block. */
  get extent(): Span {
    const [{ source, block }] = this.#parts;
    return { source, start: block.start, end: block.end };
  }

  /** Its last label, or its type where it has none. */
  get at(): Span {
    const [{ source, block }] = this.#parts;
    const { start, end } = block.labels.at(-1) ?? { start: block.start, end: block.typeEnd };
    return { source, start, end };
  }

  get labels(): readonly string[] {
    return this.#parts[0].block.labels.map(({ text }) => text);
  }

  /** An argument that is not null. */
  argument(name: string): Argument | undefined {
    for (const { block, source } of this.#parts.toReversed()) {
      const found = block.body.attributes.find((attribute) => attribute.name === name);
      if (found !== undefined) return this.#argument(found, source);
    }
    return undefined;
  }

  /** The text of an argument, where it is certain. */
  text(name: string): string | undefined {
    return knownText(this.argument(name)?.node);
  }

  arguments(): readonly { readonly name: string; readonly argument: Argument }[] {
    const names = new Set(this.#parts.flatMap(({ block }) => block.body.attributes.map((attribute) => attribute.name)));
    return [...names].flatMap((name) => {
      const argument = this.argument(name);
      return argument === undefined ? [] : [{ name, argument }];
    });
  }

  /** The arguments of a block that may have any, as a map. */
  get node(): Mapping {
    const pairs = this.arguments().map(({ name, argument: { at, node } }) => ({ key: textScalar(at, name), value: node }));
    return { kind: "mapping", ...this.extent, tag: undefined, pairs };
  }

  blocks(type: string): readonly View[] {
    const part = this.#parts.findLast(({ block }) => block.body.blocks.some((one) => one.type === type || isDynamic(one, type)));
    return (part?.block.body.blocks ?? [])
      .filter((one) => one.type === type)
      .map((block) => new View([{ block, source: part?.source ?? this.#parts[0].source }], this.#evaluator));
  }

  /** The blocks at the end of a path of types. */
  below(...path: readonly string[]): readonly View[] {
    return path.reduce<readonly View[]>((views, type) => views.flatMap((view) => view.blocks(type)), [this]);
  }

  /** Where a `dynamic` block makes blocks of a type. */
  dynamic(type: string): Span | undefined {
    for (const { block, source } of this.#parts) {
      const found = block.body.blocks.find((one) => isDynamic(one, type));
      if (found !== undefined) return { source, start: found.start, end: found.typeEnd };
    }
    return undefined;
  }

  #argument({ start, end, value }: Attribute, source: Source): Argument | undefined {
    const node = this.#evaluator.evaluate(value, { source });
    return isNothing(node) ? undefined : { at: { source, start, end }, node };
  }
}

function isDynamic({ type, labels }: Block, made: string): boolean {
  return type === "dynamic" && labels[0]?.text === made;
}
