import type { Commands, Layer, Workload } from "../../model/binding.ts";
import { isSource, type Source, type Span } from "../../model/source.ts";
import { absent, type Lookup, type Value } from "../../model/value.ts";
import { copiedFrom, servedFrom } from "../../text/dockerfile/copied.ts";
import { commandsOf, scriptsIn, wordsIn } from "../../text/dockerfile/commands.ts";
import { type Image, readDockerfile } from "../../text/dockerfile/image.ts";
import { linesOf, type Starts, startsOf } from "../../text/dockerfile/starts.ts";
import { folderOf, joinPath } from "../../text/path.ts";
import type { Log } from "./log.ts";
import type { Session } from "./session.ts";
import { type Entry, entryOf, get, isNull, isText, itemsOf, type Mapping, textOf, type Tree } from "./tree.ts";
import { passThrough, readVariables } from "./variables.ts";

/** What a service's image brings along: the ENV of its Dockerfile, and the image outside these files that it stands on. */
export interface ImageLayers {
  readonly layers: readonly Layer[];
  readonly image: Workload["image"];
  readonly built?: NonNullable<Workload["built"]>;
  readonly commands?: NonNullable<Workload["commands"]>;
}

export function imageLayers(service: Mapping, project: Lookup, session: Session, log: Log): ImageLayers {
  const build = entryOf(service, "build");
  const named = entryOf(service, "image");
  if (build === undefined) return { layers: [], image: named && { name: written(named.value), at: named.key } };
  const folder = contextOf(build.value);
  const from = (paths: readonly string[]): Pick<ImageLayers, "built"> =>
    folder === undefined ? {} : { built: [...paths, ...mountsOf(service)] };
  const built = from([folder ?? ""]);
  const request = { args: argumentsOf(get(build.value, "args"), project, log), ...targetOf(build) };
  const inline = entryOf(build.value, "dockerfile_inline");
  const text = textOf(inline?.value);
  if (inline !== undefined && text !== undefined) {
    return { ...built, ...layersOf(movedTo(inline.key, readDockerfile({ path: inline.key.source.path, text }, request)), log) };
  }
  const found = inline === undefined ? dockerfileOf(build.value, session) : "its Dockerfile";
  if (typeof found === "string") return unseen(found, build, built);
  const image = readDockerfile(found, request);
  const served = servedFrom(found, image, folder ?? "");
  const commands = {
    ...commandsIn(service, commandsOf(found)),
    starts: linesOf(startedIn(service, startsOf(found, image.stage))),
    ...(served && { only: [...served, ...mountsOf(service)] }),
  };
  return { ...from(copiedFrom(found, folder ?? "")), commands, ...layersOf(image, log) };
}

/** What the image starts, and what the service has it start instead or mounts into it. */
function commandsIn(service: Mapping, own: Commands): Commands {
  const { scripts, words = [] } = own;
  const started = ["command", "entrypoint"].map((key) => wordsOf(get(service, key)));
  return {
    ...own,
    scripts: [...scripts, ...started.flatMap(scriptsIn)],
    words: [...words, ...[...started, ...mountedIn(service)].flatMap(wordsIn)],
  };
}

/** What the service has instead of the image's; an entrypoint clears the command of the image (compose-spec, 05-services.md, "entrypoint"). */
function startedIn(service: Mapping, own: Starts): Starts {
  const [entrypoints, commands] = ["entrypoint", "command"].map((key) => {
    const given = get(service, key);
    return given === undefined || isNull(given) ? undefined : [wordsOf(given)].filter((line) => line !== "");
  });
  return { entrypoints: entrypoints ?? own.entrypoints, commands: commands ?? (entrypoints === undefined ? own.commands : []) };
}

function wordsOf(command: Tree | undefined): string {
  return isText(command)
    ? command.written
    : itemsOf(command)
        .flatMap((word) => textOf(word) ?? [])
        .join(" ");
}

function mountedIn(service: Mapping): readonly string[] {
  return itemsOf(get(service, "volumes")).flatMap((volume) => textOf(isText(volume) ? volume : get(volume, "target")) ?? []);
}

/** Where an image has its settings and its data, and no code that it runs. */
const forData = /^\/(?:etc|tmp|run|backups?|data|docker-entrypoint-initdb\.d|var\/(?:lib|log|run))(?:\/|$)/;

/** Folders of the project that stand in for what the image holds: `./src:/app`. */
function mountsOf(service: Mapping): readonly string[] {
  return itemsOf(get(service, "volumes")).flatMap((volume) => {
    const source = isText(volume) ? volume : get(volume, "source");
    const [path = "", target = textOf(get(volume, "target")) ?? ""] = textOf(source)?.split(":") ?? [];
    return isText(source) && /^\.{1,2}(?:\/|$)/.test(path) && !forData.test(target) ? [folderOf(joinPath(source.origin.folder, path))] : [];
  });
}

/** The build context, where it is a folder of these files. */
function contextOf(build: Tree): string | undefined {
  const context = isText(build) ? build : get(build, "context");
  const folder = textOf(context);
  return isText(context) && folder !== undefined && !isRemote(folder) ? folderOf(joinPath(context.origin.folder, folder)) : undefined;
}

/** An image whose Dockerfile cannot be seen; where a file that this one is merged with says what is built, so is its code. */
function unseen(name: string, build: Entry, built: Pick<ImageLayers, "built">): ImageLayers {
  return { ...(isPartial(build) ? {} : built), layers: [], image: { name, at: build.key } };
}

/** Whether only `cache_from` and the like stand here. */
function isPartial({ key, value }: Entry): boolean {
  if (isText(value) || entryOf(value, "dockerfile") !== undefined || entryOf(value, "dockerfile_inline") !== undefined) return false;
  // The default of Compose stands where the build does.
  return entryOf(value, "context")?.key === key;
}

function targetOf(build: Entry): { readonly target?: string } {
  const target = textOf(get(build.value, "target"));
  return target === undefined || target === "" ? {} : { target };
}

/** Build arguments; one that is passed through and not set is left to the Dockerfile's default (loader/normalize.go). */
function argumentsOf(tree: Tree | undefined, project: Lookup, log: Log): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const item of readVariables(tree)) {
    if (item.kind === "unnamed") continue;
    const value = passThrough(item, project).value ?? absent;
    values.set(item.name, value);
    log.fact({ kind: "baked", name: item.name, at: item.at, via: "build.args", value });
  }
  return values;
}

/** The Dockerfile, or what to call the image when the file cannot be seen. */
function dockerfileOf(build: Tree, session: Session): Source | string {
  const context = isText(build) ? build : get(build, "context");
  const dockerfile = get(build, "dockerfile");
  const name = dockerfile === undefined ? "Dockerfile" : (textOf(dockerfile) ?? withDefaults(dockerfile));
  const folder = contextOf(build);
  if (folder === undefined) return written(context);
  if (name === undefined) return written(dockerfile);
  const found = session.read(joinPath(folder, name));
  return isSource(found) ? found : found.path;
}

/** A path as it is where the deploying shell sets nothing: `${SERVICE:-api}/Dockerfile`. */
function withDefaults(path: Tree): string | undefined {
  if (!isText(path)) return undefined;
  const text = path.written.replaceAll(/\$\{\w+:?-([^${}]*)\}/g, "$1");
  return text.includes("$") ? undefined : text;
}

/** compose-go paths/context.go. */
function isRemote(context: string): boolean {
  return context.includes("://") || /^(?:git@|github\.com\/|service:)/.test(context);
}

function written(tree: Tree | undefined): string {
  return isText(tree) ? tree.written : "its image";
}

/** The text of an inline Dockerfile has no places of its own in the compose file. */
function movedTo(at: Span, image: Image): Image {
  return {
    ...image,
    bindings: image.bindings.map((binding) => ({ ...binding, at })),
    base: image.base && { ...image.base, at },
    openings: image.openings.map((opening) => ({ ...opening, at })),
    facts: [],
    problems: image.problems.map(({ message }) => ({ at, message })),
  };
}

function layersOf({ bindings, openings, base, facts, problems }: Image, log: Log): ImageLayers {
  log.addAll({ facts, problems });
  return { layers: [...openings.map((opening): Layer => ({ kind: "opening", ...opening })), { kind: "bindings", bindings }], image: base };
}
