import type { Binding } from "../model/binding.ts";
import type { Problem, Source, Span } from "../model/source.ts";
import { absent, known } from "../model/value.ts";
import { get, itemsOf, pairOf, spanOf, textOf, yamlDocument, type Node } from "./yaml.ts";

/** One container or image, as `docker inspect` and `podman inspect` describe it. */
export interface Inspected {
  /** Without the slash that Docker puts before a container's name. */
  readonly name: string | undefined;
  /** Names of an image, with their tags. */
  readonly tags: readonly string[];
  /** The compose service that the container belongs to. */
  readonly service: string | undefined;
  /** Its `Env`, in order; the later of duplicates wins, and a name without `=` unsets. */
  readonly bindings: readonly Binding[];
  /** What is only of a container; an image is not run as it is. */
  readonly container: Container | undefined;
  /** The ONBUILD instructions of an image. */
  readonly triggers: readonly string[];
  readonly at: Span;
  /** The `Env` key. */
  readonly list: Span | undefined;
}

/** What the engine makes the environment of a container from, beside its `Env`. */
export interface Container {
  readonly hostname: string | undefined;
  readonly hasTerminal: boolean;
  readonly isWindows: boolean;
}

/** Reads inspect JSON: an array or a single object, or the bare array that `--format '{{json .Config.Env}}'` prints. */
export function readInspect(source: Source): { readonly inspected: readonly Inspected[]; readonly problems: readonly Problem[] } {
  const { root, problems } = yamlDocument(source);
  const items = root?.kind === "sequence" ? root.items : root === undefined ? [] : [root];
  const objects = items.filter(({ kind }) => kind === "mapping");
  if (root?.kind === "sequence" && objects.length === 0 && items.length > 0) return { inspected: [bareList(source, root)], problems };
  const [runnable, others] = [objects.filter(hasConfig), objects.filter((object) => !hasConfig(object))];
  const strange = others.map((object) => ({ at: spanOf(source, { start: object.start, end: object.start }), message: noConfig }));
  return { inspected: runnable.map((object) => inspectedFrom(source, object)), problems: [...problems, ...strange] };
}

const noConfig = "this is neither a container nor an image as inspect prints them: it has no Config";

/** A network or a volume has none, nor what `docker ps` prints. */
function hasConfig(object: Node): boolean {
  return get(object, "Config") !== undefined;
}

function bareList(source: Source, list: Node): Inspected {
  const at = spanOf(source, { start: list.start, end: list.start });
  return {
    name: undefined,
    tags: [],
    service: undefined,
    bindings: bindingsOf(source, list),
    container: undefined,
    triggers: [],
    at,
    list: undefined,
  };
}

function inspectedFrom(source: Source, object: Node): Inspected {
  const config = get(object, "Config");
  const name = pairOf(object, "Name");
  const list = pairOf(config, "Env");
  const start = { start: object.start, end: object.start };
  return {
    name: textOf(name?.value)?.replace(/^\//, ""),
    tags: textsOf(get(object, "RepoTags")),
    service: textOf(get(config, "Labels", "com.docker.compose.service")),
    bindings: bindingsOf(source, list?.value),
    container: get(object, "State") === undefined ? undefined : containerFrom(object, config),
    triggers: textsOf(get(config, "OnBuild")),
    at: spanOf(source, name?.value ?? start),
    list: list === undefined ? undefined : spanOf(source, list.key),
  };
}

function containerFrom(object: Node, config: Node | undefined): Container {
  return {
    hostname: textOf(get(config, "Hostname")) || undefined,
    hasTerminal: textOf(get(config, "Tty")) === "true",
    isWindows: textOf(get(object, "Platform")) === "windows",
  };
}

function bindingsOf(source: Source, list: Node | undefined): Binding[] {
  return itemsOf(list).flatMap((item) => {
    const text = textOf(item);
    if (text === undefined) return [];
    const equals = text.indexOf("=");
    const value = equals < 0 ? absent : known(text.slice(equals + 1));
    return [{ name: equals < 0 ? text : text.slice(0, equals), value, at: nameSpan(source, item, equals >= 0) }];
  });
}

/** The name within the quotes; nothing when an escape hides where it ends. */
function nameSpan(source: Source, { start, end }: Node, hasValue: boolean): Span {
  const equals = source.text.slice(start, end).indexOf("=");
  if (!hasValue) return { source, start, end };
  return { source, start, end: equals < 0 ? start : start + equals };
}

function textsOf(list: Node | undefined): string[] {
  return itemsOf(list).flatMap((item) => textOf(item) ?? []);
}
