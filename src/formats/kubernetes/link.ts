import type { Binding, Bundle, Ref, Scope, Workload } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Source } from "../../model/source.ts";
import { opaque, unknown, type Value } from "../../model/value.ts";
import { platformBackdrop } from "../../text/platform/backdrop.ts";
import { bindingOf, type Container, type Gathered, type Import, type ImportLayer, type KeyReference } from "./gathered.ts";
import { isSlip, mistakenFor } from "./mistaken.ts";
import { refusalOfImported } from "./names.ts";
import { ServiceLinks } from "./service-links.ts";
import { reportUnexpanded } from "./unexpanded.ts";

export function isLinked(container: Container | Workload): container is Workload {
  return !("workload" in container);
}

/** Whether the containers of the piece that was read last refer to nothing outside its file; asked after each document, it goes on where it stopped. */
export function areWithin(source: Source, gathered: Gathered): boolean {
  const { containers, piece } = gathered;
  for (; piece.within < containers.length; piece.within += 1) {
    const container = containers[piece.within];
    if (container !== undefined && !isLinked(container) && !isWithin(container, source, gathered)) return false;
  }
  return true;
}

/** Links the containers of the piece that refer to nothing outside its file, so that what they were read from can be let go. */
export function linkWithin(source: Source, gathered: Gathered): void {
  const { containers, piece } = gathered;
  for (let index = piece.containers; index < containers.length; index += 1) {
    const container = containers[index];
    if (container === undefined || isLinked(container)) continue;
    if (index < piece.within || isWithin(container, source, gathered)) containers[index] = linkContainer(container, gathered);
  }
}

function isWithin({ dollars, imports, env }: Container, source: Source, { bundles }: Gathered): boolean {
  if (dollars.length > 0) return false;
  /** Entries one after the other often take from one object. */
  let last: Ref | undefined;
  const isHere = (ref: Ref): boolean => {
    if (ref === last) return true;
    last = ref;
    return bundles.get(ref)?.some(({ at }) => at.source === source) === true;
  };
  return imports.every(({ ref }) => isHere(ref)) && env.every((entry) => !("ref" in entry) || isHere(entry.ref));
}

/** Follows the references of a container, now that every file of the target is read. */
export function linkContainer(container: Container, gathered: Gathered): Workload {
  const { namespace, workload, layers, serviceLinks, given } = container;
  const { at } = workload;
  const backdrop = given === undefined ? new ServiceLinks(gathered.services, { namespace, serviceLinks, at }) : platformBackdrop(at, given);
  const imports = container.imports.map((layer) => followImport(layer, container, gathered));
  const bindings: Binding[] = [];
  for (const entry of container.env) {
    const binding = "ref" in entry ? withOver(followKey(entry, container, gathered), entry.over) : entry;
    if (binding !== undefined) bindings.push(binding);
  }
  const unseen = container.opening ?? imports.find(({ bundle }) => bundle === undefined)?.unseen;
  if (container.dollars.length > 0) reportUnexpanded(container, { imports, backdrop, unseen }, gathered.facts);
  layers.push({ kind: "backdrop", backdrop });
  if (container.opening !== undefined) layers.push({ kind: "opening", at: workload.at, because: container.opening });
  for (const { layer } of imports) layers.push(layer);
  if (bindings.length > 0)
    layers.push(container.dollars.length > 0 ? { kind: "bindings", bindings, scope: scopeWith(unseen) } : { kind: "bindings", bindings });
  return workload;
}

function withOver(binding: Binding | undefined, over: KeyReference["over"]): Binding | undefined {
  return binding === undefined || over === undefined ? binding : { ...binding, over };
}

function followImport(layer: ImportLayer, { source }: Container, gathered: Gathered): Import {
  const { ref, at, prefix = "", optional = false } = layer;
  const bundle = nearest(ref, source, gathered);
  const object = inWords(ref);
  const unseen = `${object} is not in these files`;
  if (bundle === undefined) {
    const keys = mistakenFor(ref, gathered);
    const fact = { kind: "dangling", name: undefined, object, key: undefined, keys, at, target: undefined, optional } as const;
    if (keys.length > 0) gathered.facts.push(fact);
    return { layer, bundle, unseen };
  }
  for (const binding of bundle.bindings) {
    const because = refusalOfImported(prefix + binding.name);
    if (because !== undefined) gathered.facts.push({ kind: "invalid-name", name: prefix + binding.name, at: binding.at, because });
  }
  return { layer: bundle.ref === ref ? layer : { ...layer, ref: bundle.ref }, bundle, unseen };
}

/** The binding that a key reference comes to: none at all when an optional key is missing, so that an envFrom value of that name survives. */
function followKey(reference: KeyReference, { source }: Container, gathered: Gathered): Binding | undefined {
  const { name, at, ref, object, key, keyAt, optional } = reference;
  const bundle = nearest(ref, source, gathered);
  if (bundle === undefined) return { name, value: valueFromAbroad(reference, gathered.facts, mistakenFor(ref, gathered)), at };
  const found = bindingOf(bundle, key);
  if (found !== undefined) return { name, value: found.value, at };
  if (bundle.opening !== undefined) return { name, value: valueFromAbroad(reference, gathered.facts, []), at };
  const keys = bundle.bindings.map((binding) => binding.name);
  // An optional key that is not there is a default left alone, unless it is there under a misspelt name.
  if (!optional || keys.some((near) => isSlip(key, near))) {
    gathered.facts.push({ kind: "dangling", name, object, key, keys, at: keyAt, nameAt: at, target: bundle.at, optional });
  }
  return optional ? undefined : { name, value: unknown(`${object} has no key ${key}, so the container does not start`), at };
}

/** The value behind a reference to an object that is in no file: if the pod runs at all, a required one is set. */
function valueFromAbroad({ name, object, objectAt, key, optional }: KeyReference, facts: Fact[], keys: readonly string[]): Value {
  if (keys.length > 0) facts.push({ kind: "dangling", name, object, key: undefined, keys, at: objectAt, target: undefined, optional });
  return optional ? unknown(`key ${key} of ${object}, which is optional and not in these files`) : opaque(`key ${key} of ${object}`);
}

/** Of several objects with one name, the one in the same file, else in the same folder, else the last: overlays often stand side by side. */
function nearest(ref: Ref, source: Source, { bundles, piece }: Gathered): Bundle | undefined {
  const found = nearestOf(bundles.get(ref), source.path);
  if (found?.at.source === source && found.at.start < piece.from) piece.borrowed.push(found);
  return found;
}

function nearestOf(bundles: readonly Bundle[] | undefined, path: string): Bundle | undefined {
  if (bundles === undefined || bundles.length === 1) return bundles?.[0];
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const inFolder = (bundle: Bundle): boolean => bundle.at.source.path.slice(0, bundle.at.source.path.lastIndexOf("/") + 1) === folder;
  return bundles.findLast((bundle) => bundle.at.source.path === path) ?? bundles.findLast(inFolder) ?? bundles.at(-1);
}

/** What `$(NAME)` sees: what is set before it. A name that an unseen source may set makes the whole value opaque rather than literal. */
function scopeWith(unseen: string | undefined): Scope {
  return (name, before) => {
    const value = before(name);
    if (value.state === "unknown") return opaque(value.because);
    return value.state === "absent" && unseen !== undefined ? opaque(unseen) : value;
  };
}

/** `secret:default/auth` in words: `secret auth`. */
function inWords(ref: string): string {
  return `${ref.slice(0, ref.indexOf(":"))} ${ref.slice(ref.indexOf("/") + 1)}`;
}
