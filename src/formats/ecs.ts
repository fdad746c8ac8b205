import { append } from "../text/append.ts";
import type { Source } from "../model/source.ts";
import { known, unknown, type Value } from "../model/value.ts";
import { jsonDocument } from "../text/platform/json.ts";
import { type Notation, readTask } from "../text/platform/ecs.ts";
import { gatheredFrom, type Gathered, type Variable } from "../text/platform/variables.ts";
import { get, type Node, textOf } from "../text/yaml.ts";
import type { Format } from "./format.ts";

/** Task definitions of Amazon ECS as `register-task-definition` takes them and `describe-task-definition` prints them. */
export const ecs: Format = {
  id: "ecs",
  summary: "task definitions of Amazon ECS in JSON",
  unseen: "the files of environmentFiles, which lie in S3, the values of secrets, and the ENV of the image",
  globs: ["**/*.json"],
  options: [],
  accepts: ({ path, text }) => path.endsWith(".json") && /"containerDefinitions"\s*:/.test(text),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = jsonDocument(source);
  append(gathered.problems, problems);
  const task = get(root, "taskDefinition") ?? asTask(root);
  const family = textOf(get(task, "family"));
  const notation: Notation = {
    key: (name) => name,
    where: "the task definition",
    read: (node, variable) => readValue(node, variable, gathered),
  };
  readTask({ source, node: task, names: family === undefined ? [] : [family], prefix: "" }, notation, gathered);
}

/** A bare list is what `--container-definitions` takes. */
function asTask(root: Node | undefined): Node | undefined {
  if (root?.kind !== "sequence") return root;
  const { start, end } = root;
  const key: Node = { kind: "scalar", start, end: start, tag: undefined, text: "containerDefinitions", style: "double" };
  return { kind: "mapping", start, end, tag: undefined, pairs: [{ key, value: root }] };
}

/** Nothing is expanded, but files with `${NAME}` are filled in by whoever registers them. */
function readValue(node: Node, { name, at }: Variable, { facts }: Gathered): Value {
  if (node.kind !== "scalar") return unknown("it is no text");
  if (node.style === "plain") facts.push({ kind: "refused-type", name, at, type: typeOf(node.text) });
  return node.text.includes("${") || node.text.includes("{{")
    ? unknown("it is a template, filled in before the task is registered")
    : known(node.text);
}

function typeOf(text: string): string {
  if (text === "null") return text;
  return text === "true" || text === "false" ? "boolean" : "number";
}
