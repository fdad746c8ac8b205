import type { Span } from "../../model/source.ts";
import { known } from "../../model/value.ts";
import { type ComposeTemplate, parseComposeTemplate } from "../../text/compose-template.ts";
import { reachedInvalid } from "../../text/compose-reference.ts";
import { goScalar, isGoText, isMistagged } from "../../text/go-yaml.ts";
import { evaluate } from "../../text/interpolate.ts";
import { mappingsIn, type Mapping as YamlMapping, type Node, pairsOf, type Scalar, spanOf, yamlDocuments } from "../../text/yaml.ts";
import type { Log } from "./log.ts";
import { type Marks, marksIn } from "./marks.ts";
import { withoutReset } from "./reset.ts";
import { type Entry, type Leaf, type Origin, pointAt, type Tree } from "./tree.ts";

/** One document of a compose file, interpolated; `marks` are its `!reset` and `!override` tags. */
export interface ComposeDocument {
  readonly root: Tree;
  readonly marks: Marks;
}

const none: readonly never[] = [];

/** Where merge keys and anchors grow a file beyond this many entries, the rest of it is left out. */
const mostEntries = 250_000;

export function readDocuments(origin: Origin, log: Log): ComposeDocument[] {
  const documents: ComposeDocument[] = [];
  for (const { root, problems } of yamlDocuments(origin.source)) {
    log.addAll({ problems });
    if (root === undefined) continue;
    const kept = withoutReset(root, origin.source);
    for (const mapping of mappingsIn(kept)) judgeKeys(mapping, origin, log);
    documents.push({ root: new Converter(origin, log).convert(kept, undefined), marks: marksIn(root, origin.source) });
  }
  return documents;
}

/** What compose-go's reset.go and its key conversion refuse: a key twice (`<<` too), and keys that are no text. */
function judgeKeys({ pairs }: YamlMapping, { source }: Origin, log: Log): void {
  const seen = new Set<string>();
  for (const { key, value } of pairs) {
    if (key.kind !== "scalar") log.problem(pointAt(spanOf(source, key)), "a key must be text, not a collection");
    else if (seen.has(key.text)) log.problem(spanOf(source, key), `${key.text} is a key of this mapping twice`);
    else if (isMergeKey(key)) judgeMerge(value, spanOf(source, key), log);
    else if (!isGoText(key))
      log.problem(spanOf(source, key), `${key.text} must be quoted, for a key must be text, not a ${goScalar(key).type}`);
    if (key.kind === "scalar") seen.add(key.text);
  }
}

function isMergeKey({ text, style }: Scalar): boolean {
  return text === "<<" && style === "plain";
}

function judgeMerge(value: Node, at: Span, log: Log): void {
  const sources = value.kind === "sequence" ? value.items : [value];
  if (sources.some(({ kind }) => kind !== "mapping")) log.problem(at, "the merge key << must be given a mapping or a list of mappings");
}

/** Turns nodes into trees, each node once, so that aliases cannot multiply the work. */
class Converter {
  readonly #origin: Origin;
  readonly #log: Log;
  readonly #done = new Map<Node, Tree>();
  readonly #hasAliases: boolean;
  #entries = 0;

  constructor(origin: Origin, log: Log) {
    this.#origin = origin;
    this.#log = log;
    this.#hasAliases = origin.source.text.includes("*");
  }

  /** The context is the key that a scalar is the value of, or the list that it stands in. */
  convert(node: Node, context: string | Span | undefined): Tree {
    if (!this.#hasAliases) return this.#convert(node, context);
    const done = this.#done.get(node);
    if (done !== undefined) return done;
    const tree = this.#convert(node, context);
    this.#done.set(node, tree);
    return tree;
  }

  #convert(node: Node, context: string | Span | undefined): Tree {
    if (node.kind === "scalar") return this.#leaf(node, context);
    const place = spanOf(this.#origin.source, node);
    if (node.kind === "mapping") return { kind: "mapping", place, entries: this.#entriesOf(node), gaps: [] };
    return { kind: "list", place, items: node.items.map((item) => this.convert(item, place)) };
  }

  #entriesOf(node: YamlMapping): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    if (this.#entries > mostEntries) return entries;
    const pairs = pairsOf(node);
    this.#entries += pairs.length;
    if (this.#entries > mostEntries) {
      const at = pointAt(spanOf(this.#origin.source, node));
      this.#log.problem(at, `the file grows beyond ${String(mostEntries)} entries through its anchors`);
    }
    for (const { key, value } of pairs) {
      if (key.kind !== "scalar") continue;
      entries.set(key.text, { key: spanOf(this.#origin.source, key), value: this.convert(value, key.text) });
    }
    return entries;
  }

  #leaf(node: Scalar, context: string | Span | undefined): Leaf {
    const scalar = goScalar(node);
    const { type, text, notation } = scalar;
    const place = spanOf(this.#origin.source, node);
    if (isMistagged(node, scalar)) this.#log.problem(pointAt(place), `this text is no ${String(node.tag)}`);
    const parsed = type === "string" && text.includes("$") ? this.#parse(text, place, context) : undefined;
    const leaf: Leaf = {
      kind: "scalar",
      type,
      value: parsed === undefined ? known(text) : evaluate({ state: "template", template: parsed.template }, this.#origin.lookup),
      template: parsed?.template ?? none,
      uses: parsed?.uses ?? none,
      written: node.text,
      notation: text === node.text ? undefined : notation,
      origin: this.#origin,
      place,
      list: typeof context === "string" ? undefined : context,
    };
    if (leaf.value.state === "absent") this.#log.refusals.push(leaf);
    return leaf;
  }

  #parse(text: string, place: Span, context: string | Span | undefined): ComposeTemplate {
    const parsed = parseComposeTemplate(text);
    const invalid = reachedInvalid(parsed.invalid, this.#origin.lookup);
    if (invalid !== undefined) this.#refuse(invalid, place, text, context);
    return parsed;
  }

  #refuse(invalid: number, { source, start, end }: Span, text: string, context: string | Span | undefined): void {
    const exact = source.text.slice(start, end) === text ? start + invalid : start;
    const name = typeof context === "string" ? context : (/^[\w.-]+(?==)/.exec(text)?.[0] ?? "this text");
    const message = `${name} must refer to variables as \${NAME}, and write a plain dollar as $$`;
    this.#log.problem({ source, start: exact, end: exact }, message);
  }
}
