import { append } from "../text/append.ts";
import type { Layer } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { intrinsicOf, lambdaBackdrop, stackValue } from "../text/platform/aws.ts";
import { jsonDocument } from "../text/platform/json.ts";
import { readTask } from "../text/platform/ecs.ts";
import { gatheredFrom, type Gathered, layerOf, placeOf, type Variable, variablesOfMapping } from "../text/platform/variables.ts";
import { get, type Node, type Pair, pairOf, pairsOf, spanOf, textOf, yamlDocument } from "../text/yaml.ts";
import type { Format } from "./format.ts";

const functions = new Set(["AWS::Lambda::Function", "AWS::Serverless::Function"]);

/** Templates of CloudFormation and SAM: the containers of ECS tasks, and Lambda functions. What a function of the template makes is not worked out. */
export const cloudformation: Format = {
  id: "cloudformation",
  summary: "ECS tasks and Lambda functions of CloudFormation and SAM templates",
  unseen: "what a function such as !Ref, !If or !Sub comes to, and nested stacks",
  globs: ["**/*.{yaml,yml,json}"],
  options: [],
  accepts: ({ path, text }) =>
    /\.(?:ya?ml|json)$/.test(path) &&
    text.includes("AWS::") &&
    /^[ \t]*["']?Resources["']?[ \t]*:/m.test(text) &&
    /AWS::(?:ECS::TaskDefinition|(?:Lambda|Serverless)::Function)\b/.test(text),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

/** A template, with what its resources share. */
interface Template {
  readonly source: Source;
  readonly root: Node | undefined;
  readonly isParameter: (name: string) => boolean;
}

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = /^\s*\{/.test(source.text) ? jsonDocument(source) : yamlDocument(source);
  append(gathered.problems, problems);
  const parameters = new Set(pairsOf(get(root, "Parameters")).map(({ key }) => textOf(key)));
  const template: Template = { source, root, isParameter: (name) => parameters.has(name) };
  for (const resource of pairsOf(get(root, "Resources"))) readResource(resource, template, gathered);
}

function readResource(resource: Pair, template: Template, gathered: Gathered): void {
  const type = textOf(get(resource.value, "Type")) ?? "";
  if (functions.has(type)) readFunction(resource, template, gathered);
  if (type !== "AWS::ECS::TaskDefinition") return;
  const { source, isParameter } = template;
  const name = textOf(resource.key) ?? "";
  const node = get(resource.value, "Properties");
  const family = literalText(get(node, "Family"));
  readTask(
    { source, node, names: family === undefined ? [name] : [name, family], prefix: `${name}/` },
    {
      key: (field) => field.charAt(0).toUpperCase() + field.slice(1),
      where: "the template",
      read: (value) => stackValue(value, isParameter),
    },
    gathered,
  );
}

/** SAM lays the variables of `Globals` under those of each of its functions. */
function readFunction({ key, value }: Pair, template: Template, gathered: Gathered): void {
  const { source, root } = template;
  const name = textOf(key) ?? "";
  const at = spanOf(source, key);
  const isSam = textOf(get(value, "Type")) === "AWS::Serverless::Function";
  const environment = pairOf(get(value, "Properties"), "Environment");
  const globals = isSam ? pairOf(get(root, "Globals", "Function"), "Environment") : undefined;
  const called = literalText(get(value, "Properties", "FunctionName"));
  const list = pairOf(environment?.value, "Variables") ?? environment;
  gathered.workloads.push({
    address: name,
    names: called === undefined ? [name] : [name, called],
    at,
    main: true,
    platform: "lambda",
    extent: { source, start: key.start, end: value.end },
    layers: [
      { kind: "backdrop", backdrop: lambdaBackdrop(at) },
      ...[globals, environment].flatMap((pair) => layersOf(pair, template, gathered)),
    ],
    ...(list && { list: spanOf(source, list.key) }),
  });
}

function layersOf(environment: Pair | undefined, { source, isParameter }: Template, gathered: Gathered): Layer[] {
  const pair = pairOf(environment?.value, "Variables") ?? environment;
  if (pair === undefined) return [];
  if (intrinsicOf(pair.value) !== undefined)
    return [{ kind: "opening", at: spanOf(source, pair.key), because: "a function makes its variables when the stack is deployed" }];
  if (pair === environment) {
    if (pair.value.kind !== "mapping")
      gathered.problems.push({ at: placeOf(source, pair.value), message: "the environment must be a mapping" });
    return [];
  }
  const written = (variable: Variable) => {
    const value = stackValue(variable.value, isParameter);
    const { name, at } = variable;
    if (value.state === "known") gathered.facts.push({ kind: "plaintext", name, at, where: "the template", value });
    return value;
  };
  return [layerOf(variablesOfMapping(source, pair.value, gathered.problems), written, gathered.facts)];
}

function literalText(node: Node | undefined): string | undefined {
  return node === undefined || intrinsicOf(node) !== undefined ? undefined : textOf(node);
}
