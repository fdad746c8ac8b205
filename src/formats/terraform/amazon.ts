import type { Layer } from "../../model/binding.ts";
import type { Value } from "../../model/value.ts";
import { jsonOf } from "../../text/hcl/json-text.ts";
import { knownText, reasonOf, scalarValue } from "../../text/hcl/unresolved.ts";
import { layersOfMap } from "../../text/hcl/variables.ts";
import type { Argument, View } from "../../text/hcl/view.ts";
import { lambdaBackdrop } from "../../text/platform/aws.ts";
import { type Notation, readTask } from "../../text/platform/ecs.ts";
import type { Gathered } from "../../text/platform/variables.ts";
import type { Mapping, Node, Pair } from "../../text/yaml-node.ts";
import { addressOf, instanceOf, namesOf, where } from "./resource.ts";

/** The containers are JSON, made by jsonencode or written as text. */
export function readEcsTask(view: View, gathered: Gathered): void {
  const { source, start } = view.extent;
  const definitions = view.argument("container_definitions");
  const before = gathered.problems.length;
  const tree = definitions && jsonOf(definitions.node, view.evaluator, gathered.problems);
  if (definitions === undefined || gathered.problems.length > before) return;
  const names = namesOf(view, "family");
  if (tree === undefined || reasonOf(tree) !== undefined) {
    addUnseen(view, definitions, { names, gathered, because: reasonOf(tree ?? definitions.node)?.because });
    return;
  }
  const pair = (text: string, value: Node): Pair => ({
    key: { kind: "scalar", source, start, end: start, tag: undefined, text, style: "double" },
    value,
  });
  const needs = view.argument("requires_compatibilities");
  const node: Mapping = {
    kind: "mapping",
    source,
    start,
    end: view.extent.end,
    tag: undefined,
    pairs: [pair("containerDefinitions", tree), ...(needs === undefined ? [] : [pair("requiresCompatibilities", needs.node)])],
  };
  readTask({ source, node, names, prefix: `${addressOf(view)}/` }, notationOf(gathered), gathered);
}

interface Unseen {
  readonly names: readonly string[];
  readonly gathered: Gathered;
  readonly because: string | undefined;
}

function addUnseen(view: View, { at }: Argument, { names, gathered, because }: Unseen): void {
  const opening: Layer = { kind: "opening", at, because: because ?? "its containers are worked out when Terraform is applied" };
  gathered.workloads.push({ ...instanceOf(view, { address: addressOf(view), names }), list: at, layers: [opening] });
}

function notationOf({ facts }: Gathered): Notation {
  return {
    key: (name) => name,
    where,
    read: (node, { name, at }): Value => {
      if (node.kind === "scalar" && node.style === "plain" && reasonOf(node) === undefined && knownText(node) !== undefined)
        facts.push({ kind: "refused-type", name, at, type: node.text === "true" || node.text === "false" ? "boolean" : "number" });
      return scalarValue(node);
    },
    because: (made) => reasonOf(made)?.because,
  };
}

/** `environment { variables = {…} }`. */
export function readLambda(view: View, gathered: Gathered): void {
  const made = view.dynamic("environment");
  const [environment] = view.blocks("environment");
  const variables = environment?.argument("variables");
  const opening: Layer[] = made === undefined ? [] : [{ kind: "opening", at: made, because: "a dynamic block makes its environment" }];
  const list = variables?.at ?? environment?.at;
  gathered.workloads.push({
    ...instanceOf(view, { address: addressOf(view), names: namesOf(view, "function_name") }),
    platform: "lambda",
    layers: [{ kind: "backdrop", backdrop: lambdaBackdrop(view.at) }, ...opening, ...layersOfMap(variables, { gathered, where })],
    ...(list && { list }),
  });
}
