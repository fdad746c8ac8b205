import { append } from "../text/append.ts";
import type { Layer } from "../model/binding.ts";
import type { Source, Span } from "../model/source.ts";
import { opaque, unknown, type Value } from "../model/value.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { jsonDocument } from "../text/platform/json.ts";
import { jsonLike, settledText } from "../text/platform/settled.ts";
import { gatheredFrom, type Gathered, layerOf, type Variable, variablesOfMapping } from "../text/platform/variables.ts";
import { get, type Node, type Pair, pairOf, pairsOf, spanOf, textOf } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/** Heroku's app.json, and the environments in it for tests and reviews. It is never looked for: what an app really has is set on its dashboard. */
export const heroku: Format = {
  id: "heroku",
  summary: "app.json of Heroku",
  unseen: "what add-ons and heroku config:set have set",
  globs: [],
  options: [],
  accepts: ({ path, text }) => basename(path) === "app.json" && /"env"\s*:\s*\{/.test(text),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = jsonDocument(source);
  append(gathered.problems, problems);
  if (root === undefined) return;
  const name = textOf(get(root, "name"));
  addApp({ source, node: root, address: "app", names: name === undefined ? ["app"] : ["app", name] }, gathered);
  for (const { key, value } of pairsOf(get(root, "environments"))) {
    const stage = textOf(key) ?? "";
    if (pairOf(value, "env") !== undefined)
      addApp({ source, node: value, address: stage, names: [stage], at: spanOf(source, key) }, gathered);
  }
}

interface App {
  readonly source: Source;
  readonly node: Node;
  readonly address: string;
  readonly names: readonly string[];
  readonly at?: Span;
}

function addApp({ source, node, address, names, at: placed }: App, gathered: Gathered): void {
  const env = pairOf(node, "env");
  const at = placed ?? (env === undefined ? { source, start: node.start, end: node.start } : spanOf(source, env.key));
  gathered.workloads.push({
    address,
    names,
    at,
    main: placed === undefined,
    extent: spanOf(source, node),
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, ["PORT", "DYNO", "PS"], () => opaque("Heroku sets it")) },
      { kind: "opening", at, because: "add-ons and the dashboard of Heroku set variables that are not in this file" },
      ...ownLayers(source, env, gathered),
    ],
    ...(env && { list: spanOf(source, env.key) }),
  });
}

function ownLayers(source: Source, env: Pair | undefined, { facts, problems }: Gathered): Layer[] {
  return [layerOf(variablesOfMapping(source, env?.value, problems), valueOf, facts)];
}

/** A text, or an object that may have a `value`, a `generator` or neither. */
function valueOf({ value: node }: Variable): Value {
  if (node.kind === "scalar") return settledText(node, jsonLike);
  if (get(node, "generator") !== undefined) return opaque("Heroku generates it when the app is made");
  const value = get(node, "value");
  return value === undefined ? unknown("it is asked for when the app is made") : settledText(value, jsonLike);
}
