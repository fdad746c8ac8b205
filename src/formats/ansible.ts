import { append } from "../text/append.ts";
import type { Layer, Workload } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { opaque, unknown, type Value } from "../model/value.ts";
import { type Dialect, settledText } from "../text/platform/settled.ts";
import { emptyGathered, type Gathered, layerOf, type Variable, variablesOfMapping } from "../text/platform/variables.ts";
import { get, itemsOf, type Node, type Pair, pairOf, spanOf, textOf, yamlDocument } from "../text/yaml.ts";
import type { Format } from "./format.ts";

/**
 * Playbooks and task files of Ansible: a workload for each task that has an `environment`, by itself or by its block or play, and for each container
 * that a task makes. It is never looked for, since most of what it sets is for a command that is run once.
 */
export const ansible: Format = {
  id: "ansible",
  summary: "tasks and containers of Ansible playbooks",
  unseen: "what Jinja comes to, roles and inventories",
  globs: [],
  options: [],
  accepts: ({ path, text }) =>
    /\.ya?ml$/.test(path) &&
    /^-\s/m.test(text) &&
    /^[ \t-]*(?:hosts|tasks|community\.docker\.docker_container|docker_container)[ \t]*:/m.test(text),
  read: ({ sources }) => {
    const gathered = emptyGathered();
    for (const source of sources) {
      const { root, problems } = yamlDocument(source);
      append(gathered.problems, problems);
      readTasks(root, { source, env: [], prefix: "", gathered });
    }
    return { sources, bundles: new Map(), ...gathered };
  },
};

interface Around {
  readonly source: Source;
  /** What plays and blocks around lay under the environment of a task. */
  readonly env: readonly Layer[];
  readonly prefix: string;
  readonly gathered: Gathered;
}

const lists = ["pre_tasks", "tasks", "post_tasks", "handlers", "block", "rescue", "always"];

function readTasks(list: Node | undefined, around: Around): void {
  for (const [index, item] of itemsOf(list).entries()) if (item.kind === "mapping") readItem(item, index, around);
}

/** A play, a block or a task. */
function readItem(item: Node, index: number, around: Around): void {
  const { source, prefix, gathered } = around;
  const own = pairOf(item, "environment");
  const env = own === undefined ? around.env : [...around.env, ...layersOf(own, { source, gathered })];
  const named = get(item, "name");
  const name = (textOf(named) ?? String(index + 1)).replaceAll("/", "-");
  const inner = lists.filter((key) => get(item, key) !== undefined);
  for (const key of inner) readTasks(get(item, key), { ...around, env, prefix: `${prefix}${name}/` });
  if (inner.length > 0 || get(item, "hosts") !== undefined) return;
  const at = named === undefined ? { source, start: item.start, end: item.start } : spanOf(source, named);
  const container = get(item, "community.docker.docker_container") ?? get(item, "docker_container");
  if (container !== undefined) gathered.workloads.push(containerOf(container, { source, at, address: prefix + name, gathered }));
  else if (env.length > 0) {
    const opening: Layer = { kind: "opening", at, because: "the machine that it runs on has variables of its own" };
    gathered.workloads.push({
      address: prefix + name,
      names: [name],
      at,
      main: true,
      layers: [opening, ...env],
      extent: spanOf(source, item),
    });
  }
}

interface Task {
  readonly source: Source;
  readonly at: Workload["at"];
  readonly address: string;
  readonly gathered: Gathered;
}

/** The environment of a task is that of the module, never of the container, whose `env` lies over its `env_file`. */
function containerOf(container: Node, { source, at, address, gathered }: Task): Workload {
  const [list, file] = [pairOf(container, "env"), pairOf(container, "env_file")];
  const name = textOf(get(container, "name"));
  const image = get(container, "image");
  const imageName = textOf(image);
  return {
    address,
    names: name === undefined ? [address] : [name, address],
    at,
    main: true,
    extent: spanOf(source, container),
    layers: [
      ...(file === undefined
        ? []
        : [{ kind: "opening" as const, at: spanOf(source, file.key), because: "its env_file lies on the target machine" }]),
      ...(list === undefined ? [] : layersOf(list, { source, gathered }, textIn(gathered))),
    ],
    ...(list && { list: spanOf(source, list.key) }),
    ...(image && imageName !== undefined && { image: { name: imageName, at: spanOf(source, image) } }),
  };
}

/** A mapping, a list of mappings, or a text that is a variable. */
function layersOf({ key, value }: Pair, { source, gathered }: Pick<Around, "source" | "gathered">, read = valueOf): Layer[] {
  const parts = value.kind === "sequence" ? value.items : [value];
  return parts.map((part): Layer => {
    if (part.kind === "scalar" && part.text.includes("{{"))
      return { kind: "opening", at: spanOf(source, key), because: "a variable of Ansible makes its environment" };
    return layerOf(variablesOfMapping(source, part, gathered.problems), read, gathered.facts);
  });
}

/** PyYAML reads it, and Python prints it. */
const dialect: Dialect = {
  version: "1.1",
  ofNull: unknown("its value is empty"),
  ofBoolean: (text) => (text === "true" ? "True" : "False"),
};

function valueOf({ value }: Variable): Value {
  if (value.tag === "!vault") return opaque("Ansible Vault holds it");
  if (value.kind === "scalar" && /\{\{|\{%/.test(value.text)) return unknown("Ansible fills it in");
  return settledText(value, dialect);
}

/** The module refuses an `env` with anything but texts in it (community.docker, `_preprocess_env`). */
function textIn({ facts }: Gathered): typeof valueOf {
  return (variable) => {
    const { name, at, value } = variable;
    const type = value.kind === "scalar" && value.style === "plain" && value.tag === undefined ? typeOf(value.text) : undefined;
    if (type !== undefined) facts.push({ kind: "refused-type", name, at, type });
    return valueOf(variable);
  };
}

/** What PyYAML makes of a scalar without quotes; undefined for a text, and for rarer ways to write a number. */
function typeOf(text: string): string | undefined {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return "null";
  if (/^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/.test(text)) return "boolean";
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return "date";
  return /^[-+]?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? "number" : undefined;
}
