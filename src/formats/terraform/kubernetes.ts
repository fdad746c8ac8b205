import type { Source } from "../../model/source.ts";
import { isNothing, knownText, reasonOf, textScalar } from "../../text/hcl/unresolved.ts";
import type { Argument, View } from "../../text/hcl/view.ts";
import type { Mapping, Node, Pair } from "../../text/yaml-node.ts";
import type { Made } from "../kubernetes/lower.ts";

/** The kinds that resources of the Kubernetes provider make, by their type without `kubernetes_` and `_v1`. */
const kinds = new Map([
  ["pod", "Pod"],
  ["deployment", "Deployment"],
  ["stateful_set", "StatefulSet"],
  ["daemonset", "DaemonSet"],
  ["daemon_set", "DaemonSet"],
  ["replication_controller", "ReplicationController"],
  ["job", "Job"],
  ["cron_job", "CronJob"],
  ["config_map", "ConfigMap"],
  ["secret", "Secret"],
]);

export function kindOf(type: string): string | undefined {
  const [, name = ""] = /^kubernetes_(\w+?)(?:_v1(?:beta1)?)?$/.exec(type) ?? [];
  return kinds.get(name);
}

/** The object that a resource makes, as a manifest: what is out of sight in it is an opening of its containers. */
export function manifestOf(view: View, kind: string): Made {
  return new Manifest(view).made(kind);
}

/** Blocks that stand for the items of a list. */
const lists = [
  ["container", "containers"],
  ["init_container", "initContainers"],
] as const;

class Manifest {
  readonly #view: View;
  readonly #source: Source;
  #opening: string | undefined;

  constructor(view: View) {
    this.#view = view;
    this.#source = view.extent.source;
  }

  made(kind: string): Made {
    const text = (name: string): Node => textScalar(this.#view.at, name);
    const fields: Pair[] = [this.#pair("apiVersion", text("v1")), this.#pair("kind", text(kind)), this.#metadata()];
    const body = kind === "ConfigMap" || kind === "Secret" ? this.#data(kind) : this.#spec(this.#view);
    const root = this.#mapping(this.#view, [...fields, ...body]);
    return { source: this.#source, root, opening: this.#opening };
  }

  #metadata(): Pair {
    const [metadata] = this.#view.blocks("metadata");
    const name = metadata?.argument("name") ?? metadata?.argument("generate_name");
    const namespace = metadata?.argument("namespace");
    return this.#pair(
      "metadata",
      this.#mapping(metadata ?? this.#view, [
        this.#pair("name", name === undefined ? textScalar(this.#view.at, this.#label()) : this.#named(name.node)),
        ...(namespace === undefined ? [] : [this.#pair("namespace", this.#named(namespace.node))]),
      ]),
    );
  }

  #label(): string {
    return this.#view.labels.at(-1) ?? "";
  }

  /** A name; where it is not certain, the label of the resource stands for it. */
  #named(node: Node): Node {
    return knownText(node) === undefined ? textScalar(this.#view.at, this.#label()) : node;
  }

  /** Both are plain text here: the provider encodes secrets by itself. */
  #data(kind: string): Pair[] {
    const data = this.#view.argument("data");
    if (data === undefined) return [];
    const { pairs, because } = clear(data);
    const at = data.at;
    const held = { kind: "mapping" as const, ...at, tag: undefined };
    const unseen = because === undefined ? {} : { unseen: { at, because } };
    if (kind === "ConfigMap") return [this.#pair("data", { ...held, pairs, ...unseen })];
    return [
      this.#pair("stringData", { ...held, pairs }),
      ...(because === undefined ? [] : [this.#pair("data", { ...held, pairs: [], ...unseen })]),
    ];
  }

  /** `spec` with the templates in it, down to the containers. */
  #spec(view: View): Pair[] {
    return this.#blocks(view, "spec", (spec) => {
      const containers = lists.flatMap(([type, field]) => this.#containers(spec, type, field));
      const links = spec.argument("enable_service_links");
      return [
        ...containers,
        ...(links === undefined ? [] : [this.#pair("enableServiceLinks", links.node)]),
        ...this.#blocks(spec, "template", (template) => this.#spec(template)),
        ...this.#blocks(spec, "job_template", (template) => this.#spec(template), "jobTemplate"),
      ];
    });
  }

  #blocks(view: View, type: string, fields: (block: View) => Pair[], name = type): Pair[] {
    this.#look(view, type);
    return view
      .blocks(type)
      .slice(0, 1)
      .map((block) => this.#pair(name, this.#mapping(block, fields(block))));
  }

  #containers(spec: View, type: string, field: string): Pair[] {
    this.#look(spec, type);
    const found = spec.blocks(type);
    if (found.length === 0) return [];
    return [
      this.#list(
        field,
        spec,
        found.map((container) => this.#mapping(container, this.#container(container))),
      ),
    ];
  }

  #container(container: View): Pair[] {
    for (const type of ["env", "env_from"]) this.#look(container, type);
    const env = container.blocks("env").filter((entry) => this.#isNamed(entry));
    const from = container.blocks("env_from");
    return [
      ...["name", "image"].flatMap((name) => this.#text(container, name)),
      ...(env.length === 0
        ? []
        : [
            this.#list(
              "env",
              container,
              env.map((entry) => this.#mapping(entry, this.#entry(entry))),
            ),
          ]),
      ...(from.length === 0
        ? []
        : [
            this.#list(
              "envFrom",
              container,
              from.map((entry) => this.#mapping(entry, this.#import(entry))),
            ),
          ]),
    ];
  }

  #isNamed(entry: View): boolean {
    const because = reasonOf(entry.argument("name")?.node)?.because;
    this.#opening ??= because;
    return because === undefined;
  }

  #entry(entry: View): Pair[] {
    const value = entry.argument("value");
    return [
      ...this.#text(entry, "name"),
      ...(value === undefined ? [] : [this.#pair("value", textual(value.node))]),
      ...this.#blocks(
        entry,
        "value_from",
        (from) => this.#references(from, ["config_map_key_ref", "secret_key_ref", "field_ref", "resource_field_ref"]),
        "valueFrom",
      ),
    ];
  }

  #import(entry: View): Pair[] {
    return [...this.#text(entry, "prefix"), ...this.#references(entry, ["config_map_ref", "secret_ref"])];
  }

  #references(view: View, types: readonly string[]): Pair[] {
    return types.flatMap((type) =>
      this.#blocks(
        view,
        type,
        (block) =>
          block
            .arguments()
            .map(({ name, argument }) => this.#pair(camel(name), name === "optional" ? argument.node : this.#written(argument))),
        camel(type),
      ),
    );
  }

  /** A reference to what is not certain says how it is written. */
  #written({ node }: Argument): Node {
    const origin = { source: node.source ?? this.#source, start: node.start, end: node.end };
    return knownText(node) === undefined ? textScalar(origin, origin.source.text.slice(node.start, node.end)) : textual(node);
  }

  #text(view: View, name: string): Pair[] {
    const node = view.argument(name)?.node;
    return node === undefined || knownText(node) === undefined ? [] : [this.#pair(name, textual(node))];
  }

  #look(view: View, type: string): void {
    if (view.dynamic(type) !== undefined) this.#opening ??= `a dynamic block makes its ${type} blocks`;
  }

  #pair(name: string, value: Node): Pair {
    return { key: textScalar(this.#view.at, name), value };
  }

  #list(name: string, { extent }: View, items: readonly Node[]): Pair {
    return this.#pair(name, { kind: "sequence", ...extent, tag: undefined, items });
  }

  #mapping({ extent }: View, pairs: readonly Pair[]): Mapping {
    return { kind: "mapping", ...extent, tag: undefined, pairs };
  }
}

/** The provider takes text, and HCL makes it of numbers and booleans. */
function textual(node: Node): Node {
  const text = knownText(node);
  return text === undefined || node.source === undefined
    ? node
    : textScalar({ source: node.source, start: node.start, end: node.end }, text);
}

/** The pairs of a map whose names are certain, as text, and why there may be more. */
function clear({ node }: Argument): { readonly pairs: readonly Pair[]; readonly because: string | undefined } {
  if (node.kind !== "mapping") return { pairs: [], because: reasonOf(node)?.because ?? "its data is no map" };
  const because = node.pairs.map(({ key }) => reasonOf(key)?.because).find((reason) => reason !== undefined);
  const pairs = node.pairs.filter(({ key, value }) => reasonOf(key) === undefined && !isNothing(value));
  return { pairs: pairs.map(({ key, value }) => ({ key: textual(key), value: textual(value) })), because };
}

function camel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
