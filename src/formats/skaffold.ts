import { append } from "../text/append.ts";
import type { Source } from "../model/source.ts";
import { type Lead, leadsOnly, leadTo } from "../text/platform/leads.ts";
import { gatheredFrom, type Gathered } from "../text/platform/variables.ts";
import { get, itemsOf, type Node, pairsOf, spanOf, textOf, yamlDocuments } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/**
 * Skaffold sets no variable by itself: it deploys manifests, kustomizations and charts, and each of them is a target of its own (Skaffold docs,
 * "Render" and "Deploy"). It is never looked for, and only says which these are.
 */
export const skaffold: Format = {
  id: "skaffold",
  summary: "skaffold.yaml, which only names what else is to be checked",
  unseen: "what it deploys: name the manifests, kustomizations and rendered charts in its place",
  globs: [],
  options: [],
  accepts: ({ path, text }) => /^skaffold[^/]*\.ya?ml$/.test(basename(path)) && /^apiVersion[ \t]*:[ \t]*["']?skaffold\//m.test(text),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

function readSource(source: Source, { problems }: Gathered): void {
  const leads: Lead[] = [];
  for (const { root, problems: wrong } of yamlDocuments(source)) {
    append(problems, wrong);
    for (const config of [root, ...itemsOf(get(root, "profiles"))]) append(leads, leadsOf(source, config));
  }
  if (problems.length === 0) append(problems, leadsOnly(source, leads, "Skaffold deploys nothing that this file names").problems);
}

/** Where manifests stand in schemas of today, and where they stood before `manifests` had its own section. */
function leadsOf(source: Source, config: Node | undefined): Lead[] {
  const manifests = get(config, "manifests");
  const deploy = get(config, "deploy");
  const plain = [get(manifests, "rawYaml"), get(deploy, "kubectl", "manifests")].flatMap(itemsOf);
  const built = [get(manifests, "kustomize", "paths"), get(deploy, "kustomize", "paths")].flatMap(itemsOf);
  const charts = [get(manifests, "helm", "releases"), get(deploy, "helm", "releases")].flatMap(itemsOf);
  const others = itemsOf(get(config, "requires")).flatMap((each) => get(each, "path") ?? []);
  return [
    ...plain.flatMap((path) => leadFrom(source, path, "Skaffold deploys this manifest")),
    ...built.flatMap((path) => leadFrom(source, path, "Skaffold deploys this kustomization")),
    ...charts.flatMap((release) => chartOf(source, release)),
    ...others.flatMap((path) => leadFrom(source, path, "Skaffold deploys what this configuration names, too", "skaffold.yaml")),
  ];
}

/** Of a folder, the file of that name is meant. */
function leadFrom(source: Source, node: Node, what: string, file?: string): Lead[] {
  const path = textOf(node);
  if (path === undefined) return [];
  const isWhole = file === undefined || /\.ya?ml$/.test(path);
  return [leadTo(spanOf(source, node), isWhole ? path : `${path}/${file}`, what)];
}

/** Each release is rendered with its own values, those of `setValues` over those of its files. */
function chartOf(source: Source, release: Node): Lead[] {
  const [first] = pairsOf(release);
  if (first === undefined) return [];
  const chart = get(release, "chartPath") ?? get(release, "remoteChart");
  const what =
    "Skaffold deploys this chart; render it with its values and check what comes out: helm template … | envcheck check kubernetes:-";
  return [{ at: spanOf(source, chart ?? first.key), what }];
}
