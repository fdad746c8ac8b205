import type { Spec, Workload } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { isHelmTemplate } from "../text/helm.ts";
import { basename, type Format } from "./format.ts";
import { emptyGathered } from "./kubernetes/gathered.ts";
import { kindLine } from "./kubernetes/kind-line.ts";
import { isLinked, linkContainer } from "./kubernetes/link.ts";
import { bundlesAtHand, handOver, leaveOut } from "./kubernetes/hand-over.ts";
import { patchTest } from "./kubernetes/patch.ts";
import { holderOf } from "../text/holder.ts";
import { parseJson, stringAt } from "../text/json-value.ts";

/** Kubernetes manifests, and what `kubectl get -o yaml` or `-o json` prints. */
export const kubernetes: Format = {
  id: "kubernetes",
  summary: "Kubernetes manifests: pods, their controllers and custom resources, ConfigMaps, Secrets, Services",
  unseen:
    "objects of other files and of the cluster, the ENV of images, what admission controllers inject, and templates before they are rendered",
  globs: ["**/*.{yaml,yml,json}"],
  options: [],
  accepts: (source) => isManifest(source) && !isHelmTemplate(source),
  read({ sources: given, more = [] }, world): Spec {
    const gathered = emptyGathered();
    const isPatch = patchTest(world);
    const sources: Source[] = [];
    const others = new Set<string>();
    const wants = (workload: Workload): boolean => world.wants?.(workload) !== false;
    for (const files of [given, more]) {
      for (const source of files) {
        sources.push(source);
        if (world.taker !== undefined) handOver(source, gathered, isPatch, world.taker);
        else if (leaveOut(source, gathered, isPatch, wants)) others.add(source.path);
      }
    }
    const { facts, problems } = gathered;
    const workloads = gathered.containers.map((container) => (isLinked(container) ? container : linkContainer(container, gathered)));
    return { sources, bundles: bundlesAtHand(gathered), workloads, facts, problems, ...(others.size > 0 && { others }) };
  },
};

const kindLines = new RegExp(kindLine, "gm");
const toolKinds = new Set(["Kustomization", "Component", "CustomResourceDefinition"]);

const holdsVersion = holderOf("apiVersion");

function isManifest({ path, text }: Source): boolean {
  if (!/\.(?:ya?ml|json)$/.test(path) || /^kustomization\.ya?ml$/.test(basename(path))) return false;
  if (isJson(text)) return text.includes('"apiVersion"') && text.includes('"kind"') && isObject(text);
  if (!holdsVersion(text) || !/^["']?apiVersion["']?:/m.test(text)) return false;
  for (const [, kind = ""] of text.matchAll(kindLines)) if (!toolKinds.has(kind)) return true;
  return false;
}

function isJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

/** A report of a scanner holds objects too, deep inside. What is no JSON after all, such as several objects in a row, is read as YAML. */
function isObject(text: string): boolean {
  const root = parseJson(text);
  return root === undefined || stringAt(root, "apiVersion") !== undefined;
}
