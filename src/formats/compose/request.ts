import { unseal } from "../../model/sealed.ts";
import { isSource, type Source } from "../../model/source.ts";
import { known, type Lookup, opaque, type Value } from "../../model/value.ts";
import { basename, dirname, folderOf, joinPath } from "../../text/path.ts";
import { get, textOf, yamlDocuments } from "../../text/yaml.ts";
import type { Document } from "../format.ts";
import { type EnvFileRequest, projectEnvironment } from "./environment.ts";
import type { Project, Session } from "./session.ts";

/** The names that docker compose looks for by itself, in its order (cli/options.go). */
const defaultNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrideNames = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

/** The project that a target means: its folder, its environment and its files. */
export function projectOf({ sources, options }: Document, session: Session): Project {
  const [first] = sources;
  const directory = options.get("project-directory")?.at(-1);
  const folder = directory === undefined ? dirname(first.path) : folderOf(joinPath("", directory));
  const requests = envFileRequests(options.get("env-file") ?? [], folder, first, session.shell);
  const environment = projectEnvironment(session, session.shell, requests);
  const files: Project["sources"] = sources.length === 1 ? withDefaultFiles(first, environment, session) : sources;
  return { sources: files, folder, lookup: withComposeNames(environment, files, folder), through: [] };
}

/** Whether docker compose would find the file by itself, so that it should stand on its own. */
export function isDefaultFile({ path }: Source): boolean {
  return defaultNames.includes(basename(path));
}

export function profilesOf({ options }: Document, lookup: Lookup): string[] {
  return [...(options.get("profile") ?? listIn(lookup("COMPOSE_PROFILES"), ","))];
}

/** `--env-file` is relative to where docker compose runs, which is the root; what the environment names is relative to the project. */
function envFileRequests(named: readonly string[], folder: string, source: Source, shell: Lookup): EnvFileRequest[] {
  const at = { source, start: 0, end: 0 };
  const listed = listIn(shell("COMPOSE_ENV_FILES"), ",").map((path) => joinPath(folder, path));
  const paths = named.length > 0 ? named.map((path) => joinPath("", path)) : listed;
  if (paths.length > 0) return paths.map((path) => ({ path, at, required: true }));
  const disabled = /^(?:1|t|true)$/i.test(textIn(shell("COMPOSE_DISABLE_ENV_FILE")));
  return disabled ? [] : [{ path: `${folder}.env`, at, required: false }];
}

/** Without `-f`, docker compose takes the files of COMPOSE_FILE, or adds the override file to the default one. */
function withDefaultFiles(first: Source, environment: Lookup, session: Session): Project["sources"] {
  const folder = dirname(first.path);
  if (!isDefaultFile(first)) return [first];
  const separator = textIn(environment("COMPOSE_PATH_SEPARATOR")) || ":";
  const named = listIn(environment("COMPOSE_FILE"), separator).map((path) => joinPath(folder, path));
  if (named.includes(first.path)) {
    const [main = first, ...others] = named.flatMap((path) => (path === first.path ? [first] : sourcesAt(path, session)));
    return [main, ...others];
  }
  const [override] = named.length > 0 ? [] : overrideNames.flatMap((name) => sourcesAt(folder + name, session));
  const better = defaultNames.slice(0, defaultNames.indexOf(basename(first.path)));
  const isChosen = override !== undefined && better.every((name) => sourcesAt(folder + name, session).length === 0);
  return isChosen ? [first, override] : [first];
}

function sourcesAt(path: string, session: Session): Source[] {
  const found = session.read(path);
  return isSource(found) ? [found] : [];
}

function textIn(value: Value): string {
  return value.state === "known" ? unseal(value.text) : "";
}

function listIn(value: Value, separator: string): string[] {
  return textIn(value)
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Each name is looked up once. Docker compose sets COMPOSE_PROJECT_NAME and PWD itself where nobody else does. */
function withComposeNames(environment: Lookup, sources: readonly Source[], folder: string): Lookup {
  const values = new Map<string, Value>();
  const find: Lookup = (name) => {
    const value = environment(name);
    if (name === "COMPOSE_PROJECT_NAME" && textIn(value) === "" && value.state !== "opaque") return projectName(sources, folder);
    return name === "PWD" && value.state === "absent" ? opaque("docker compose sets it to the folder it runs in") : value;
  };
  return (name) => {
    const value = values.get(name) ?? find(name);
    values.set(name, value);
    return value;
  };
}

function projectName(sources: readonly Source[], folder: string): Value {
  const names = sources.flatMap((source) => [...yamlDocuments(source)].flatMap(({ root }) => textOf(get(root, "name")) ?? []));
  const name = normalized(names.at(-1) ?? basename(folder.slice(0, -1)));
  return name === "" || names.at(-1)?.includes("$") === true ? opaque("docker compose names the project") : known(name);
}

function normalized(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
}
