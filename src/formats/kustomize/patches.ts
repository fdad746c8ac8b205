import { append } from "../../text/append.ts";
import type { Source, Span } from "../../model/source.ts";
import { isSource } from "../../model/source.ts";
import { get, itemsOf, type Mapping, type Node, spanOf, textOf } from "../../text/yaml.ts";
import { joinPath } from "../format.ts";
import { inlineDocuments } from "./inline.ts";
import { applyJsonPatch, isJsonPatch } from "./json-patch.ts";
import type { Session } from "./loader.ts";
import { Merger } from "./merge.ts";
import { resourcesIn } from "./objects.ts";
import { keyOf, type Resource } from "./resource.ts";
import type { Resources } from "./resources.ts";
import { shapeOf } from "./schema.ts";
import { selectorOf } from "./select.ts";
import { isSet, settled } from "./tree.ts";
import { unpatchedIn } from "./unpatched.ts";

/** A kustomization's folder and file, and what it has built so far. */
export interface Layer {
  readonly session: Session;
  readonly source: Source;
  readonly folder: string;
  readonly resources: Resources;
  /** Why objects may be missing here that the cluster will have; undefined where all are seen. */
  readonly unseen: string | undefined;
}

/** What one entry of `patches` holds, and where it says so. */
interface Patch {
  readonly roots: readonly Node[];
  readonly source: Source;
  readonly at: Span;
}

/** `patchesStrategicMerge`: each entry is a patch or the path of one. */
export function applyMergePatches(layer: Layer, list: Node | undefined): void {
  for (const item of itemsOf(list)) {
    const patch = isInline(item) ? inline(layer, item) : inFile(layer, item);
    if (patch !== undefined) mergeInto(layer, patch, undefined);
  }
}

function isInline(item: Node): boolean {
  return item.kind === "scalar" && item.text.trim().includes("\n");
}

/** `patches` and `patchesJson6902`: each entry has its text or its path, and a target. */
export function applyPatches(layer: Layer, list: Node | undefined): void {
  for (const item of itemsOf(list)) {
    const [text, path, target] = ["patch", "path", "target"].map((field) => get(item, field));
    const at = spanOf(layer.source, { ...item, end: item.start });
    const hasText = isSet(text) && textOf(text)?.trim() !== "";
    if (item.kind === "scalar") {
      layer.session.problem(at, "a patch is a mapping; the name of a file goes behind path:");
      continue;
    }
    if (hasText === (isSet(path) && textOf(path) !== "")) {
      layer.session.problem(at, "a patch must have a path or a patch, and not both");
      continue;
    }
    const patch = hasText ? inline(layer, text) : inFile(layer, path);
    if (patch === undefined) continue;
    if (!patch.roots.some(isJsonPatch)) mergeInto(layer, patch, item);
    else if (isSet(target)) patchTargets(layer, patch.roots, target);
    else layer.session.problem(patch.at, "a JSON patch must have a target");
  }
}

function inline({ session, source }: Layer, text: Node): Patch | undefined {
  const at = spanOf(source, { ...text, end: text.start });
  if (text.kind === "scalar") return { roots: inlineDocuments(session, text, source), source, at };
  session.problem(at, "a patch must be text");
  return undefined;
}

function inFile({ session, source, folder }: Layer, path: Node | undefined): Patch | undefined {
  const name = textOf(path);
  if (path === undefined || name === undefined) {
    session.problem(spanOf(source, path ?? { start: 0, end: 0 }), "the path of a patch must be text");
    return undefined;
  }
  const at = spanOf(source, path);
  const found = session.file(joinPath(folder, name));
  if (isSource(found)) return { roots: session.documents(found), source: found, at };
  session.problem(at, `the patch ${found.path} ${found.because}`);
  return undefined;
}

/** Strategic merges: into the objects of a target, else into the one that each patch names. */
function mergeInto(layer: Layer, { roots, source, at }: Patch, item: Node | undefined): void {
  const { session, resources } = layer;
  const patches = resourcesIn(session, roots, source);
  const options = get(item, "options");
  const allows = { name: textOf(get(options, "allowNameChange")) === "true", kind: textOf(get(options, "allowKindChange")) === "true" };
  const target = get(item, "target");
  if (isSet(target)) {
    const [patch, second] = patches;
    if (second !== undefined) session.problem(second.at, "a patch with a target must hold one object");
    else if (patch !== undefined)
      for (const resource of selected(layer, target)) mergeOne(layer, resource, Object.assign(patch, { allows }));
    return;
  }
  for (const patch of patches) {
    const [found, second] = resources.find(patch.id);
    if (second !== undefined)
      session.problem(patch.at, "several objects of this build have this name, so that kustomize does not know which to patch");
    else if (found !== undefined) mergeOne(layer, found, Object.assign(patch, { allows }));
    else if (layer.unseen !== undefined) resources.force(Object.assign(patch, { opening: layer.unseen }));
    else session.problem(patch.at, `no ${patch.id.kind} of this name is in the build for this patch to change`);
  }
  if (patches.length === 0 && session.problems.length === 0) session.problem(at, "the patch holds no object");
}

/** Merges a patch into an object, whose name, kind and namespace stay as they are unless the patch may change them (api/resource ApplySmPatch). */
function mergeOne({ session, resources }: Layer, resource: Resource, patch: Resource): void {
  const [name, namespace, kind] = [resource.metaOf("name"), resource.metaOf("namespace"), resource.id.kind];
  const { allows } = patch;
  if (allows.name || allows.kind) resource.remember();
  const before = keyOf(resource.id);
  const merger = new Merger((node, message) => session.problem(spanOf(node.source ?? patch.source, { ...node, end: node.start }), message));
  const apiVersion = textOf(get(resource.node, "apiVersion")) ?? "";
  append(session.facts, [...unpatchedIn(resource, patch)]);
  const merged = merger.merge(resource.node, patch.node, shapeOf(apiVersion, kind));
  if (merged?.kind !== "mapping") {
    resources.remove(new Set([resource]));
    return;
  }
  resource.node = restored(merged, resource.node, allows);
  if (shapeOf(apiVersion, kind) !== undefined) settle(session, resource, true);
  if (!allows.name) resource.setMeta("name", name);
  if (resource.metaOf("namespace") !== namespace) resource.setMeta("namespace", namespace === "" ? undefined : namespace);
  if (keyOf(resource.id) !== before) resources.moved();
}

/** The object with the names that identify it as they were written before the patch. */
function restored(merged: Mapping, before: Mapping, allows: Resource["allows"]): Mapping {
  const pairs = merged.pairs.map((pair) => {
    const name = textOf(pair.key) ?? "";
    if (name === "apiVersion" || (name === "kind" && !allows.kind)) return before.pairs.findLast(({ key }) => textOf(key) === name) ?? pair;
    if (name !== "metadata" || allows.name || pair.value.kind !== "mapping") return pair;
    const old = get(before, "metadata", "name");
    const metadata = pair.value.pairs.map((one) => (textOf(one.key) === "name" && old ? { key: one.key, value: old } : one));
    return { ...pair, value: { ...pair.value, pairs: metadata } };
  });
  return { ...merged, pairs };
}

function patchTargets(layer: Layer, roots: readonly Node[], target: Node): void {
  const { session, resources, source } = layer;
  for (const resource of selected(layer, target)) {
    resource.remember();
    for (const root of roots.filter(isJsonPatch)) {
      resource.node = applyJsonPatch(resource.node, root, (node, message) => session.problem(spanOf(source, node), message));
    }
    settle(session, resource, false);
    resources.moved();
  }
}

/** What replacements left open is decided where an object is written anew: by a JSON patch, at the end, or by a merge with a schema, which makes it text. */
export function settle({ hasUnsettled }: Session, resource: Resource, asTexts: boolean): void {
  if (!hasUnsettled) return;
  const node = settled(resource.node, asTexts);
  if (node.kind === "mapping") resource.node = node;
}

/** The objects that a target means; none is fine for kustomize. */
function selected({ session, resources, source }: Layer, target: Node): readonly Resource[] {
  const selector = selectorOf(target);
  if (selector !== undefined) return resources.list.filter((resource) => selector.selects(resource));
  session.problem(spanOf(source, { ...target, end: target.start }), "a target must be made of regular expressions");
  return [];
}
