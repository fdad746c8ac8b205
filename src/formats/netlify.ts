import { append } from "../text/append.ts";
import type { Layer } from "../model/binding.ts";
import type { Source, Span } from "../model/source.ts";
import { opaque } from "../model/value.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { tomlDocument, tomlText } from "../text/platform/toml.ts";
import { gatheredFrom, type Gathered, placeOf, plainLayer, variablesOfMapping } from "../text/platform/variables.ts";
import { get, type Node, type Pair, pairOf, pairsOf, spanOf, textOf } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/**
 * Builds of Netlify: a workload for production, for each deploy context and for each branch that the file names. The file wins over the dashboard,
 * and functions get nothing of it (Netlify docs, "Environment variables overview"; netlify/build, packages/config/src/context.ts and env/main.ts).
 * It is never looked for, since what builds is no service.
 */
export const netlify: Format = {
  id: "netlify",
  summary: "builds of netlify.toml by deploy context",
  unseen: "what the dashboard sets, for builds and, alone, for functions; what plugins set",
  globs: [],
  options: [],
  accepts: ({ path }) => basename(path) === "netlify.toml",
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = tomlDocument(source);
  append(gathered.problems, problems);
  if (root === undefined) return;
  const base = environmentOf(root);
  const contexts = new Map(pairsOf(get(root, "context")).map((pair) => [textOf(pair.key) ?? "", pair]));
  const layers = new Map<Pair | undefined, readonly Layer[]>();
  for (const pair of [base, ...[...contexts.values()].map(contextEnvironment)]) layers.set(pair, layersOf(source, pair, gathered));
  const place: Place = { source, root, base, layersOf: (pair) => layers.get(pair) ?? [] };
  for (const name of new Set(["production", ...contexts.keys()])) addBuild(name, contexts, place, gathered);
  addFunctions(place, gathered);
}

interface Place {
  readonly source: Source;
  readonly root: Node;
  /** `[build.environment]`. */
  readonly base: Pair | undefined;
  readonly layersOf: (environment: Pair | undefined) => readonly Layer[];
}

/** The contexts that are no branches. */
const deploys = new Set(["production", "deploy-preview", "branch-deploy", "dev", "preview-server"]);

/** What is named after a branch lies over what is said of all branch deploys. */
function addBuild(name: string, contexts: ReadonlyMap<string, Pair>, place: Place, gathered: Gathered): void {
  const { source, root, base, layersOf: known } = place;
  const own = contexts.get(name);
  const over = deploys.has(name) ? [own] : [contexts.get("branch-deploy"), own];
  const environments = over.flatMap((context) => (context === undefined ? [] : (contextEnvironment(context) ?? [])));
  const list = environments.at(-1) ?? base;
  const extent = own === undefined ? undefined : contextEnvironment(own)?.value;
  const at = own === undefined ? placeOf(source, root) : spanOf(source, own.key);
  gathered.workloads.push({
    address: name.replaceAll("/", "-"),
    names: [name],
    at,
    main: true,
    ...(extent && { extent: spanOf(source, extent) }),
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, readOnly, () => opaque("Netlify sets it")) },
      { kind: "opening", at, because: "variables of the site and its team are set on the dashboard of Netlify" },
      ...[base, ...environments].flatMap(known),
    ],
    ...(list && { list: spanOf(source, list.key) }),
  });
}

function addFunctions({ source, root }: Place, { workloads }: Gathered): void {
  const pair = pairOf(root, "functions") ?? pairOf(get(root, "build"), "functions");
  if (pair === undefined) return;
  const at: Span = spanOf(source, pair.key);
  const because = "functions get none of the variables of netlify.toml, only those that are set on the dashboard of Netlify";
  workloads.push({ address: "functions", names: ["functions"], at, main: false, layers: [{ kind: "opening", at, because }] });
}

/** What Netlify sets itself and nobody else can (netlify/build, READONLY_ENV). */
const readOnly = ["BRANCH", "CACHED_COMMIT_REF", "COMMIT_REF", "CONTEXT", "HEAD", "NETLIFY", "REPOSITORY_URL", "URL"];
const reserved = new Set([
  ...readOnly,
  "INCOMING_HOOK_BODY",
  "INCOMING_HOOK_TITLE",
  "INCOMING_HOOK_URL",
  "NETLIFY_BUILD_BASE",
  "NETLIFY_BUILD_LIFECYCLE_TRIAL",
  "NETLIFY_IMAGES_CDN_DOMAIN",
  "NETLIFY_LOCAL",
  "PULL_REQUEST",
  "REVIEW_ID",
]);

function environmentOf(node: Node): Pair | undefined {
  return pairOf(get(node, "build"), "environment");
}

/** `[context.NAME.environment]`, or `[context.NAME.build.environment]`. */
function contextEnvironment({ value }: Pair): Pair | undefined {
  return pairOf(value, "environment") ?? environmentOf(value);
}

function layersOf(source: Source, environment: Pair | undefined, { facts, problems }: Gathered): Layer[] {
  const variables = variablesOfMapping(source, environment?.value, problems);
  const own = variables.filter(({ name }) => !reserved.has(name));
  for (const { name, at } of variables) {
    if (reserved.has(name)) facts.push({ kind: "ignored-line", name, at, because: "Netlify sets it itself" });
  }
  return [plainLayer(own, ({ value }) => tomlText(value), { facts, where: "netlify.toml" })];
}
