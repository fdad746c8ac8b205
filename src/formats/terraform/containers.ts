import type { Backdrop, Layer, Workload } from "../../model/binding.ts";
import type { Span } from "../../model/source.ts";
import { known, opaque, unknown, type Value } from "../../model/value.ts";
import { knownText, scalarValue } from "../../text/hcl/unresolved.ts";
import { layersOfBlocks } from "../../text/hcl/variables.ts";
import type { View } from "../../text/hcl/view.ts";
import { platformBackdrop } from "../../text/platform/backdrop.ts";
import type { Gathered } from "../../text/platform/variables.ts";
import { spanOf } from "../../text/yaml.ts";
import { addressOf, instanceOf, namesOf, where } from "./resource.ts";

/** A resource whose containers are blocks with an `env` block for each variable. */
export interface ContainerResource {
  /** The types of the blocks around the containers. */
  readonly path: readonly string[];
  /** The types of the containers' own blocks, the regular first. */
  readonly containers: readonly string[];
  /** The block or argument of an entry that says where its value comes from, and what that is. */
  readonly from: string;
  readonly because: string;
  readonly names: readonly string[];
  /** What keeps names for itself in the main container. */
  readonly platform?: string;
}

const secret = "a secret of Secret Manager";
const ofServices = ["PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION"];
const ofJobs = ["JOB", "EXECUTION", "TASK_INDEX", "TASK_ATTEMPT", "TASK_COUNT"].map((name) => `CLOUD_RUN_${name}`);
const ofContainerApps = ["NAME", "REVISION", "HOSTNAME", "ENV_DNS_SUFFIX", "PORT", "REPLICA_NAME"].map((name) => `CONTAINER_APP_${name}`);

const cloudRun = { containers: ["containers"], because: secret };
const containerApp = {
  path: ["template"],
  containers: ["container", "init_container"],
  from: "secret_name",
  because: "a secret of the container app",
};

export const containerResources: ReadonlyMap<string, ContainerResource> = new Map<string, ContainerResource>([
  ["google_cloud_run_service", { ...cloudRun, path: ["template", "spec"], from: "value_from", names: ofServices, platform: "cloud-run" }],
  ["google_cloud_run_v2_service", { ...cloudRun, path: ["template"], from: "value_source", names: ofServices, platform: "cloud-run" }],
  [
    "google_cloud_run_v2_job",
    { ...cloudRun, path: ["template", "template"], from: "value_source", names: ofJobs, platform: "cloud-run-job" },
  ],
  ["azurerm_container_app", { ...containerApp, names: ofContainerApps }],
  ["azurerm_container_app_job", { ...containerApp, names: [] }],
]);

/** Where a container stands, and what of its resource is its own. */
interface Place {
  readonly view: View;
  readonly container: View;
  readonly isMain: boolean;
  /** What tells it from its siblings; empty where it has none and no name. */
  readonly name: string;
}

export function readContainers(view: View, resource: ContainerResource, gathered: Gathered): void {
  const [regularType] = resource.containers;
  const found = view
    .below(...resource.path)
    .flatMap((pod) => resource.containers.flatMap((type) => pod.blocks(type).map((container) => ({ type, container }))));
  const regular = found.filter(({ type }) => type === regularType);
  const main = regular.find(({ container }) => container.blocks("ports").length > 0) ?? regular[0];
  for (const [index, one] of found.entries()) {
    const name = one.container.text("name") ?? (found.length > 1 ? String(index + 1) : "");
    addContainer({ view, container: one.container, isMain: one === main, name }, resource, gathered);
  }
  const made = madeIn(view, resource);
  if (made === undefined) return;
  const opening: Layer = { kind: "opening", at: made, because: "a dynamic block makes its containers" };
  gathered.workloads.push({ ...instanceOf(view, { address: addressOf(view), names: namesOf(view, "name") }), layers: [opening] });
}

/** Where a dynamic block stands in the place of a container or of what is around it. */
function madeIn(view: View, { path, containers }: ContainerResource): Span | undefined {
  let around: readonly View[] = [view];
  for (const type of path) {
    const made = around.map((one) => one.dynamic(type)).find((at) => at !== undefined);
    if (made !== undefined) return made;
    around = around.flatMap((one) => one.blocks(type));
  }
  return around.flatMap((pod) => containers.map((type) => pod.dynamic(type))).find((at) => at !== undefined);
}

function addContainer({ view, container, isMain, name }: Place, resource: ContainerResource, gathered: Gathered): void {
  const own = container.argument("name")?.node;
  const at = own === undefined ? container.at : spanOf(container.extent.source, own);
  const list = container.blocks("env")[0]?.at;
  gathered.workloads.push({
    ...instanceOf(view, {
      address: [addressOf(view), ...(name === "" ? [] : [name])].join("/"),
      names: [...new Set([...(name === "" ? [] : [name]), ...(isMain ? namesOf(view, "name") : [])])],
    }),
    at,
    main: isMain,
    ...(isMain && resource.platform !== undefined && { platform: resource.platform }),
    extent: container.extent,
    layers: [
      { kind: "backdrop", backdrop: backdropOf(resource, isMain, at) },
      ...layersOfBlocks(container, "env", (entry) => valueOf(entry, resource), { gathered, where }),
    ],
    ...(list && { list }),
    ...imageOf(container),
  });
}

function imageOf(container: View): Pick<Workload, "image"> {
  const image = container.argument("image");
  const name = knownText(image?.node);
  return image === undefined || name === undefined ? {} : { image: { name, at: spanOf(image.at.source, image.node) } };
}

/** Only the container that takes requests is given the port. */
function backdropOf({ names }: ContainerResource, isMain: boolean, at: Span): Backdrop {
  return platformBackdrop(at, isMain ? names : names.filter((name) => name !== "PORT"));
}

function valueOf(entry: View, { from, because }: ContainerResource): Value {
  const value = entry.argument("value");
  if (value !== undefined) return scalarValue(value.node);
  if (entry.dynamic(from) !== undefined) return unknown("a dynamic block says where its value comes from");
  return entry.blocks(from).length > 0 || entry.argument(from) !== undefined ? opaque(because) : known("");
}
