import type { Layer } from "../../model/binding.ts";
import { opaque, type Value } from "../../model/value.ts";
import { scalarValue, knownText } from "../../text/hcl/unresolved.ts";
import { layersOfMap } from "../../text/hcl/variables.ts";
import type { View } from "../../text/hcl/view.ts";
import { platformBackdrop } from "../../text/platform/backdrop.ts";
import type { Gathered } from "../../text/platform/variables.ts";
import type { Node } from "../../text/yaml-node.ts";
import { addressOf, instanceOf, namesOf, where } from "./resource.ts";

/** A resource whose variables are a map in one argument or several, the later over the earlier. */
export interface MapResource {
  readonly maps: readonly string[];
  /** What the platform sets besides. */
  readonly names: readonly string[];
  readonly opening?: string;
  readonly platform?: string;
  readonly readValue?: (node: Node) => Value;
}

/** What App Service sets in every app (Azure docs, "Environment variables and app settings in Azure App Service"). */
const ofAppService = [
  ...["SITE_NAME", "RESOURCE_GROUP", "OWNER_NAME", "HOSTNAME", "INSTANCE_ID", "SKU"].map((name) => `WEBSITE_${name}`),
  "HOME",
];

/** A reference to Key Vault is looked up when the app starts. */
const appService: MapResource = {
  maps: ["app_settings"],
  names: ofAppService,
  readValue: (node) =>
    knownText(node)?.startsWith("@Microsoft.KeyVault(") === true ? opaque("a secret of Azure Key Vault") : scalarValue(node),
};

const kinds = ["linux_web_app", "windows_web_app", "linux_function_app", "windows_function_app"];

export const mapResources: ReadonlyMap<string, MapResource> = new Map<string, MapResource>([
  ...kinds.map((kind): [string, MapResource] => [`azurerm_${kind}`, appService]),
  [
    "heroku_app",
    {
      maps: ["config_vars", "sensitive_config_vars"],
      names: ["PORT", "DYNO", "PS"],
      platform: "heroku",
      opening: "add-ons and the dashboard of Heroku set variables that are not in this file",
    },
  ],
]);

export function readMaps(view: View, resource: MapResource, gathered: Gathered): void {
  const { maps, names, opening, platform, readValue } = resource;
  const { at } = view;
  const found = maps.flatMap((name) => view.argument(name) ?? []);
  const connections = view.blocks("connection_string").length > 0 || view.dynamic("connection_string") !== undefined;
  const openings = [
    ...(opening === undefined ? [] : [opening]),
    ...(connections ? ["its connection strings are set under names of their own"] : []),
  ];
  const list = found[0]?.at;
  gathered.workloads.push({
    ...instanceOf(view, { address: addressOf(view), names: namesOf(view, "name") }),
    ...(platform !== undefined && { platform }),
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, names) },
      ...openings.map((because): Layer => ({ kind: "opening", at, because })),
      ...found.flatMap((argument) => layersOfMap(argument, { gathered, where, readValue })),
    ],
    ...(list && { list }),
  });
}
