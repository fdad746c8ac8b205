import { isSource, type Problem, type Source } from "../../model/source.ts";
import { hclDocument } from "../../text/hcl/document.ts";
import { Evaluator } from "../../text/hcl/evaluate.ts";
import { basename, dirname, joinPath } from "../../text/path.ts";
import { jsonDocument } from "../../text/platform/json.ts";
import { pairsOf, textOf } from "../../text/yaml.ts";
import type { Node } from "../../text/yaml-node.ts";
import type { Document, World } from "../format.ts";

/**
 * What the files say that Terraform reads by itself: terraform.tfvars, terraform.tfvars.json, then those that end in .auto.tfvars or .auto.tfvars.json
 * in the order of their names; over them those that `-var-file` names, in its order (internal/command/meta_vars.go). A default is none of it, since
 * anything outside may take its place.
 */
export function valuesIn({ path: own }: Source, world: World, named: readonly string[]): Map<string, Node> {
  const paths = world.list?.(dirname(own).slice(0, -1) || ".") ?? [];
  const first = ["terraform.tfvars", "terraform.tfvars.json"].flatMap((name) => paths.filter((path) => basename(path) === name));
  const more = paths.filter((path) => /\.auto\.tfvars(?:\.json)?$/.test(path)).toSorted((one, other) => (one < other ? -1 : 1));
  const sources = [...first, ...more, ...named].map((path) => world.read(path)).filter(isSource);
  return new Map(sources.flatMap((source) => (source.path.endsWith(".json") ? ofJson(source) : ofHcl(source))));
}

/** The files of `-var-file`, which are relative to where Terraform runs: the root. */
export function varFilesOf({ options }: Document): readonly string[] {
  return (options.get("var-file") ?? []).map((path) => joinPath("", path));
}

/** What keeps those files from being read: Terraform stops there, other than for a file that it only looks for. */
export function problemsOfVarFiles(document: Document, world: World): readonly Problem[] {
  const [source] = document.sources;
  return varFilesOf(document).flatMap((path) => {
    const found = world.read(path);
    if (!isSource(found)) return { at: { source, start: 0, end: 0 }, message: `${found.path} ${found.because}` };
    return found.path.endsWith(".json") ? jsonDocument(found).problems : hclDocument(found).problems;
  });
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
