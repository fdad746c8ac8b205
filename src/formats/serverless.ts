import { append } from "../text/append.ts";
import type { Layer } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { unknown, type Value } from "../model/value.ts";
import { lambdaBackdrop, stackValue } from "../text/platform/aws.ts";
import { gatheredFrom, type Gathered, layerOf, type Variable, variablesOfMapping } from "../text/platform/variables.ts";
import { get, itemsOf, type Node, type Pair, pairOf, pairsOf, spanOf, textOf, yamlDocument } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/** Functions of the Serverless Framework: their variables over those of the provider. Its own `${…}` are not worked out. */
export const serverless: Format = {
  id: "serverless",
  summary: "functions of serverless.yml",
  unseen: "what ${…} comes to, and what plugins add",
  globs: ["**/serverless.{yaml,yml}"],
  options: [],
  accepts: ({ path, text }) => /^serverless\.ya?ml$/.test(basename(path)) && /^(?:provider|functions)[ \t]*:/m.test(text),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = yamlDocument(source);
  append(gathered.problems, problems);
  const isAws = (textOf(get(root, "provider", "name")) ?? textOf(get(root, "provider"))) === "aws";
  const own = resourcesOf(root);
  const isParameter = (name: string) => !own.has(name) && !name.startsWith("AWS::");
  const provided = layersOf(source, get(root, "provider"), { isParameter, gathered });
  for (const group of partsOf(get(root, "functions"))) {
    for (const pair of pairsOf(group))
      if (pair.value.kind === "mapping") addFunction(source, pair, { isAws, provided, isParameter, gathered });
  }
}

/** What may be one mapping or a list of them. */
function partsOf(node: Node | undefined): readonly (Node | undefined)[] {
  return node?.kind === "sequence" ? itemsOf(node) : [node];
}

/** The resources that the file adds to its stack. */
function resourcesOf(root: Node | undefined): ReadonlySet<string | undefined> {
  return new Set(partsOf(get(root, "resources")).flatMap((part) => pairsOf(get(part, "Resources")).map(({ key }) => textOf(key))));
}

interface Reading {
  /** Whether a name may be that of a parameter of the stack, which is given when it is deployed. */
  readonly isParameter: (name: string) => boolean;
  readonly gathered: Gathered;
}

interface Around extends Reading {
  readonly isAws: boolean;
  readonly provided: readonly Layer[];
}

function addFunction(source: Source, { key, value }: Pair, { isAws, provided, isParameter, gathered }: Around): void {
  const name = textOf(key) ?? "";
  const at = spanOf(source, key);
  const list = pairOf(value, "environment");
  gathered.workloads.push({
    address: name,
    names: [name],
    at,
    main: true,
    ...(isAws && { platform: "lambda" }),
    extent: { source, start: key.start, end: value.end },
    layers: [
      ...(isAws ? [{ kind: "backdrop" as const, backdrop: lambdaBackdrop(at) }] : []),
      ...provided,
      ...layersOf(source, value, { isParameter, gathered }),
    ],
    ...(list && { list: spanOf(source, list.key) }),
  });
}

function layersOf(source: Source, node: Node | undefined, { isParameter, gathered }: Reading): Layer[] {
  const { facts, problems } = gathered;
  const pair = pairOf(node, "environment");
  if (pair === undefined) return [];
  if (isVariable(pair.value))
    return [{ kind: "opening", at: spanOf(source, pair.key), because: "a variable of the Serverless Framework makes its environment" }];
  const layer = layerOf(variablesOfMapping(source, pair.value, problems), (variable) => valueOf(variable, isParameter), facts);
  for (const { name, at, value } of layer.bindings) {
    if (value.state === "known") facts.push({ kind: "plaintext", name, at, where: "serverless.yml", value });
  }
  return [layer];
}

function isVariable(node: Node): boolean {
  return node.kind === "scalar" && node.text.includes("${");
}

/** A function of CloudFormation may stand in the place of a text; what the file does not add itself may be a parameter. */
function valueOf({ value }: Variable, isParameter: Reading["isParameter"]): Value {
  return isVariable(value) ? unknown("the Serverless Framework fills it in") : stackValue(value, isParameter);
}
