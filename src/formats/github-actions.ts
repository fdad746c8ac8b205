import { append } from "../text/append.ts";
import type { Layer, Workload } from "../model/binding.ts";
import type { Opening } from "../model/environment.ts";
import type { Source, Span } from "../model/source.ts";
import { known, opaque, unknown, type Value } from "../model/value.ts";
import { githubBackdrop } from "../text/platform/backdrop.ts";
import { type Dialect, settledText } from "../text/platform/settled.ts";
import { gatheredFrom, type Gathered, layerOf, type Variable, variablesOfMapping } from "../text/platform/variables.ts";
import { get, itemsOf, type Node, type Pair, pairOf, pairsOf, spanOf, textOf, yamlDocument } from "../text/yaml.ts";
import type { Format } from "./format.ts";

/**
 * Workflows of GitHub Actions: a workload for each job, for each of its steps and for each of its service containers. It is never looked for, since
 * what runs in a pipeline is no service.
 */
export const githubActions: Format = {
  id: "github-actions",
  summary: "jobs and steps of GitHub Actions workflows",
  unseen: "the values of secrets and vars, what other expressions come to, and what a step writes to $GITHUB_ENV",
  globs: [],
  options: [],
  accepts: ({ path, text }) => /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(path) && /^jobs[ \t]*:/m.test(text),
  read: ({ sources }) => gatheredFrom(sources, readWorkflow),
};

function readWorkflow(source: Source, gathered: Gathered): void {
  const { root, problems } = yamlDocument(source);
  append(gathered.problems, problems);
  const jobs = pairsOf(get(root, "jobs")).filter(({ key, value }) => key.kind === "scalar" && value.kind === "mapping");
  const env = envLayers(source, root, gathered);
  for (const job of jobs) if (get(job.value, "uses") === undefined) readJob(job, { source, env, gathered });
}

/** What a job or step is read with: all that is laid under its own `env`. */
interface Around {
  readonly source: Source;
  readonly env: readonly Layer[];
  readonly gathered: Gathered;
}

/** The container's own `env` lies below: the runner gives the others to each command that it runs in there. */
function readJob({ key, value }: Pair, { source, env, gathered }: Around): void {
  const name = textOf(key) ?? "";
  const at = spanOf(source, key);
  const layers: Layer[] = [
    { kind: "backdrop", backdrop: githubBackdrop(at) },
    ...envLayers(source, get(value, "container"), gathered),
    ...env,
    ...envLayers(source, value, gathered),
  ];
  gathered.workloads.push(workloadOf({ source, node: value, at, address: name, names: [name] }, layers, true));
  readServices(get(value, "services"), name, { source, env: [], gathered });
  readSteps(get(value, "steps"), name, { source, env: layers, gathered });
}

function readServices(services: Node | undefined, job: string, { source, gathered }: Around): void {
  for (const { key, value } of pairsOf(services)) {
    const name = textOf(key) ?? "";
    const one = { source, node: value, at: spanOf(source, key), address: `${job}/services/${segment(name)}`, names: [name] };
    gathered.workloads.push(workloadOf(one, envLayers(source, value, gathered), false));
  }
}

/** What a step writes to `$GITHUB_ENV` counts from the next step on. */
function readSteps(steps: Node | undefined, job: string, { source, env, gathered }: Around): void {
  let written: Opening | undefined;
  for (const [index, step] of itemsOf(steps).entries()) {
    if (step.kind !== "mapping") continue;
    const names = [textOf(get(step, "id")), textOf(get(step, "name"))].filter((name) => name !== undefined);
    const label = get(step, "id") ?? get(step, "name");
    const at = label === undefined ? { source, start: step.start, end: step.start } : spanOf(source, label);
    const opening: Layer[] = written === undefined ? [] : [{ kind: "opening", ...written }];
    const layers = [...env, ...opening, ...envLayers(source, step, gathered)];
    const address = `${job}/${segment(names[0] ?? String(index + 1))}`;
    gathered.workloads.push(workloadOf({ source, node: step, at, address, names }, layers, false));
    written ??= writtenBy(step, source);
  }
}

/** Actions of GitHub's own that set no variable. */
const quiet = /^actions\/(?:checkout|cache|upload-artifact|download-artifact|labeler|stale)(?:\/\w+)?@/;

function writtenBy(step: Node, source: Source): Opening | undefined {
  const [run, uses] = [pairOf(step, "run"), pairOf(step, "uses")];
  if (run !== undefined && /GITHUB_ENV|::set-env/.test(textOf(run.value) ?? ""))
    return { at: spanOf(source, run.key), because: "an earlier step writes to $GITHUB_ENV" };
  if (uses === undefined || quiet.test(textOf(uses.value) ?? "")) return undefined;
  return { at: spanOf(source, uses.key), because: "an action of an earlier step may write to $GITHUB_ENV" };
}

interface Place {
  readonly source: Source;
  readonly node: Node;
  readonly at: Span;
  readonly address: string;
  readonly names: readonly string[];
}

function workloadOf({ source, node, at, address, names }: Place, layers: readonly Layer[], main: boolean): Workload {
  const list = pairOf(node, "env");
  return { address, names, at, main, layers, extent: spanOf(source, node), ...(list && { list: spanOf(source, list.key) }) };
}

/** A part of an address. */
function segment(name: string): string {
  return name.replaceAll("/", "-");
}

function envLayers(source: Source, node: Node | undefined, { facts, problems }: Gathered): Layer[] {
  const env = pairOf(node, "env");
  if (env === undefined) return [];
  if (env.value.kind === "scalar" && env.value.text.includes("${{"))
    return [{ kind: "opening", at: spanOf(source, env.key), because: "an expression makes its variables when the workflow runs" }];
  return [layerOf(variablesOfMapping(source, env.value, problems), valueOf, facts)];
}

/** YAML 1.2, with null as the empty text (actions/runner, YamlObjectReader). */
const dialect: Dialect = { version: "1.2", ofNull: known(""), ofBoolean: (text) => text };
const lone = /^\s*\$\{\{\s*(secrets|vars)(?:\.([\w-]{1,200})|\[[^\]]{0,200}\])\s*\}\}\s*$/;

function valueOf({ value }: Variable): Value {
  if (value.kind !== "scalar" || !value.text.includes("${{")) return settledText(value, dialect);
  const [, context, name = ""] = value.text.length > 600 ? [] : (lone.exec(value.text) ?? []);
  if (context === undefined) return unknown("its expression is worked out when the workflow runs");
  return opaque(
    `the ${context === "secrets" ? "secret" : "variable"} ${name} of the repository, its environment or organisation`.replace("  ", " "),
  );
}
