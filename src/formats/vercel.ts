import { append } from "../text/append.ts";
import type { Layer } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { known, opaque, unknown, type Value } from "../model/value.ts";
import { jsonDocument } from "../text/platform/json.ts";
import { gatheredFrom, type Gathered, placeOf, plainLayer, type Variable, variablesOfMapping } from "../text/platform/variables.ts";
import { get, type Node, pairOf, spanOf, textOf } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/**
 * Deployments of Vercel: `env` for what runs, `build.env` for the build (vercel/vercel, cli/src/commands/deploy). It is never looked for: what a
 * deployment really has is set on its dashboard, for each of its targets.
 */
export const vercel: Format = {
  id: "vercel",
  summary: "env and build.env of vercel.json",
  unseen: "what the dashboard sets for production, preview and development, and the texts of @secrets",
  globs: [],
  options: [],
  accepts: ({ path }) => /^(?:vercel|now)\.json$/.test(basename(path)),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, gathered: Gathered): void {
  const { root, problems } = jsonDocument(source);
  append(gathered.problems, problems);
  if (root === undefined) return;
  const name = textOf(get(root, "name"));
  const names = name === undefined ? ["deployment"] : ["deployment", name];
  addPart(source, root, { address: "deployment", names }, gathered);
  const build = get(root, "build");
  if (pairOf(build, "env") !== undefined && build !== undefined) addPart(source, build, { address: "build", names: ["build"] }, gathered);
}

interface Part {
  readonly address: string;
  readonly names: readonly string[];
}

function addPart(source: Source, node: Node, { address, names }: Part, { workloads, facts, problems }: Gathered): void {
  const env = pairOf(node, "env");
  const at = env === undefined ? placeOf(source, node) : spanOf(source, env.key);
  const opening: Layer = { kind: "opening", at, because: "the dashboard of Vercel sets variables that are not in this file" };
  workloads.push({
    address,
    names,
    at,
    main: address === "deployment",
    ...(env && { extent: spanOf(source, env.value) }),
    layers: [opening, plainLayer(variablesOfMapping(source, env?.value, problems), valueOf, { facts, where: "vercel.json" })],
    ...(env && { list: spanOf(source, env.key) }),
  });
}

/** Texts only; one that starts with `@` names a secret. */
function valueOf({ value }: Variable): Value {
  if (value.kind !== "scalar" || value.style === "plain") return unknown("Vercel takes nothing but texts");
  return value.text.startsWith("@") ? opaque("a secret of Vercel") : known(value.text);
}
