import * as z from "zod/mini";
import type { Problem, Source, Span } from "../model/source.ts";
import { didYouMean } from "../text/suggest.ts";
import { type Node, type Pair, pairsOf } from "../text/yaml.ts";
import { plainOf, writtenKey } from "./plain.ts";
import { formsOf, innerShape, keysOf, kindOf, phraseOf, titleOf } from "./shape-words.ts";
import type { Shape } from "./shape-parts.ts";

type Issue = z.core.$ZodIssue;

/** How many unknown keys of one mapping get a hint, since each hint compares with every key that is allowed. */
const mostHints = 50;

/** Where an issue is: what stands there, the pair that holds it, and a label for messages (`PORT`, `PORT.in.staging`, `constraints[2]`). */
interface Place {
  readonly shape: Shape | undefined;
  readonly node: Node | undefined;
  readonly pair: Pair | undefined;
  readonly label: string;
  readonly parent: Place | undefined;
}

/** The pair of a key, as `pairOf` finds it; the keys of each mapping are looked through once, since mistakes may be many. */
type Find = (node: Node | undefined, key: string) => Pair | undefined;

function finder(): Find {
  const known = new Map<Node, ReadonlyMap<string, Pair>>();
  return (node, key) => {
    if (node?.kind !== "mapping") return undefined;
    const pairs = known.get(node) ?? new Map(pairsOf(node).map((pair) => [pair.key.kind === "scalar" ? pair.key.text : "", pair]));
    known.set(node, pairs);
    return pairs.get(key);
  };
}

type Locate = (path: readonly PropertyKey[]) => Place;

/** What keeps a document from having the shape, each in envcheck's own words; none of them quotes a value. */
export function shapeMistakes(source: Source, root: Node, shape: Shape): Problem[] {
  const result = z.safeParse(shape, plainOf(root));
  if (result.success) return [];
  const find = finder();
  const start: Place = { shape, node: root, pair: undefined, label: "the file", parent: undefined };
  const locate: Locate = (path) => path.reduce<Place>((place, step) => next(place, step, find), start);
  return firsts(result.error.issues.flatMap((issue) => narrowed(issue, locate)))
    .flatMap((issue) => problemsOf(issue, locate(issue.path), find))
    .map(({ at, message }) => ({ at: { source, ...at }, message }));
}

/** The issues of a union are those of the one form that is of the value's kind; where there is none, the union itself is the issue. */
function narrowed(issue: Issue, locate: Locate): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const { shape, node } = locate(issue.path);
  const forms = formsOf(shape).flatMap((option, index) => (kindOf(option) === node?.kind ? [issue.errors[index] ?? []] : []));
  const [form] = forms;
  if (form === undefined || forms.length > 1) return [issue];
  return form.flatMap((inner) => narrowed({ ...inner, path: [...issue.path, ...inner.path] }, locate));
}

/** The first issue of each place: what else is said of a value of the wrong kind follows from that. */
function firsts(issues: readonly Issue[]): readonly Issue[] {
  const found = new Map<string, Issue>();
  for (const issue of issues) {
    const id = issue.path.map(String).join("\0");
    if (!found.has(id)) found.set(id, issue);
  }
  return [...found.values()];
}

/** Top-level keys that hold names are left out of labels: the name says enough. */
function next(place: Place, step: PropertyKey, find: Find): Place {
  const { shape, node, pair, label, parent } = place;
  const inner = innerShape(shape, step);
  if (typeof step === "number") {
    const item = node?.kind === "sequence" ? node.items[step] : undefined;
    return { shape: inner, node: item, pair, label: `${label}[${String(step)}]`, parent: place };
  }
  const name = writtenKey(String(step));
  const found = find(node, name);
  const isName = parent === undefined || (parent.parent === undefined && node?.kind === "mapping");
  return { shape: inner, node: found?.value, pair: found, label: isName ? name : `${label}.${name}`, parent: place };
}

type Range = Pick<Span, "start" | "end">;

interface Mistake {
  readonly at: Range;
  readonly message: string;
}

function problemsOf(issue: Issue, place: Place, find: Find): Mistake[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key, index) => unknownKey(find(place.node, writtenKey(key)), place, index < mostHints));
  if (place.node === undefined) return missingKey(place);
  return [mistakeOf(issue, place)];
}

function mistakeOf(issue: Issue, place: Place): Mistake {
  if (issue.code === "invalid_value") return { at: wordRange(place), message: notAllowed(issue.values.map(String), place) };
  if (issue.code === "invalid_key")
    return { at: keyRange(place), message: "a name must not be empty and must hold no white space and no equals sign" };
  if (issue.code === "too_small") return { at: keyRange(place), message: `${place.label} ${tooSmall(issue)}` };
  const at = issue.code === "invalid_format" ? wordRange(place) : keyRange(place);
  return { at, message: `${place.label} must be ${phraseOf(place.shape)}` };
}

/** Nothing where a key is there that can only be this one misspelt: that is told already. */
function missingKey({ label, parent }: Place): Mistake[] {
  const key = label.slice(label.lastIndexOf(".") + 1);
  const written = parent?.node?.kind === "mapping" ? parent.node.pairs.length : 0;
  if (parent === undefined || (written > 0 && keysOf(parent.shape).length === 1)) return [];
  return [{ at: keyRange(parent), message: `${parent.label} needs the key ${key}` }];
}

function unknownKey(pair: Pair | undefined, { shape, label }: Place, hinted: boolean): Mistake {
  const allowed = keysOf(shape);
  const key = pair?.key.kind === "scalar" ? pair.key.text : "";
  const hint = hinted ? didYouMean(key, allowed) : undefined;
  const near = hint === undefined ? "" : `, ${hint}`;
  const at = rangeOf(pair?.key ?? { start: 0, end: 0 });
  return { at, message: `${label} takes no key ${key}${near}; ${titleOf(shape) ?? "it"} takes ${allowed.join(", ")}` };
}

function notAllowed(allowed: readonly string[], { node, label }: Place): string {
  const hint = node?.kind === "scalar" ? didYouMean(node.text, allowed) : undefined;
  return `${label} ${hint === undefined ? "" : `is not known, ${hint}; it `}must be one of ${allowed.join(", ")}`;
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin !== "array" && origin !== "string") return "must not be negative";
  return minimum === 2 ? "must have at least two entries" : "must not be empty";
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}

/** The key that holds the place, or the point where an entry of a list starts: never the value, which reports would print. */
function keyRange({ node, pair, parent }: Place): Range {
  if (parent?.node?.kind === "sequence" && node !== undefined) return { start: node.start, end: node.start };
  return rangeOf(pair?.key ?? { start: 0, end: 0 });
}

/** The value when it is a mere word, such as the name of a type. */
function wordRange(place: Place): Range {
  const { node } = place;
  const isWord = node?.kind === "scalar" && node.style !== "block" && /^[\w.-]{1,40}$/.test(node.text);
  return isWord ? rangeOf(node) : keyRange(place);
}
