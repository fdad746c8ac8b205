import type { Binding, Layer, Workload } from "../../model/binding.ts";
import { type Span, textAt } from "../../model/source.ts";
import { absent, type Lookup, type Value } from "../../model/value.ts";
import { EnvFileReader, envFilesOf, judgeEnvFiles } from "./env-files.ts";
import { modelVariables, providersOf } from "./given.ts";
import { imageLayers, type ImageLayers } from "./image.ts";
import { Log } from "./log.ts";
import { referencesIn } from "./references.ts";
import type { Session } from "./session.ts";
import { type Entry, entryOf, type Gap, get, itemsOf, type Mapping, textOf, type Variable } from "./tree.ts";
import { variableFacts } from "./variable-facts.ts";
import { passThrough, readVariables } from "./variables.ts";

/** What the services of one target share. */
export interface Surroundings {
  /** The root project's environment, which env files and bare names see even in included services. */
  readonly lookup: Lookup;
  readonly profiles: readonly string[];
  /** Whether the files must say all of a service; a lone file with a name of its own may be meant to be merged over others. */
  readonly isComplete: boolean;
  /** Whether the files cannot stand alone, so that others which are not seen may set whatever they do not. */
  readonly isFragment: boolean;
  /** The merged files. */
  readonly whole: Mapping;
  readonly session: Session;
}

/** A service as the process it becomes. Its facts go to the session's log unless none of its profiles is active. */
export function workloadOf(name: string, { key, value: service }: Entry, surroundings: Surroundings): Workload | undefined {
  if (service.kind !== "mapping" || service.entries.has("provider")) return undefined;
  const inactive = inactivity(service, surroundings.profiles);
  const log = inactive === undefined ? surroundings.session.log : new Log();
  if (surroundings.isComplete) judgeImage(service, key, log);
  const { layers, image, ...code } = layersOf(service, surroundings, log);
  const unseen: Layer = { kind: "opening", at: key, because: "the compose files that this one is merged over are not read with it" };
  const list = (entryOf(service, "environment") ?? entryOf(service, "env_file"))?.key;
  return {
    address: name,
    names: [...new Set([name, textOf(get(service, "container_name")) ?? name])],
    at: key,
    layers: surroundings.isFragment ? [unseen, ...layers] : layers,
    main: true,
    ...(list && { list }),
    ...(image && { image }),
    ...code,
    ...(inactive !== undefined && { inactive }),
  };
}

function judgeImage(service: Mapping, key: Span, log: Log): void {
  if (lacksImage(service)) log.lack(key, `service ${textAt(key)} must have an image or a build`);
}

/** What could not be seen may bring an image, and so may a variable that is not known. */
export function lacksImage(service: Mapping): boolean {
  const image = get(service, "image");
  if (service.gaps.length > 0 || service.entries.has("build") || service.entries.has("provider")) return false;
  return image === undefined || textOf(image) === "";
}

/** A profile whose name is not known may be active. */
function inactivity(service: Mapping, active: readonly string[]): string | undefined {
  const names = itemsOf(get(service, "profiles")).map(textOf);
  if (names.length === 0 || active.includes("*")) return undefined;
  const isActive = names.some((name) => name === undefined || active.includes(name));
  return isActive ? undefined : `profile ${names.join(", ")} is not active`;
}

/** Image under env files under `environment` under what compose adds; what could not be seen of the service itself lies lowest. */
function layersOf(service: Mapping, { lookup, whole, session }: Surroundings, log: Log): ImageLayers {
  const { bindings, gaps } = ownEnvironment(service, lookup, log);
  const own = new Map<string, Value>();
  for (const { name, value } of bindings) if (value.state !== "template") own.set(name, value);
  const image = imageLayers(service, lookup, session, log);
  const files = new EnvFileReader(session, log, lookup, own);
  const requests = envFilesOf(get(service, "env_file"));
  judgeEnvFiles(requests, session.log);
  const envFiles = requests.map((request) => files.layer(request));
  const openings = [...service.gaps, ...gaps, ...providersOf(service, get(whole, "services"))].map((gap): Layer => ({
    kind: "opening",
    ...gap,
  }));
  const given = modelVariables(service, get(whole, "models"));
  return { ...image, layers: [...openings, ...image.layers, ...envFiles, { kind: "bindings", bindings: [...bindings, ...given] }] };
}

/** A bare name that is set nowhere is bound all the same: compose sends it to the engine, which drops the image's value. */
function ownEnvironment(service: Mapping, lookup: Lookup, log: Log): { bindings: Binding[]; gaps: Gap[] } {
  const variables: Variable[] = [];
  const bindings: Binding[] = [];
  const gaps: Gap[] = [];
  for (const item of readVariables(get(service, "environment"))) {
    if (item.kind === "unnamed") gaps.push(item.gap);
    else {
      variables.push(item);
      bindings.push({ name: item.name, value: passThrough(item, lookup).value ?? absent, at: item.at });
    }
  }
  log.addAll({ facts: variableFacts(variables) });
  log.addAll({ facts: referencesIn(service, variables) });
  return { bindings, gaps };
}
