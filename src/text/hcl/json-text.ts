import type { Problem } from "../../model/source.ts";
import { jsonDocument } from "../platform/json.ts";
import type { Node, Scalar } from "../yaml-node.ts";
import type { Evaluation, Frame } from "./scope.ts";
import type { Part, Template } from "./node.ts";
import { knownText, reasonOf, unresolved } from "./unresolved.ts";

/** A run of the text that is parsed, and where it stands in the source. */
interface Piece {
  readonly at: number;
  readonly start: number;
  /** Whether its characters are those of the source, one by one. */
  readonly isExact: boolean;
}

/** Stand around the number of what an expression comes to. */
const [open, close] = ["\uE000", "\uE001"];
const hole = /\uE000(\d+)\uE001/;

/** What a text of JSON says; undefined where it is not seen, or is no JSON, which is then a problem if it is certain. */
export function jsonOf(node: Node, evaluator: Evaluation, problems: Problem[]): Node | undefined {
  const encoded = evaluator.encoded.get(node);
  if (encoded !== undefined) return encoded;
  const written = evaluator.templates.get(node);
  if (written === undefined || written.template.directs) return undefined;
  return new JsonText(evaluator, written.frame).read(written.template, problems);
}

/** The text of a template with its expressions put in, and the way back from its JSON to the places in the source. */
class JsonText {
  readonly #evaluator: Evaluation;
  readonly #frame: Frame;
  readonly #pieces: Piece[] = [];
  readonly #holes: Node[] = [];
  #length = 0;
  #isQuoted = false;
  #isEscaped = false;

  constructor(evaluator: Evaluation, frame: Frame) {
    this.#evaluator = evaluator;
    this.#frame = frame;
  }

  read({ parts }: Template, problems: Problem[]): Node | undefined {
    const { source } = this.#frame;
    const text = parts.map((part) => this.#put(part)).join("");
    const read = jsonDocument({ path: source.path, text });
    if (read.root !== undefined) return this.#moved(read.root);
    if (this.#holes.length > 0) return undefined;
    for (const { at, message } of read.problems) {
      const start = this.#placeOf(at?.start ?? 0);
      problems.push({ at: { source, start, end: start }, message });
    }
    return undefined;
  }

  /** What stands for a part. */
  #put(part: Part): string {
    const found = part.kind === "text" ? part.text : this.#textOf(this.#evaluator.evaluate(part.expression, this.#frame));
    const isExact = part.kind === "text" && part.text.length === part.end - part.start;
    this.#pieces.push({ at: this.#length, start: part.start, isExact });
    this.#length += found.length;
    if (part.kind === "text") this.#follow(found);
    return found;
  }

  /** Text as it is; what is not known, or is JSON by itself, as a hole. */
  #textOf(node: Node): string {
    const tree = this.#isQuoted ? undefined : this.#evaluator.encoded.get(node);
    const text = tree === undefined ? knownText(node) : undefined;
    if (text !== undefined && this.#evaluator.spend(text.length)) return text;
    const mark = `${open}${String(this.#holes.push(tree ?? node) - 1)}${close}`;
    return this.#isQuoted ? mark : `"${mark}"`;
  }

  #follow(text: string): void {
    for (const sign of text.matchAll(/["\\]|(?<=\\)[^]/g)) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (sign[0] === '"') this.#isQuoted = !this.#isQuoted;
      else if (sign[0] === "\\") this.#isEscaped = this.#isQuoted;
    }
  }

  #moved(node: Node): Node {
    const { source } = this.#frame;
    const start = this.#placeOf(node.start);
    const end = node.end > node.start ? Math.max(start, this.#placeOf(node.end - 1, 1)) : start;
    if (node.kind === "scalar") return this.#filled({ ...node, source, start, end });
    if (node.kind === "sequence") return { ...node, source, start, end, items: node.items.map((item) => this.#moved(item)) };
    const pairs = node.pairs.map(({ key, value }) => ({ key: this.#moved(key), value: this.#moved(value) }));
    return { ...node, source, start, end, pairs };
  }

  /** A scalar with a hole is what fills it, or is not known. */
  #filled(node: Scalar): Node {
    const found = hole.exec(node.text);
    const filler = this.#holes[Number(found?.[1] ?? -1)];
    if (found === null || filler === undefined) return node;
    if (found[0].length === node.text.length) return filler;
    const { source } = this.#frame;
    const because = reasonOf(filler)?.because ?? "a part of it is no text";
    return unresolved({ source, start: node.start, end: node.end }, { state: "opaque", because });
  }

  /** Where a character stands in the source; of what was put in, where its expression starts. */
  #placeOf(offset: number, behind = 0): number {
    let [low, high] = [0, this.#pieces.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    if (piece === undefined) return this.#frame.source.text.length;
    return piece.isExact ? piece.start + (offset - piece.at) + behind : piece.start;
  }
}
