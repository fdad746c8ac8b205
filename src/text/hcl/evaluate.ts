import type { Node, Pair, Scalar } from "../yaml-node.ts";
import { itemsOf, pairOf } from "../yaml.ts";
import { deepest } from "./cursor.ts";
import { callFunction } from "./functions.ts";
import type { Expression, ObjectExpression, Part, Reference, Template } from "./node.ts";
import type { Evaluation, Frame, Scope } from "./scope.ts";
import { knownText, type Origin, reasonOf, textScalar, unresolved } from "./unresolved.ts";

/** How much may be made out of what refers to itself twice over and over: items, pairs and characters. */
const allowance = 2_000_000;

/** Works out what is literal, and nothing else: what stands for the rest says why. */
export class Evaluator implements Evaluation {
  readonly scope: Scope;
  readonly encoded = new WeakMap<Node, Node>();
  readonly templates = new WeakMap<Node, { readonly template: Template; readonly frame: Frame }>();
  readonly #locals = new Map<string, Node | undefined>();
  #left = allowance;
  #depth = 0;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  evaluate(expression: Expression, frame: Frame): Node {
    const origin = { source: frame.source, start: expression.start, end: expression.end };
    if (this.#depth >= deepest) return unresolved(origin, { state: "unknown", because: "it refers to itself, or too far" });
    this.#depth += 1;
    try {
      return this.#evaluate(expression, frame, origin);
    } finally {
      this.#depth -= 1;
    }
  }

  spend(count: number): boolean {
    this.#left -= count;
    return this.#left >= 0;
  }

  #evaluate(expression: Expression, frame: Frame, origin: Origin): Node {
    const { kind, start, end } = expression;
    const { source } = frame;
    if (kind === "literal") return { kind: "scalar", source, start, end, tag: undefined, text: expression.text, style: "plain" };
    if (kind === "template") return this.#template(expression, frame, origin);
    if (kind === "object") return { kind: "mapping", source, start, end, tag: undefined, pairs: this.#pairs(expression, frame) };
    if (kind === "reference") return this.#reference(expression, frame, origin);
    if (kind === "call") return callFunction(expression, { evaluator: this, frame, origin });
    if (kind === "list")
      return { kind: "sequence", source, start, end, tag: undefined, items: expression.items.map((item) => this.evaluate(item, frame)) };
    return unresolved(origin, { state: "unknown", because: `${expression.what} is worked out ${this.scope.whenever}` });
  }

  #pairs({ items }: ObjectExpression, frame: Frame): Pair[] {
    return items.map(({ key, value }) => ({ key: this.evaluate(key, frame), value: this.evaluate(value, frame) }));
  }

  #template(template: Template, frame: Frame, origin: Origin): Node {
    const [only, second] = template.parts;
    if (only?.kind === "interpolation" && second === undefined && !template.directs) return this.evaluate(only.expression, frame);
    if (only?.kind === "text" && second === undefined && !/[[{=]/.test(only.text)) return textScalar(origin, only.text);
    const node = this.#joined(template, frame, origin);
    this.templates.set(node, { template, frame });
    return node;
  }

  #joined({ parts, directs }: Template, frame: Frame, origin: Origin): Scalar {
    if (directs) return unresolved(origin, { state: "unknown", because: `a directive of its template decides it ${this.scope.whenever}` });
    const nodes = parts.map((part) => this.part(part, frame));
    const texts = nodes.map((node) => (typeof node === "string" ? node : knownText(node)));
    const wrong = nodes.find((_, index) => texts[index] === undefined);
    const size = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
    if (wrong === undefined && this.spend(size)) return textScalar(origin, texts.join(""));
    if (wrong === undefined) return unresolved(origin, { state: "unknown", because: "it is too long to be worked out" });
    const reason = typeof wrong === "string" ? undefined : reasonOf(wrong);
    if (reason === undefined) return unresolved(origin, { state: "unknown", because: "a part of it is no text" });
    return unresolved(origin, size > 0 ? { state: "opaque", because: reason.because } : reason);
  }

  part(part: Part, frame: Frame): string | Node {
    return part.kind === "text" ? part.text : this.evaluate(part.expression, frame);
  }

  #reference(reference: Reference, frame: Frame, origin: Origin): Node {
    const { root, steps } = reference;
    const [name = "", ...more] = steps;
    const written = [root, ...steps].join(".");
    if (frame.given !== undefined) return this.#descend(pairOf(frame.given, root)?.value, steps, { origin, written });
    if (root === "local") return this.#descend(this.#local(name, origin), more, { origin, written });
    const variable = root === "var" ? this.scope.variables.get(name) : undefined;
    if (variable !== undefined) return this.#descend(variable, more, { origin, written });
    const found = this.scope.outside(reference);
    return "because" in found ? unresolved(origin, found) : found;
  }

  #local(name: string, origin: Origin): Node | undefined {
    const placed = this.scope.locals.get(name);
    if (placed === undefined) return undefined;
    const before = this.#locals.get(name);
    if (before !== undefined) return before;
    if (this.#locals.has(name)) return unresolved(origin, { state: "unknown", because: `local.${name} refers to itself` });
    this.#locals.set(name, undefined);
    const node = this.evaluate(placed.expression, { source: placed.source });
    this.#locals.set(name, node);
    return node;
  }

  /** What stands at the end of the steps. */
  #descend(
    root: Node | undefined,
    steps: readonly string[],
    { origin, written }: { readonly origin: Origin; readonly written: string },
  ): Node {
    let node = root;
    for (const step of steps) {
      if (reasonOf(node) !== undefined) break;
      if (node?.kind === "mapping" && node.pairs.some(({ key }) => reasonOf(key) !== undefined)) node = undefined;
      else node = node?.kind === "sequence" ? itemAt(node, step) : pairOf(node, step)?.value;
    }
    const reason = reasonOf(node);
    if (node === undefined) return unresolved(origin, { state: "unknown", because: `${written} is not in these files` });
    return reason === undefined || steps.length === 0 ? node : unresolved(origin, { state: "unknown", because: reason.because });
  }
}

/** The item at an index; undefined where an item before it may stand for several. */
function itemAt(list: Node, step: string): Node | undefined {
  const index = /^[0-9]{1,6}$/.test(step) ? Number(step) : -1;
  const before = itemsOf(list).slice(0, index + 1);
  return before.some((item) => reasonOf(item) !== undefined) ? undefined : before[index];
}
