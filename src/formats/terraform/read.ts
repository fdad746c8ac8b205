import type { Spec } from "../../model/binding.ts";
import type { Source } from "../../model/source.ts";
import { append } from "../../text/append.ts";
import { hclDocument } from "../../text/hcl/document.ts";
import type { View } from "../../text/hcl/view.ts";
import { emptyGathered, type Gathered } from "../../text/platform/variables.ts";
import type { Document, World } from "../format.ts";
import { lower, type Made } from "../kubernetes/lower.ts";
import { readEcsTask, readLambda } from "./amazon.ts";
import { readCall } from "./calls.ts";
import { containerResources, readContainers } from "./containers.ts";
import { kindOf, manifestOf } from "./kubernetes.ts";
import { mapResources, readMaps } from "./maps.ts";
import { blocksAround } from "./module.ts";
import { addressOf, instanceOf } from "./resource.ts";
import { problemsOfVarFiles, varFilesOf } from "./tfvars.ts";
import { writtenManifest } from "./written-manifest.ts";

/** Reads files of Terraform, each with what those beside it say. */
export function readTerraform(document: Document, world: World): Spec {
  const { sources } = document;
  const gathered = emptyGathered();
  const made: Made[] = [];
  append(gathered.problems, problemsOfVarFiles(document, world));
  for (const source of sources) readSource(source, world, { gathered, made, values: varFilesOf(document) });
  const size = sources.reduce((sum, { text }) => sum + text.length, 0);
  const objects = lower(made, size);
  const own = new Set<Source | undefined>(sources);
  return {
    sources,
    bundles: new Map([...objects.bundles].map(([ref, bundle]) => [ref, own.has(bundle.at.source) ? bundle : { ...bundle, lent: true }])),
    workloads: [...gathered.workloads, ...objects.workloads],
    facts: [...gathered.facts, ...objects.facts.filter(({ at }) => own.has(at.source))],
    problems: [...gathered.problems, ...objects.problems.filter(({ at }) => own.has(at?.source))],
  };
}

interface Reading {
  readonly gathered: Gathered;
  /** Objects of Kubernetes, which are read together at the end. */
  readonly made: Made[];
  /** The paths of files of values that the target names. */
  readonly values: readonly string[];
}

function readSource(source: Source, world: World, reading: Reading): void {
  append(reading.gathered.problems, hclDocument(source).problems);
  for (const { type, view, isOwn } of blocksAround(source, world, reading.values)) {
    if (!isOwn) lend(type, view, reading);
    else if (type === "resource") readResource(view, reading);
    else if (type === "module") readCall(view, reading.gathered);
  }
}

/** What the pods of a file take from the files beside it. */
function lend(type: string, view: View, { made }: Reading): void {
  const kind = type === "resource" ? kindOf(view.labels[0] ?? "") : undefined;
  if (kind === "ConfigMap" || kind === "Secret") made.push(manifestOf(view, kind));
}

function readResource(view: View, { gathered, made }: Reading): void {
  const type = view.labels[0] ?? "";
  const [containers, maps, kind] = [containerResources.get(type), mapResources.get(type), kindOf(type)];
  if (type === "aws_ecs_task_definition") readEcsTask(view, gathered);
  else if (type === "aws_lambda_function") readLambda(view, gathered);
  else if (containers !== undefined) readContainers(view, containers, gathered);
  else if (maps !== undefined) readMaps(view, maps, gathered);
  else if (kind !== undefined) made.push(manifestOf(view, kind));
  else if (type === "kubernetes_manifest")
    append(
      made,
      [writtenManifest(view)].flatMap((one) => one ?? []),
    );
  else if (type === "nomad_job") readNomadJob(view, gathered);
}

/** The job is in a text or a file of its own, which can be read as a target. */
function readNomadJob(view: View, { workloads }: Gathered): void {
  const at = view.argument("jobspec")?.at ?? view.at;
  const named = { address: addressOf(view), names: view.labels.slice(-1) };
  workloads.push({ ...instanceOf(view, named), layers: [{ kind: "opening", at, because: "its jobspec is not followed" }] });
}
