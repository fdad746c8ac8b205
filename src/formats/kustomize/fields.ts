import type { Source } from "../../model/source.ts";
import { get, type Mapping, type Node, pairsOf, spanOf, textOf } from "../../text/yaml.ts";
import type { Session } from "./loader.ts";
import { isSet, scalar, withPair } from "./tree.ts";

type Kind = "list" | "map" | "text";

/** The fields of a kustomization (api/types/kustomization.go), with the type that each has. */
const fields = new Map<string, Kind>([
  ...of(
    "list",
    "resources bases components crds configurations generators transformers validators buildMetadata images imageTags replicas",
  ),
  ...of("list", "patches patchesStrategicMerge patchesJson6902 replacements vars labels configMapGenerator secretGenerator"),
  ...of("list", "helmCharts helmChartInflationGenerator"),
  ...of("map", "metadata openapi commonLabels commonAnnotations sortOptions helmGlobals generatorOptions"),
  ...of("text", "apiVersion kind namePrefix nameSuffix namespace"),
]);

function of(kind: Kind, names: string): [string, Kind][] {
  return names.split(" ").map((name) => [name, kind]);
}

const byLowerCase = new Map([...fields.keys()].map((name) => [name.toLowerCase(), name]));
const articles: Readonly<Record<Kind, string>> = { list: "a list", map: "a mapping", text: "text" };

/** The fields of a kustomization under the names that kustomize knows them by; what it would refuse is told and left out. */
export function checkedFields(session: Session, source: Source, root: Node | undefined): Mapping {
  const empty: Mapping = { kind: "mapping", start: 0, end: 0, tag: undefined, pairs: [], source };
  if (!isSet(root) || isEmpty(root)) {
    session.problem({ source, start: 0, end: 0 }, "the kustomization is empty");
    return empty;
  }
  if (root.kind !== "mapping") session.problem(spanOf(source, { start: root.start, end: root.start }), "a kustomization must be a mapping");
  let node = empty;
  for (const { key, value } of pairsOf(root)) {
    const written = textOf(key) ?? "";
    // Go's JSON takes a field in any case.
    const name = byLowerCase.get(written.toLowerCase()) ?? written;
    const mistake = mistakeIn(name, value);
    if (mistake !== undefined) session.problem(spanOf(source, key), mistake);
    else if (isSet(value)) node = withPair(node, { key: scalar(name, spanOf(source, key)), value });
  }
  const kind = get(node, "kind");
  if (kind !== undefined && !["Kustomization", "Component"].includes(textOf(kind) ?? "")) {
    session.problem(spanOf(source, kind), "kind must be Kustomization or Component");
  }
  return node;
}

/** Whether a kustomization says nothing but what it is, also where each of its fields is null: an empty list is something to kustomize. */
function isEmpty(node: Node): boolean {
  if (node.kind !== "mapping") return false;
  return node.pairs.every(({ key, value }) => {
    const name = byLowerCase.get((textOf(key) ?? "").toLowerCase());
    return name === "apiVersion" || name === "kind" || (name !== undefined && (!isSet(value) || textOf(value) === ""));
  });
}

function mistakeIn(name: string, value: Node): string | undefined {
  const kind = fields.get(name);
  if (kind === undefined) return `kustomize has no field ${name}`;
  return !isSet(value) || isOf(kind, value) ? undefined : `${name} must be ${articles[kind]}`;
}

function isOf(kind: Kind, value: Node): boolean {
  return value.kind === (kind === "list" ? "sequence" : kind === "map" ? "mapping" : "scalar");
}
