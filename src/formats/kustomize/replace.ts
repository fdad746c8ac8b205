import { isSource, type Source, type Span } from "../../model/source.ts";
import { goScalar, isGoText } from "../../text/go-yaml.ts";
import { get, itemsOf, type Node, type Scalar, spanOf, startOf, textOf } from "../../text/yaml.ts";
import { joinPath } from "../format.ts";
import { lookUp, splitPath, writeAt } from "./field-path.ts";
import type { Layer } from "./patches.ts";
import type { Resource } from "./resource.ts";
import { exactly, selectorOf } from "./select.ts";
import { isSet, placed, retouched, rewritten, scalar, unsettled } from "./tree.ts";

/** Applies `replacements` (api/filters/replacement): fields of some objects get what a field of another says. */
export function applyReplacements(layer: Layer, list: Node | undefined): void {
  for (const item of itemsOf(list)) {
    const path = textOf(get(item, "path"));
    if (path === undefined) replaceAll(layer, item, layer.source);
    else for (const { node, source } of inFile(layer, path, get(item, "path") ?? item)) replaceAll(layer, node, source);
  }
}

function inFile({ session, folder, source }: Layer, path: string, at: Node): { node: Node; source: Source }[] {
  const found = session.file(joinPath(folder, path));
  if (isSource(found)) {
    return session
      .documents(found)
      .flatMap((root) => (root.kind === "sequence" ? root.items : [root]))
      .map((node) => ({ node, source: found }));
  }
  session.problem(spanOf(source, at), `the replacements in ${found.path} cannot be read: it ${found.because}`);
  return [];
}

function replaceAll(layer: Layer, item: Node, source: Source): void {
  const at = spanOf(source, { ...item, end: item.start });
  const targets = get(item, "targets");
  const value = valueOf(layer, item, at);
  if (value === undefined) return;
  if (!isSet(targets)) layer.session.problem(at, "a replacement must have targets");
  for (const target of itemsOf(targets)) replaceIn(layer, target, { value, source });
}

/** What is to be written; undefined where that cannot be told. */
function valueOf(layer: Layer, item: Node, at: Span): Node | undefined {
  const [from, given] = [get(item, "source"), get(item, "sourceValue")];
  if (isSet(from)) return fieldOf(layer, from, at);
  if (given?.kind === "scalar") return rewritten(given, given.text);
  layer.session.problem(at, "a replacement must have a source");
  return undefined;
}

function fieldOf({ session, resources, unseen }: Layer, from: Node, at: Span): Node | undefined {
  const isMeant = exactly(from);
  const [resource, second] = resources.list.filter((one) => one.ids.some(isMeant));
  if (resource === undefined && unseen !== undefined) return undefined;
  const place = startOf(at.source, from);
  if (resource === undefined || second !== undefined) {
    session.problem(place, `the source of a replacement must name one object, and it names ${second === undefined ? "none" : "several"}`);
    return undefined;
  }
  const path = get(from, "fieldPath");
  const found = lookUp(resource.node, splitPath(textOf(path) ?? "metadata.name"));
  const part = found === undefined ? undefined : partOf(placed(found, resource.source), get(from, "options"));
  if (part === undefined)
    session.problem(path === undefined ? place : spanOf(at.source, path), "the source of this replacement has no such field");
  return part;
}

function partOf(node: Node, options: Node | undefined): Node | undefined {
  const delimiter = textOf(get(options, "delimiter")) ?? "";
  if (delimiter === "") return node;
  if (node.kind !== "scalar") return undefined;
  const text = node.text.split(delimiter)[indexOf(options)];
  return text === undefined ? undefined : { ...node, text };
}

function indexOf(options: Node | undefined): number {
  return Number(textOf(get(options, "index")) ?? "0");
}

interface What {
  readonly value: Node;
  readonly source: Source;
}

function replaceIn(layer: Layer, target: Node, { value, source }: What): void {
  const { session, resources, unseen } = layer;
  const selector = selectorOf(get(target, "select"));
  const rejects = itemsOf(get(target, "reject")).map(selectorOf);
  const at = spanOf(source, { ...target, end: target.start });
  if (selector === undefined || !isSet(get(target, "select"))) {
    session.problem(at, "a target of a replacement must select objects");
    return;
  }
  const fields = itemsOf(get(target, "fieldPaths"));
  const chosen = resources.list.filter(
    (resource) => selector.fits(resource) && selector.fitsLabels(resource) && !rejects.some((reject) => reject?.rejects(resource)),
  );
  for (const resource of chosen) {
    const paths = fields.length === 0 ? [scalar("metadata.name", at)] : fields;
    for (const path of paths) {
      const count = write(layer, resource, path, { value, source: path.source ?? source, options: get(target, "options") });
      if (count === 0 && unseen === undefined)
        session.problem(spanOf(source, path), `${resource.id.kind} ${resource.id.name} has no such field to replace`);
    }
  }
  if (chosen.length > 0) resources.moved();
}

type Writing = What & { readonly options: Node | undefined };

function write({ session }: Layer, resource: Resource, path: Node, { value, source, options }: Writing): number {
  const at = spanOf(source, path);
  const creates = textOf(get(options, "create")) === "true";
  const { node, count } = writeAt(resource.node, splitPath(textOf(path) ?? ""), {
    at,
    creates,
    write: (old) => {
      const made = written(old, value, options);
      if (old?.kind === "scalar" && made?.kind === "scalar" && !isReadable(old, made))
        session.problem(at, "this replacement puts a value of another type in the place of one that is not text");
      return made;
    },
    changed: (list, before, after) => (list === "env" ? retouched(before, after, at) : after),
  });
  if (node.kind === "mapping") resource.node = node;
  session.hasUnsettled ||= creates && count > 0;
  return count;
}

function written(old: Node | undefined, value: Node, options: Node | undefined): Node | undefined {
  const delimiter = textOf(get(options, "delimiter")) ?? "";
  if (delimiter === "") return old?.kind === "scalar" && value.kind === "scalar" ? retyped(old, value.text) : value;
  if (old?.kind !== "scalar" || value.kind !== "scalar") return undefined;
  const parts = old.text.split(delimiter);
  const index = indexOf(options);
  if (index < 0) parts.unshift(value.text);
  else if (index >= parts.length) parts.push(value.text);
  else parts[index] = value.text;
  return retyped(old, parts.join(delimiter));
}

/** Another text for a scalar, which keeps its type. */
function retyped(old: Scalar, text: string): Scalar {
  return old.tag !== unsettled && isGoText(old) ? rewritten(old, text) : { ...old, text };
}

/** Whether go-yaml can read back what has the type of one scalar and the text of another: an integer does for a float. */
function isReadable(old: Scalar, { text }: Scalar): boolean {
  if (old.tag === unsettled || isGoText(old)) return true;
  const [was, is] = [goScalar(old), goScalar({ ...old, text, tag: undefined })];
  return was.type === is.type && (was.notation === "float" || is.notation !== "float");
}
