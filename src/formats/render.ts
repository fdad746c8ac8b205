import { append } from "../text/append.ts";
import type { Binding, Bundle, Layer, Ref } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { opaque, unknown, type Value } from "../model/value.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { type Dialect, settledText } from "../text/platform/settled.ts";
import { emptyGathered, type Gathered, layerOf, placeOf, type Variable, variablesOfList } from "../text/platform/variables.ts";
import { get, itemsOf, type Node, pairOf, spanOf, textOf, yamlDocument } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/** Blueprints of Render: services with their variables over those of the groups that they name. */
export const render: Format = {
  id: "render",
  summary: "services of Render blueprints",
  unseen: "what only the dashboard sets",
  globs: ["**/render.{yaml,yml}"],
  options: [],
  accepts: ({ path, text }) => /^render\.ya?ml$/.test(basename(path)) && /^(?:services|envVarGroups|projects)[ \t]*:/m.test(text),
  read: ({ sources }) => {
    const gathered = emptyGathered();
    const bundles = new Map<Ref, Bundle>();
    for (const source of sources) readSource(source, gathered, bundles);
    return { sources, bundles, ...gathered };
  },
};

function readSource(source: Source, gathered: Gathered, bundles: Map<Ref, Bundle>): void {
  const { root, problems } = yamlDocument(source);
  append(gathered.problems, problems);
  const projects = itemsOf(get(root, "projects"));
  for (const place of [root, ...projects, ...projects.flatMap((project) => itemsOf(get(project, "environments")))]) {
    for (const group of itemsOf(get(place, "envVarGroups"))) addGroup(source, group, gathered, bundles);
    for (const service of itemsOf(get(place, "services"))) addService(source, service, gathered);
  }
}

function addGroup(source: Source, group: Node, gathered: Gathered, bundles: Map<Ref, Bundle>): void {
  const named = get(group, "name");
  const name = textOf(named);
  if (named === undefined || name === undefined) return;
  const bindings = bound(source, itemsOf(get(group, "envVars")), gathered);
  bundles.set(`group:${name}`, { ref: `group:${name}`, at: spanOf(source, named), bindings });
}

const stores = new Set(["keyvalue", "redis", "static"]);

function addService(source: Source, service: Node, gathered: Gathered): void {
  if (service.kind !== "mapping" || stores.has(textOf(get(service, "type")) ?? "")) return;
  const named = get(service, "name");
  const name = textOf(named) ?? "";
  const at = named === undefined ? placeOf(source, service) : spanOf(source, named);
  const list = pairOf(service, "envVars");
  if (list !== undefined && list.value.kind !== "sequence")
    gathered.problems.push({ at: placeOf(source, list.value), message: "the variables must be a list" });
  const items = itemsOf(list?.value);
  const image = get(service, "image", "url");
  const imageName = textOf(image);
  gathered.workloads.push({
    address: name,
    names: [name],
    at,
    main: true,
    extent: spanOf(source, service),
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, supplied, () => opaque("Render sets it")) },
      ...items.flatMap((item) => importOf(source, item)),
      {
        kind: "bindings",
        bindings: bound(
          source,
          items.filter((item) => get(item, "fromGroup") === undefined),
          gathered,
        ),
      },
    ],
    ...(list && { list: spanOf(source, list.key) }),
    ...(image && imageName !== undefined && { image: { name: imageName, at: spanOf(source, image) } }),
  });
}

/** What Render sets in every service (Render docs, "Default environment variables"). */
const supplied = [
  "PORT",
  "RENDER",
  "RENDER_CPU_COUNT",
  "RENDER_DISCOVERY_SERVICE",
  "RENDER_EXTERNAL_HOSTNAME",
  "RENDER_EXTERNAL_URL",
  "RENDER_GIT_BRANCH",
  "RENDER_GIT_COMMIT",
  "RENDER_GIT_REPO_SLUG",
  "RENDER_INSTANCE_ID",
  "RENDER_SERVICE_ID",
  "RENDER_SERVICE_NAME",
  "RENDER_SERVICE_TYPE",
  "RENDER_WEB_CONCURRENCY",
  "IS_PULL_REQUEST",
];

function importOf(source: Source, item: Node): Layer[] {
  const group = get(item, "fromGroup");
  const name = textOf(group);
  return group === undefined || name === undefined ? [] : [{ kind: "import", ref: `group:${name}`, at: spanOf(source, group) }];
}

function bound(source: Source, items: readonly Node[], { facts, problems }: Gathered): readonly Binding[] {
  const list: Node = { kind: "sequence", start: 0, end: 0, tag: undefined, items };
  const { bindings } = layerOf(variablesOfList(source, list, { name: "key" }, problems), valueOf, facts);
  for (const { name, at, value } of bindings) {
    if (value.state === "known") facts.push({ kind: "plaintext", name, at, where: "the blueprint", value });
  }
  return bindings;
}

const dialect: Dialect = { version: "1.2", ofNull: unknown("its value is empty"), ofBoolean: (text) => text };

function valueOf({ value: item }: Variable): Value {
  const value = get(item, "value");
  if (value !== undefined) return settledText(value, dialect);
  if (textOf(get(item, "generateValue")) === "true") return opaque("Render generates it");
  if (get(item, "fromDatabase") !== undefined) return opaque("a property of a database of Render");
  if (get(item, "fromService") !== undefined) return opaque("a property or a variable of another service of Render");
  return unknown(textOf(get(item, "sync")) === "false" ? "it is asked for on the dashboard of Render" : "its entry has no value");
}
