import type { Source, Span } from "../../model/source.ts";
import { get, type Mapping, spanOf, textOf } from "../../text/yaml.ts";
import { isClusterWide } from "./schema.ts";
import { withText } from "./tree.ts";

/** What tells resources apart (kyaml resid.ResId). */
export interface Id {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** `default` for none; the same for all that belong to no namespace. */
  readonly namespace: string;
}

export type Behavior = "create" | "merge" | "replace";

/** One object on its way through the layers. */
export class Resource {
  readonly source: Source;
  /** The identities it had before, the oldest first. */
  previous: readonly Id[] = [];
  prefixes: readonly string[] = [];
  suffixes: readonly string[] = [];
  needsHash = false;
  behavior: Behavior = "create";
  /** Names of the vars that are taken from it. */
  variables: readonly string[] = [];
  /** Why its containers may have more variables than are written. */
  opening: string | undefined;
  /** What a patch allows, of which this is one. */
  allows: { readonly name: boolean; readonly kind: boolean } = { name: false, kind: false };
  #node: Mapping;
  #id: Id | undefined;

  constructor(source: Source, node: Mapping) {
    this.source = source;
    this.#node = node;
  }

  get node(): Mapping {
    return this.#node;
  }

  set node(node: Mapping) {
    this.#node = node;
    this.#id = undefined;
  }

  get id(): Id {
    return (this.#id ??= idOf(this.#node));
  }

  /** The identity it came with. */
  get original(): Id {
    return this.previous[0] ?? this.id;
  }

  get at(): Span {
    return spanOf(this.source, get(this.#node, "metadata", "name") ?? this.#node);
  }

  get ids(): readonly Id[] {
    return [...this.previous, this.id];
  }

  /** Remembers what it is called before that changes. */
  remember(): void {
    this.previous = [...this.previous, this.id];
  }

  setMeta(field: string, text: string | undefined, at: Span = this.at): void {
    this.node = withText(this.#node, ["metadata", field], text, at);
  }

  metaOf(field: string): string {
    return textOf(get(this.#node, "metadata", field)) ?? "";
  }
}

function idOf(node: Mapping): Id {
  const apiVersion = textOf(get(node, "apiVersion")) ?? "";
  const slash = apiVersion.indexOf("/");
  const group = slash < 0 ? "" : apiVersion.slice(0, slash);
  const kind = textOf(get(node, "kind")) ?? "";
  const metadata = get(node, "metadata");
  return {
    group,
    version: apiVersion.slice(slash + 1),
    kind,
    name: textOf(get(metadata, "name")) ?? "",
    namespace: effectiveNamespace(group, kind, textOf(get(metadata, "namespace"))),
  };
}

export function effectiveNamespace(group: string, kind: string, namespace: string | undefined): string {
  if (isClusterWide(group, kind)) return "_";
  return namespace === undefined || namespace === "" ? "default" : namespace;
}

export function keyOf({ group, version, kind, name, namespace }: Id): string {
  return [group, version, kind, namespace, name].join("\0");
}
