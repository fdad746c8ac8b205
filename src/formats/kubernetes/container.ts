import type { Layer, Workload } from "../../model/binding.ts";
import { get, itemsOf, type Mapping, type Node, pairOf, spanOf, startOf, textOf } from "../../text/yaml.ts";
import { platformCalled } from "../../text/platform/platforms.ts";
import { reportDuplicates } from "./duplicates.ts";
import { readEnv } from "./env.ts";
import { type Gathered, type ImportLayer, refTo } from "./gathered.ts";
import type { PlacedContainer, Pod } from "./objects.ts";
import { platformOf } from "./platform.ts";
import { booleanOf } from "./scalar.ts";

export function readContainer(placed: PlacedContainer, pod: Pod, gathered: Gathered): void {
  const { node: container } = placed;
  if (container.kind !== "mapping") return;
  const { source, namespace } = pod.object;
  const entries = itemsOf(get(container, "env"));
  const sources = itemsOf(get(container, "envFrom"));
  if (!isAllowed(entries.length + sources.length + 1, container, { pod, gathered })) return;
  reportDuplicates(source, container, gathered.facts);
  const layers: Layer[] = [];
  const workload = workloadOf(container, pod, { placed, layers });
  const imports = sources.flatMap((item) => readImport(item, pod, gathered));
  const { env, dollars } = readEnv(entries, { pod, gathered });
  gathered.containers.push({
    source,
    namespace,
    workload,
    layers,
    imports,
    env,
    dollars,
    opening: pod.opening,
    serviceLinks: booleanOf(get(pod.spec, "enableServiceLinks")) !== false,
    given: givenTo(placed, pod),
  });
}

/** Only the container that is reached gets a PORT: the one with ports, where there are several (serving, pkg/reconciler/revision/resources). */
function givenTo({ node, regular }: PlacedContainer, { object, spec }: Pod): readonly string[] | undefined {
  const platform = platformOf(object);
  if (platform === undefined) return undefined;
  const isReached = regular && (itemsOf(get(spec, "containers")).length === 1 || itemsOf(get(node, "ports")).length > 0);
  return platformCalled(platform)?.reserved.filter((name) => isReached || name !== "PORT");
}

/** Takes what a container holds from the file's allowance, and tells once when that is used up. */
function isAllowed(count: number, container: Mapping, { pod, gathered }: { pod: Pod; gathered: Gathered }): boolean {
  const before = gathered.allowance;
  gathered.allowance -= count;
  if (before >= 0 && gathered.allowance < 0) {
    const at = startOf(pod.object.source, container);
    gathered.problems.push({ at, message: "aliases repeat env lists too often in this file; what follows is not read" });
  }
  return gathered.allowance >= 0;
}

/** Something with fields yet to come: one after the other they cost a part of what spreading each does. */
type Draft<Whole> = { -readonly [Field in keyof Whole]: Whole[Field] };

/** A container where it stands, and the layers that it is going to have. */
interface Place {
  readonly placed: PlacedContainer;
  readonly layers: readonly Layer[];
}

function workloadOf(container: Mapping, { object, names, main }: Pod, { placed: { regular, fallback }, layers }: Place): Workload {
  const { source } = object;
  const nameNode = get(container, "name");
  const name = textOf(nameNode) ?? fallback;
  const workload: Draft<Workload> = {
    address: `${object.kind}/${object.name}/${name}`,
    names: names.includes(name) ? names : [name, ...names],
    at: nameNode === undefined ? startOf(source, container) : spanOf(source, nameNode),
    main: regular && name === main,
    extent: spanOf(source, object.node),
    layers,
  };
  const platform = platformOf(object);
  if (platform !== undefined) workload.platform = platform;
  const list = pairOf(container, "env") ?? pairOf(container, "envFrom");
  if (list !== undefined) workload.list = spanOf(source, list.key);
  const image = get(container, "image");
  const imageName = textOf(image);
  if (image !== undefined && imageName !== undefined) workload.image = { name: imageName, at: spanOf(source, image) };
  return workload;
}

/** One `envFrom` item; the kubelet looks at the ConfigMap first. */
function readImport(item: Node, { object }: Pod, { problems }: Gathered): ImportLayer[] {
  const [configMap, secret] = [get(item, "configMapRef"), get(item, "secretRef")];
  const nameNode = get(configMap ?? secret, "name");
  const name = textOf(nameNode);
  if (nameNode === undefined || name === undefined) return [];
  const at = spanOf(object.source, nameNode);
  if (configMap !== undefined && secret !== undefined) problems.push({ at, message: "an envFrom item must name one source, not two" });
  const ref = refTo(configMap === undefined ? "secret" : "configmap", object.namespace, name);
  const layer: Draft<ImportLayer> = { kind: "import", ref, at };
  const prefix = textOf(get(item, "prefix"));
  if (prefix !== undefined) layer.prefix = prefix;
  if (booleanOf(get(configMap ?? secret, "optional")) === true) layer.optional = true;
  return [layer];
}
