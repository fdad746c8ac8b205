import { append } from "../text/append.ts";
import type { Workload } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { known, opaque } from "../model/value.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { tomlDocument, tomlText } from "../text/platform/toml.ts";
import { gatheredFrom, type Gathered, placeOf, plainLayer, variablesOfMapping } from "../text/platform/variables.ts";
import { get, itemsOf, type Node, pairOf, pairsOf, spanOf, textOf } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/**
 * Apps of Fly: a workload for each process group, all of which have `[env]`. Secrets lie over it, and what `[build.args]` sets ends with the build
 * (Fly docs, "App configuration (fly.toml)").
 */
export const fly: Format = {
  id: "fly",
  summary: "process groups of fly.toml",
  unseen: "what fly secrets set has set, which lies over [env], and the ENV of the image",
  globs: ["**/fly.toml", "**/fly.*.toml"],
  options: [],
  accepts: ({ path }) => /^fly(?:\.[^/]*)?\.toml$/.test(basename(path)),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = tomlDocument(source);
  append(gathered.problems, problems);
  if (root === undefined) return;
  const shared = sharedBy(source, root, gathered);
  const groups = pairsOf(get(root, "processes"));
  for (const { key } of groups) addGroup(shared, { name: textOf(key) ?? "", at: spanOf(source, key) }, gathered);
  const app = get(root, "app");
  if (groups.length === 0) addGroup(shared, { name: "app", at: app === undefined ? placeOf(source, root) : spanOf(source, app) }, gathered);
}

/** What all process groups of an app have. */
interface Shared {
  readonly app: string | undefined;
  readonly region: string | undefined;
  readonly layers: Workload["layers"];
  readonly rest: Pick<Workload, "list" | "image">;
}

/** An `[[env]]` that is a list is read as one, and `primary_region` wins over a variable of that name (flyctl, appconfig/patches.go and machines.go). */
function sharedBy(source: Source, root: Node, { facts, problems }: Gathered): Shared {
  const env = pairOf(root, "env");
  const region = textOf(get(root, "primary_region")) || undefined;
  const tables = env?.value.kind === "sequence" ? itemsOf(env.value) : [env?.value];
  const variables = tables.flatMap((table) => variablesOfMapping(source, table, problems));
  const own = variables.filter(({ name }) => name !== "FLY_PROCESS_GROUP" && (name !== "PRIMARY_REGION" || region === undefined));
  const image = get(root, "build", "image");
  const imageName = textOf(image);
  return {
    app: textOf(get(root, "app")),
    region,
    layers: [plainLayer(own, ({ value }) => tomlText(value), { facts, where: "fly.toml" })],
    rest: {
      ...(env && { list: spanOf(source, env.key) }),
      ...(image && imageName !== undefined && { image: { name: imageName, at: spanOf(source, image) } }),
    },
  };
}

/** What Fly sets in every machine (Fly docs, "The Machine Runtime Environment"). */
const supplied = [
  "FLY_ALLOC_ID",
  "FLY_APP_NAME",
  "FLY_IMAGE_REF",
  "FLY_MACHINE_ID",
  "FLY_MACHINE_VERSION",
  "FLY_PRIVATE_IP",
  "FLY_PROCESS_GROUP",
  "FLY_PUBLIC_IP",
  "FLY_REGION",
  "FLY_VM_MEMORY_MB",
];

function addGroup({ app, region, layers, rest }: Shared, { name, at }: { name: string; at: Workload["at"] }, gathered: Gathered): void {
  const given = (variable: string) => {
    if (variable === "FLY_PROCESS_GROUP") return known(name);
    return variable === "PRIMARY_REGION" && region !== undefined ? known(region) : opaque("Fly sets it");
  };
  gathered.workloads.push({
    address: name.replaceAll("/", "-"),
    names: app === undefined ? [name] : [name, app],
    at,
    main: true,
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, region === undefined ? supplied : [...supplied, "PRIMARY_REGION"], given) },
      { kind: "opening", at, because: "what fly secrets set has set is not in this file" },
      ...layers,
    ],
    ...rest,
  });
}
