import type { Backdrop, Layer, Workload } from "../../model/binding.ts";
import type { Source, Span } from "../../model/source.ts";
import { opaque, unknown, type Value } from "../../model/value.ts";
import { get, itemsOf, type Node, pairOf, spanOf, textOf } from "../yaml.ts";
import { intrinsicOf } from "./aws.ts";
import { platformBackdrop } from "./backdrop.ts";
import { type Gathered, layerOf, placeOf, type Variable, variablesOfList } from "./variables.ts";

/** How a document writes task definitions: the API's JSON, or a template with capitals and functions. */
export interface Notation {
  readonly key: (name: string) => string;
  readonly read: (value: Node, variable: Variable) => Value;
  readonly where: string;
  /** Why a list has names that cannot be seen, where the document says more than that a function makes them. */
  readonly because?: (made: Node | undefined) => string | undefined;
}

/** A task definition in its document. */
export interface Task {
  readonly source: Source;
  readonly node: Node | undefined;
  /** Names of the task beside those of its containers: the family, the resource. */
  readonly names: readonly string[];
  /** In front of the address of a container, where a document holds several tasks. */
  readonly prefix: string;
}

/** Image, then `environmentFiles`, then `environment`, then `secrets` (amazon-ecs-agent, agent/api/task): the later wins. */
export function readTask(task: Task, notation: Notation, gathered: Gathered): void {
  const definitions = get(task.node, notation.key("containerDefinitions"));
  if (definitions !== undefined && definitions.kind !== "sequence") {
    gathered.problems.push({ at: placeOf(task.source, definitions), message: "the container definitions must be a list" });
  }
  const containers = itemsOf(definitions).filter(({ kind }) => kind === "mapping");
  const main = containers.find((container) => textOf(get(container, notation.key("essential"))) !== "false");
  for (const [index, container] of containers.entries())
    gathered.workloads.push(readContainer({ ...task, container, index, isMain: container === main }, notation, gathered));
}

interface Container extends Task {
  readonly container: Node;
  readonly index: number;
  readonly isMain: boolean;
}

function readContainer(one: Container, notation: Notation, gathered: Gathered): Workload {
  const { source, container, index, names, prefix, isMain } = one;
  const { key } = notation;
  const named = get(container, key("name"));
  const name = isMade(named) ? String(index + 1) : (textOf(named) ?? "");
  const at = named === undefined ? placeOf(source, container) : spanOf(source, named);
  const list = pairOf(container, key("environment"));
  const image = get(container, key("image"));
  const imageName = isMade(image) ? undefined : textOf(image);
  return {
    address: prefix + name,
    names: [...new Set([name, ...(isMain ? names : [])])],
    at,
    main: isMain,
    platform: "ecs",
    extent: spanOf(source, container),
    layers: [
      { kind: "backdrop", backdrop: injected(one, at, notation) },
      ...fileLayers(one, notation),
      ...ownLayers(one, notation, gathered),
    ],
    ...(list && { list: spanOf(source, list.key) }),
    ...(image && imageName !== undefined && { image: { name: imageName, at: spanOf(source, image) } }),
  };
}

/** The files lie in S3, the first of them wins, and nobody here can see into them. */
function fileLayers({ source, container }: Container, { key }: Notation): Layer[] {
  const files = pairOf(container, key("environmentFiles"));
  if (files === undefined || (files.value.kind === "sequence" && files.value.items.length === 0)) return [];
  return [{ kind: "opening", at: spanOf(source, files.key), because: "its environment files lie in S3, out of sight" }];
}

function ownLayers(one: Container, notation: Notation, gathered: Gathered): Layer[] {
  const environment = listOf(one, "environment", notation, gathered);
  const secrets = listOf(one, "secrets", notation, gathered);
  const hidden = new Set(secrets.variables);
  const own = layerOf(
    [...environment.variables, ...secrets.variables],
    (variable) => (hidden.has(variable) ? ofSecret(variable, notation) : valueOf(variable, notation, gathered)),
    gathered.facts,
  );
  return [...environment.openings, ...secrets.openings, own];
}

interface Listed {
  readonly openings: readonly Layer[];
  readonly variables: readonly Variable[];
}

/** A list, without what only the deploy can tell: a function in the place of the list, of an entry or of its name. */
function listOf({ source, container }: Container, field: string, { key, because }: Notation, { problems }: Gathered): Listed {
  const pair = pairOf(container, key(field));
  if (pair === undefined) return { openings: [], variables: [] };
  const made = [pair.value, ...itemsOf(pair.value).flatMap((item) => [item, get(item, key("name"))])].find(isMade);
  const opening = because?.(made) ?? "a function makes names in it when the stack is deployed";
  const items = itemsOf(pair.value).filter((item) => !isMade(item) && !isMade(get(item, key("name"))));
  const list: Node = pair.value.kind === "sequence" ? { ...pair.value, items } : pair.value;
  return {
    openings: made === undefined ? [] : [{ kind: "opening", at: spanOf(source, pair.key), because: opening }],
    variables: isMade(pair.value) ? [] : variablesOfList(source, list, { name: key("name") }, problems),
  };
}

function isMade(node: Node | undefined): boolean {
  return node !== undefined && intrinsicOf(node) !== undefined;
}

function valueOf(variable: Variable, { key, read, where }: Notation, { facts }: Gathered): Value {
  const node = get(variable.value, key("value"));
  if (node === undefined) return unknown("its entry has no value");
  const value = read(node, variable);
  if (value.state === "known") facts.push({ kind: "plaintext", name: variable.name, at: variable.at, where, value });
  return value;
}

function ofSecret({ value }: Variable, { key }: Notation): Value {
  const from = textOf(get(value, key("valueFrom"))) ?? "";
  if (/:secretsmanager:/.test(from)) return opaque("a secret of AWS Secrets Manager");
  return opaque(/:ssm:|^\//.test(from) ? "a parameter of AWS Systems Manager" : "its valueFrom, looked up when the task starts");
}

/** What the agent adds to every container; only Fargate says its region. */
function injected({ node }: Container, at: Span, { key }: Notation): Backdrop {
  const needs = itemsOf(get(node, key("requiresCompatibilities"))).map(textOf);
  const isFargate = needs.length === 1 && needs[0] === "FARGATE";
  const regional = new Set(["AWS_REGION", "AWS_DEFAULT_REGION"]);
  const names = ["ECS_CONTAINER_METADATA_URI", "ECS_CONTAINER_METADATA_URI_V4", "ECS_AGENT_URI", "AWS_EXECUTION_ENV", ...regional];
  return platformBackdrop(at, names, (name) =>
    isFargate || !regional.has(name) ? opaque("Amazon ECS sets it") : unknown("Amazon ECS sets it on Fargate"),
  );
}
