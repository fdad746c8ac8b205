import { append } from "../text/append.ts";
import type { Layer } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { absent, opaque, type Value } from "../model/value.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { type Dialect, settledText } from "../text/platform/settled.ts";
import { gatheredFrom, type Gathered, layerOf, placeOf, type Variable, variablesOfMapping } from "../text/platform/variables.ts";
import { get, type Node, pairOf, spanOf, textOf, yamlDocument } from "../text/yaml.ts";
import type { Format } from "./format.ts";
import { holderOf } from "../text/holder.ts";

const holdsVariables = holderOf("env_variables");

/** Services of Google App Engine. The variables of a build are not those of the service. */
export const appEngine: Format = {
  id: "app-engine",
  summary: "app.yaml of Google App Engine",
  unseen: "the files of includes",
  globs: ["**/*.{yaml,yml}"],
  options: [],
  accepts: ({ path, text }) => /\.ya?ml$/.test(path) && holdsVariables(text) && /^env_variables[ \t]*:/m.test(text),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = yamlDocument(source);
  append(gathered.problems, problems);
  if (root === undefined) return;
  const service = get(root, "service") ?? get(root, "module");
  const name = textOf(service) ?? "default";
  const list = pairOf(root, "env_variables");
  const at = service === undefined ? placeOf(source, root) : spanOf(source, service);
  gathered.workloads.push({
    address: name,
    names: [name],
    at,
    main: true,
    extent: spanOf(source, root),
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, supplied, () => opaque("App Engine sets it")) },
      ...includesOf(source, root),
      variablesOf(source, list?.value, gathered),
    ],
    ...(list && { list: spanOf(source, list.key) }),
  });
}

/** What the runtimes of the second generation set (App Engine docs, "Environment variables"). */
const supplied = [
  "GAE_APPLICATION",
  "GAE_DEPLOYMENT_ID",
  "GAE_ENV",
  "GAE_INSTANCE",
  "GAE_MEMORY_MB",
  "GAE_RUNTIME",
  "GAE_SERVICE",
  "GAE_VERSION",
  "GOOGLE_CLOUD_PROJECT",
  "PORT",
];

function includesOf(source: Source, root: Node): Layer[] {
  const includes = pairOf(root, "includes");
  return includes === undefined
    ? []
    : [{ kind: "opening", at: spanOf(source, includes.key), because: "the files that it includes are not read" }];
}

function variablesOf(source: Source, node: Node | undefined, { facts, problems }: Gathered): Layer {
  const layer = layerOf(variablesOfMapping(source, node, problems), valueOf, facts);
  for (const { name, at, value } of layer.bindings) {
    if (value.state === "known") facts.push({ kind: "plaintext", name, at, where: "app.yaml", value });
  }
  return layer;
}

/** Read by PyYAML. */
const dialect: Dialect = { version: "1.1", ofNull: absent, ofBoolean: () => undefined };

function valueOf({ value }: Variable): Value {
  return settledText(value, dialect);
}
