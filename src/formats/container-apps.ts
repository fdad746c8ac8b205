import { append } from "../text/append.ts";
import type { Layer } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { opaque, unknown, type Value } from "../model/value.ts";
import { armText, isExpression, resourcesOf } from "../text/platform/arm.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { jsonDocument } from "../text/platform/json.ts";
import { type Dialect, settledText } from "../text/platform/settled.ts";
import { gatheredFrom, type Gathered, placeOf, plainLayer, type Variable, variablesOfList } from "../text/platform/variables.ts";
import { get, itemsOf, type Node, pairOf, spanOf, textOf, yamlDocuments } from "../text/yaml.ts";
import type { Format } from "./format.ts";
import { holderOf } from "../text/holder.ts";

/** Apps and jobs of Azure Container Apps: what `az containerapp create --yaml` takes, and resources of ARM templates, as Bicep compiles to them. */
export const containerApps: Format = {
  id: "container-apps",
  summary: "apps and jobs of Azure Container Apps, in YAML and in ARM templates",
  unseen: "the values of secrets, what expressions of a template come to, and the ENV of the image",
  globs: ["**/*.{yaml,yml,json}"],
  options: [],
  accepts: ({ path, text }) => /\.(?:ya?ml|json)$/.test(path) && (isJson(text) ? isTyped(text) : isApp(text)),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

const types = /^Microsoft\.App\/(?:containerApps|jobs)$/i;

function isTyped(text: string): boolean {
  return text.includes("Microsoft.App/") && /["']?type["']?[ \t]*:[ \t]*["']?Microsoft\.App\/(?:containerApps|jobs)["'\s]/i.test(text);
}

const holdsProperties = holderOf("properties:");

/** The type may be left out of the YAML, since the command says it. */
function isApp(text: string): boolean {
  if (!holdsProperties(text) || !/^properties[ \t]*:/m.test(text)) return false;
  return isTyped(text) || (/^[ \t]+(?:managedE|e)nvironmentId[ \t]*:/m.test(text) && /^[ \t]+template[ \t]*:/m.test(text));
}

function isJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

/** One app or job, with what holds for all that its document writes. */
interface App {
  readonly source: Source;
  readonly node: Node;
  readonly name: string;
  readonly isJob: boolean;
  readonly read: (node: Node) => Value;
}

function readSource(source: Source, gathered: Gathered): void {
  if (isJson(source.text)) {
    const { root, problems } = jsonDocument(source);
    append(gathered.problems, problems);
    const resources = resourcesOf(root).filter((node) => types.test(textOf(get(node, "type")) ?? ""));
    const found = resources.length === 0 && pairOf(root, "properties") !== undefined && root !== undefined ? [root] : resources;
    for (const [index, node] of found.entries()) {
      const named = textOf(get(node, "name")) ?? "";
      readApp(
        { source, node, name: named === "" || isExpression(named) ? String(index + 1) : named, isJob: isJob(node), read: armText },
        gathered,
      );
    }
    return;
  }
  for (const { root: node, problems } of yamlDocuments(source)) {
    append(gathered.problems, problems);
    if (node === undefined) continue;
    const name = textOf(get(node, "name")) ?? "app";
    readApp({ source, node, name, isJob: isJob(node), read: yamlText }, gathered);
  }
}

function isJob(node: Node): boolean {
  return /\/jobs$/i.test(textOf(get(node, "type")) ?? "");
}

/** Read by PyYAML; what becomes of other types than text hangs on the version of the command. */
const dialect: Dialect = { version: "1.1", ofNull: unknown("its value is null"), ofBoolean: () => undefined };

/** The command fills nothing in, but files with `${NAME}` are filled in by whoever calls it. */
function yamlText(node: Node): Value {
  const text = textOf(node) ?? "";
  return text.includes("${") || text.includes("{{")
    ? unknown("it is a template, filled in before the app is created")
    : settledText(node, dialect);
}

function readApp(app: App, gathered: Gathered): void {
  const template = get(app.node, "properties", "template");
  for (const list of ["containers", "initContainers"]) {
    const containers = get(template, list);
    if (containers === undefined) continue;
    if (containers.kind !== "sequence" && !isExpression(textOf(containers) ?? ""))
      gathered.problems.push({ at: placeOf(app.source, containers), message: "the containers must be a list" });
    const nodes = itemsOf(containers).filter(({ kind }) => kind === "mapping");
    for (const [index, node] of nodes.entries())
      readContainer({ app, node, index, isMain: list === "containers" && index === 0 }, gathered);
  }
}

interface Container {
  readonly app: App;
  readonly node: Node;
  readonly index: number;
  readonly isMain: boolean;
}

function readContainer({ app, node, index, isMain }: Container, gathered: Gathered): void {
  const { source } = app;
  const named = get(node, "name");
  const name = literalOf(app, named) ?? String(index + 1);
  const at = named === undefined ? placeOf(source, node) : spanOf(source, named);
  const list = pairOf(node, "env");
  const image = get(node, "image");
  const imageName = literalOf(app, image);
  gathered.workloads.push({
    address: `${app.name}/${name}`,
    names: isMain && name !== app.name ? [name, app.name] : [name],
    at,
    main: isMain,
    extent: spanOf(source, node),
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, givenTo(app)) },
      ...openingsOf(app, node),
      variablesOf(app, list?.value, gathered),
    ],
    ...(list && { list: spanOf(source, list.key) }),
    ...(image && imageName !== undefined && { image: { name: imageName, at: spanOf(source, image) } }),
  });
}

/** A text that is no expression. */
function literalOf({ read }: App, node: Node | undefined): string | undefined {
  const text = textOf(node);
  return node === undefined || text === "" || read(node).state !== "known" ? undefined : text;
}

const ofApp = ["ENV_DNS_SUFFIX", "HOSTNAME", "NAME", "PORT", "REPLICA_NAME", "REVISION"].map((end) => `CONTAINER_APP_${end}`);
const ofJob = ["JOB_EXECUTION_NAME", "JOB_NAME", "REPLICA_NAME"].map((end) => `CONTAINER_APP_${end}`);

/** Container Apps documentation, "Built-in environment variables", "Managed identities"; Dapr's own for its sidecar. */
function givenTo({ node, isJob: isOfJob }: App): readonly string[] {
  const hasIdentity = get(node, "identity") !== undefined;
  const hasDapr = get(node, "properties", "configuration", "dapr") !== undefined;
  return [
    ...(isOfJob ? ofJob : ofApp),
    ...(hasIdentity ? ["IDENTITY_ENDPOINT", "IDENTITY_HEADER"] : []),
    ...(hasDapr ? ["DAPR_GRPC_PORT", "DAPR_HTTP_PORT"] : []),
  ];
}

function openingsOf({ source, node }: App, container: Node): Layer[] {
  const binds = pairOf(get(node, "properties", "template"), "serviceBinds");
  const copy = pairOf(container, "copy");
  const env = pairOf(container, "env");
  const made = env !== undefined && isExpression(textOf(env.value) ?? "") ? env : copy;
  return [
    ...(binds === undefined ? [] : [opening(source, binds.key, "the services that it is bound to add variables of their own")]),
    ...(made === undefined ? [] : [opening(source, made.key, "an expression makes its variables when the template is deployed")]),
  ];
}

function opening(source: Source, key: Node, because: string): Layer {
  return { kind: "opening", at: spanOf(source, key), because };
}

function variablesOf({ source, read }: App, node: Node | undefined, { facts, problems }: Gathered): Layer {
  const list = isExpression(textOf(node) ?? "") ? undefined : node;
  const items = itemsOf(list).filter((item) => !isExpression(textOf(item) ?? ""));
  const literal: Node | undefined = list?.kind === "sequence" ? { ...list, items } : list;
  const variables = variablesOfList(source, literal, { name: "name" }, problems).filter(({ name }) => !isExpression(name));
  return plainLayer(variables, (variable) => valueOf(variable, read), { facts, where: "the app" });
}

function valueOf({ value: item }: Variable, read: App["read"]): Value {
  const secret = get(item, "secretRef");
  const value = get(item, "value");
  if (secret !== undefined && value === undefined) return opaque(`the secret ${textOf(secret) ?? "?"} of the app`);
  return value === undefined || secret !== undefined ? unknown("its entry must have either a value or a secretRef") : read(value);
}
