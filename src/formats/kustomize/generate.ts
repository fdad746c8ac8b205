import { append } from "../../text/append.ts";
import { readKustomizeEnvFile } from "../../text/env-file/kubernetes.ts";
import { unseal } from "../../model/sealed.ts";
import { isSource, type Span, type Unseen } from "../../model/source.ts";
import { get, itemsOf, type Mapping, type Node, type Pair, pairsOf, type Scalar, spanOf, textOf } from "../../text/yaml.ts";
import { basename, joinPath } from "../format.ts";
import type { Layer } from "./patches.ts";
import { type Behavior, Resource } from "./resource.ts";
import { mapping, placed, scalar, withPair } from "./tree.ts";
import { unpatchedKeys } from "./unpatched.ts";

/** One key of a generated object. */
interface Datum {
  readonly key: string;
  readonly at: Span;
  readonly text: string;
}

/** What the sources of a generator come to. */
interface Data {
  readonly found: Datum[];
  /** A source that could not be read. */
  unseen: Mapping["unseen"];
}

/** Adds what a `configMapGenerator` or `secretGenerator` makes, or merges it into what there is (api/resmap AbsorbAll). */
export function generate(layer: Layer, kind: "ConfigMap" | "Secret", root: Mapping): void {
  const generators = get(root, kind === "ConfigMap" ? "configMapGenerator" : "secretGenerator");
  for (const item of itemsOf(generators)) {
    const nameNode = get(item, "name");
    const at = spanOf(layer.source, nameNode ?? { ...item, end: item.start });
    const name = textOf(nameNode);
    if (name === undefined || nameNode === undefined) layer.session.problem(at, "a generator must have a name");
    else absorb(layer, makeOne(layer, item, { kind, name, at, options: [get(root, "generatorOptions"), get(item, "options")] }));
  }
}

interface About {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  readonly at: Span;
  /** Those of the whole kustomization, then its own. */
  readonly options: readonly (Node | undefined)[];
}

function makeOne(layer: Layer, item: Node, { kind, name, at, options }: About): Resource {
  const { found, unseen } = dataOf(layer, item);
  const seen = new Set<string>();
  const pairs: Pair[] = [];
  for (const { key, at: place, text } of found) {
    if (seen.has(key)) layer.session.problem(place, `${key} must not be there twice, or kustomize builds nothing`);
    else
      pairs.push({
        key: scalar(key, place),
        value: scalar(kind === "Secret" ? Buffer.from(text, "utf8").toString("base64") : text, place),
      });
    seen.add(key);
  }
  const plain = (field: string, text: string): Pair => ({ key: scalar(field, at), value: scalar(text, at) });
  const namespace = textOf(get(item, "namespace"));
  const metadata = mapping(
    [
      plain("name", name),
      ...(namespace === undefined ? [] : [plain("namespace", namespace)]),
      ...["labels", "annotations"].flatMap((field) => {
        const set = options.flatMap((option) => pairsOf(get(option, field)));
        return set.length === 0 ? [] : [{ key: scalar(field, at), value: mapping(set, at) }];
      }),
    ],
    at,
  );
  const node = mapping(
    [
      plain("apiVersion", "v1"),
      plain("kind", kind),
      { key: scalar("metadata", at), value: metadata },
      ...(kind === "Secret" ? [plain("type", textOf(get(item, "type")) ?? "Opaque")] : []),
      { key: scalar("data", at), value: { ...mapping(pairs, at), ...(unseen && { unseen }) } },
    ],
    at,
  );
  const resource = new Resource(layer.source, node);
  resource.needsHash = !options.some((option) => textOf(get(option, "disableNameSuffixHash")) === "true");
  resource.behavior = behaviorOf(textOf(get(item, "behavior")));
  return resource;
}

function behaviorOf(text: string | undefined): Behavior {
  return text === "merge" || text === "replace" ? text : "create";
}

function dataOf(layer: Layer, item: Node): Data {
  const data: Data = { found: [], unseen: undefined };
  const { session, source } = layer;
  const lone = get(item, "env");
  for (const path of [...itemsOf(get(item, "envs")), ...(lone === undefined ? [] : [lone])]) envFile(layer, path, data);
  for (const literal of itemsOf(get(item, "literals"))) {
    const text = literal.kind === "scalar" ? literal.text : "";
    const equals = text.indexOf("=");
    if (equals > 0)
      data.found.push({ key: text.slice(0, equals), at: keySpan(layer, literal, equals), text: withoutQuotes(text.slice(equals + 1)) });
    else session.problem(spanOf(source, { ...literal, end: literal.start }), "a literal must be KEY=value");
  }
  for (const file of itemsOf(get(item, "files"))) wholeFile(layer, file, data);
  return data;
}

/** The key at the start of a scalar, where that is written as it is meant. */
function keySpan({ source }: Layer, node: Node, length: number): Span {
  const isPlain = node.kind === "scalar" && source.text.startsWith(node.text.slice(0, length), node.start);
  return spanOf(source, { start: node.start, end: isPlain ? node.start + length : node.start });
}

/** One pair of quotes around the whole (api/kv removeQuotes). */
function withoutQuotes(text: string): string {
  return /^(["'])[^]*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

function envFile(layer: Layer, path: Node, data: Data): void {
  const { session, source, folder } = layer;
  const at = spanOf(source, path);
  if (isAddress(textOf(path) ?? "")) {
    data.unseen ??= { at, because: "an env file of this generator is remote, and envcheck fetches nothing" };
    return;
  }
  const found = session.file(joinPath(folder, textOf(path) ?? ""));
  if (!isSource(found)) {
    data.unseen ??= missing(layer, found, at);
    return;
  }
  const { bindings, facts, problems } = readKustomizeEnvFile(found, session.world.shell);
  append(session.facts, facts);
  append(session.problems, problems);
  for (const { name, at: place, value } of bindings) {
    data.found.push({ key: name, at: place, text: value.state === "known" ? unseal(value.text) : "" });
  }
}

function wholeFile(layer: Layer, node: Node, data: Data): void {
  const { session, source, folder } = layer;
  const named = namedFile(textOf(node) ?? "");
  if (named === undefined) {
    session.problem(spanOf(source, node), "a file must be PATH or KEY=PATH");
    return;
  }
  const { key, path, isPlain } = named;
  const at = isPlain ? spanOf(source, node) : keySpan(layer, node, key.length);
  if (isAddress(path)) {
    data.unseen ??= { at, because: `what ${key} is made of is remote, and envcheck fetches nothing` };
    return;
  }
  const found = session.file(joinPath(folder, path));
  if (isSource(found)) data.found.push({ key, at, text: found.text });
  else if (found.reason === "binary" || found.reason === "not-utf-8") data.unseen ??= { at, because: `${found.path} ${found.because}` };
  else data.unseen ??= missing(layer, found, spanOf(source, node));
}

/** What kustomize fetches instead of reading it (api/internal/loader/fileloader.go, Load). */
function isAddress(path: string): boolean {
  return /^https?:\/\//i.test(path);
}

/** The key and the path of a `files` entry; undefined where one of them is empty, or there is more. */
function namedFile(text: string): { readonly key: string; readonly path: string; readonly isPlain: boolean } | undefined {
  const parts = text.split("=");
  const isPlain = parts.length === 1;
  const [key = "", path = ""] = isPlain ? [basename(text), text] : parts;
  return parts.length > 2 || key === "" || path === "" ? undefined : { key, path, isPlain };
}

/** Why a file tells nothing is a fact where it is not here, and a problem where it is and cannot be read. */
function missing({ session }: Layer, { path, reason, because }: Unseen, at: Span): Mapping["unseen"] {
  if (reason === "missing" || reason === "ignored") {
    session.facts.push({ kind: "missing-file", path, at, ignored: reason === "ignored", optional: false });
  } else if (reason !== "outside") session.problem(at, `${path} ${because}`);
  return { at, because: `${path} ${because}` };
}

function absorb({ session, resources, unseen }: Layer, made: Resource): void {
  const [old, second] = resources.find(made.id);
  const { behavior } = made;
  if (second !== undefined)
    session.problem(made.at, "several objects of this build have this name, so that kustomize does not know which is meant");
  else if (old === undefined && behavior !== "create" && unseen === undefined)
    session.problem(made.at, `there is no ${made.id.kind} of this name to ${behavior}`);
  else if (old === undefined) resources.force(opened(made, behavior === "create" ? undefined : unseen));
  else if (behavior === "create")
    session.problem(made.at, `there is a ${made.id.kind} of this name already; to change it, the behavior must be merge or replace`);
  else {
    const kept = { previous: old.previous, prefixes: old.prefixes, suffixes: old.suffixes, variables: old.variables };
    Object.assign(made, { ...kept, needsHash: made.needsHash && old.needsHash });
    const before = placed(old.node, old.source);
    if (behavior === "merge") append(session.facts, [...unpatchedKeys(old, made)]);
    const data = behavior === "merge" ? mergedData(before, made.node) : get(made.node, "data");
    const metadata = get(before, "metadata");
    made.node = put(put(made.node, "metadata", metadata), "data", data);
    resources.replace(old, made);
  }
}

/** A generated object that adds to one that is not seen may hold more than it says. */
function opened(resource: Resource, because: string | undefined): Resource {
  const data = get(resource.node, "data");
  if (because !== undefined && data?.kind === "mapping")
    resource.node = put(resource.node, "data", { ...data, unseen: { at: resource.at, because } });
  return resource;
}

function put(node: Mapping, name: string, value: Node | undefined): Mapping {
  const pair = node.pairs.find(({ key }) => textOf(key) === name);
  return pair === undefined || value === undefined ? node : withPair(node, { key: pair.key, value });
}

function mergedData(old: Node, made: Mapping): Node | undefined {
  const [below, above] = [get(old, "data"), get(made, "data")];
  if (below?.kind !== "mapping" || above?.kind !== "mapping") return above;
  const pairs = new Map(below.pairs.map((pair) => [keyText(pair.key), pair]));
  for (const pair of above.pairs) {
    const under = pairs.get(keyText(pair.key));
    pairs.set(keyText(pair.key), under === undefined ? pair : { ...pair, under });
  }
  const unseen = below.unseen ?? above.unseen;
  return { ...above, pairs: [...pairs.values()], ...(unseen && { unseen }) };
}

function keyText(key: Node): string {
  const scalarKey: Scalar | undefined = key.kind === "scalar" ? key : undefined;
  return scalarKey?.text ?? "";
}
