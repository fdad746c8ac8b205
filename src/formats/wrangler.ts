import { append } from "../text/append.ts";
import type { Source } from "../model/source.ts";
import { known, opaque, unknown, type Value } from "../model/value.ts";
import { jsonDocument } from "../text/platform/json.ts";
import { tomlDocument } from "../text/platform/toml.ts";
import {
  gatheredFrom,
  type Gathered,
  layerOf,
  placeOf,
  plainLayer,
  type Variable,
  variablesOfMapping,
} from "../text/platform/variables.ts";
import { get, itemsOf, type Node, type Pair, pairOf, pairsOf, spanOf, textOf } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/**
 * Workers of Cloudflare: one for the top of the file and one for each environment, which inherits no variables (Cloudflare docs, "Wrangler
 * configuration", "Non-inheritable keys").
 */
export const wrangler: Format = {
  id: "wrangler",
  summary: "workers of wrangler.toml and wrangler.json, with their environments",
  unseen: "secrets, and what the dashboard sets where keep_vars leaves it",
  globs: ["**/wrangler.{toml,json,jsonc}"],
  options: [],
  accepts: ({ path }) => /^wrangler\.(?:toml|jsonc?)$/.test(basename(path)),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = /^wrangler\.jsonc?$/.test(basename(source.path))
    ? jsonDocument(source, { comments: true })
    : tomlDocument(source);
  append(gathered.problems, problems);
  if (root === undefined) return;
  const name = textOf(get(root, "name"));
  addWorker(source, root, { address: name ?? "worker", names: [name ?? "worker"] }, gathered);
  for (const environment of pairsOf(get(root, "env"))) addEnvironment(source, environment, name, gathered);
}

/** An environment is deployed as a worker of its own, `NAME-ENVIRONMENT` unless it says otherwise. */
function addEnvironment(source: Source, { key, value }: Pair, base: string | undefined, gathered: Gathered): void {
  const stage = textOf(key) ?? "";
  const worker = textOf(get(value, "name")) ?? (base === undefined ? undefined : `${base}-${stage}`);
  const names = worker === undefined ? [stage] : [stage, worker];
  addWorker(source, value, { address: stage, names, key }, gathered);
}

interface Worker {
  readonly address: string;
  readonly names: readonly string[];
  /** The key of an environment. */
  readonly key?: Node;
}

function addWorker(source: Source, node: Node, { address, names, key }: Worker, { workloads, facts, problems }: Gathered): void {
  const list = pairOf(node, "vars");
  const named = key ?? get(node, "name");
  const at = named === undefined ? placeOf(source, node) : spanOf(source, named);
  workloads.push({
    address: address.replaceAll("/", "-"),
    names,
    at,
    main: true,
    ...(key && list && { extent: spanOf(source, list.value) }),
    layers: [
      { kind: "opening", at, because: "what wrangler secret put has set is not in this file" },
      layerOf(requiredSecrets(source, node), () => opaque("a secret without which wrangler does not deploy"), facts),
      plainLayer(variablesOfMapping(source, list?.value, problems), valueOf, { facts, where: "the configuration of wrangler" }),
    ],
    ...(list && { list: spanOf(source, list.key) }),
  });
}

/** Names in `secrets.required` (Cloudflare changelog, 2026-03-24). */
function requiredSecrets(source: Source, node: Node): Variable[] {
  const items = itemsOf(get(node, "secrets", "required"));
  return items.flatMap((value) => (value.kind === "scalar" ? [{ name: value.text, at: spanOf(source, value), value }] : []));
}

/** Anything but a text reaches the worker as JSON. */
function valueOf({ value }: Variable): Value {
  return value.kind === "scalar" && value.style !== "plain" ? known(value.text) : unknown("it is no text: the worker gets it as JSON");
}
