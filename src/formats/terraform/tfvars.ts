import { isSource, type Source } from "../../model/source.ts";
import { hclDocument } from "../../text/hcl/document.ts";
import { Evaluator } from "../../text/hcl/evaluate.ts";
import { basename, dirname } from "../../text/path.ts";
import { jsonDocument } from "../../text/platform/json.ts";
import { pairsOf, textOf } from "../../text/yaml.ts";
import type { Node } from "../../text/yaml-node.ts";
import type { World } from "../format.ts";

/**
 * What the files say that Terraform reads by itself: terraform.tfvars, terraform.tfvars.json, then those that end in .auto.tfvars or .auto.tfvars.json
 * in the order of their names (internal/command/meta_vars.go). A default is none of it, since anything outside may take its place.
 */
export function valuesIn({ path: own }: Source, world: World, declared: ReadonlySet<string>): Map<string, Node> {
  const paths = world.list?.(dirname(own).slice(0, -1) || ".") ?? [];
  const first = ["terraform.tfvars", "terraform.tfvars.json"].flatMap((name) => paths.filter((path) => basename(path) === name));
  const more = paths.filter((path) => /\.auto\.tfvars(?:\.json)?$/.test(path)).toSorted((one, other) => (one < other ? -1 : 1));
  const found = new Map<string, Node>();
  for (const path of [...first, ...more]) {
    const source = world.read(path);
    if (!isSource(source)) continue;
    for (const [name, node] of source.path.endsWith(".json") ? ofJson(source) : ofHcl(source))
      if (declared.has(name)) found.set(name, node);
  }
  return found;
}

function ofJson(source: Source): [string, Node][] {
  return pairsOf(jsonDocument(source).root).map(({ key, value }) => [textOf(key) ?? "", placed(value, source)]);
}

/** The nodes of a file, each of which says where it comes from. */
function placed(node: Node, source: Source): Node {
  if (node.kind === "scalar") return { ...node, source };
  if (node.kind === "sequence") return { ...node, source, items: node.items.map((item) => placed(item, source)) };
  const pairs = node.pairs.map(({ key, value }) => ({ key: placed(key, source), value: placed(value, source) }));
  return { ...node, source, pairs };
}

function ofHcl(source: Source): [string, Node][] {
  const evaluator = new Evaluator({
    locals: new Map(),
    variables: new Map(),
    outside: () => ({ state: "unknown", because: "a file of values can refer to nothing" }),
    read: (path) => ({ path, reason: "missing", because: "is not read" }),
    whenever: "never",
  });
  const { attributes } = hclDocument(source).body ?? { attributes: [] };
  return attributes.map(({ name, value }) => [name, evaluator.evaluate(value, { source })]);
}
