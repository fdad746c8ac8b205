import type { Spec } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { yamlDocuments } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";
import { readConfigMap, readSealedSecret, readSecret } from "./kubernetes/data.ts";
import { emptyGathered, type Gathered } from "./kubernetes/gathered.ts";
import { isHelmTemplate } from "./kubernetes/helm.ts";
import { isLinked, linkContainer, linkWithin } from "./kubernetes/link.ts";
import { type KubernetesObject, objectsIn } from "./kubernetes/objects.ts";
import { patchTest } from "./kubernetes/patch.ts";
import { readPod } from "./kubernetes/pods.ts";
import { readService } from "./kubernetes/service-links.ts";

/** Kubernetes manifests, and what `kubectl get -o yaml` or `-o json` prints. */
export const kubernetes: Format = {
  id: "kubernetes",
  summary: "Kubernetes manifests: pods and their controllers, ConfigMaps, Secrets, Services",
  globs: ["**/*.{yaml,yml,json}"],
  options: [],
  accepts: (source) => isManifest(source) && !isHelmTemplate(source),
  read({ sources }, world): Spec {
    const gathered = emptyGathered();
    const isPatch = patchTest(world);
    for (const source of sources) readSource(source, gathered, isPatch);
    const { facts, problems } = gathered;
    const workloads = gathered.containers.map((container) => (isLinked(container) ? container : linkContainer(container, gathered)));
    const bundles = new Map([...gathered.bundles.values()].flat().map((bundle) => [bundle.ref, bundle]));
    return { sources, bundles, workloads, facts, problems };
  },
};

const kindLine = /^["']?kind["']?:[ \t]*["']?([A-Za-z]+)/m;
const kindLines = new RegExp(kindLine, "gm");
const toolKinds = new Set(["Kustomization", "Component", "CustomResourceDefinition"]);
const otherKinds = new Set(["ConfigMap", "Secret", "SealedSecret", "Service", "Template"]);

function isManifest({ path, text }: Source): boolean {
  if (!/\.(?:ya?ml|json)$/.test(path) || /^kustomization\.ya?ml$/.test(basename(path))) return false;
  if (isJson(text)) return text.includes('"apiVersion"') && text.includes('"kind"');
  if (!/^["']?apiVersion["']?:/m.test(text)) return false;
  for (const [, kind = ""] of text.matchAll(kindLines)) if (!toolKinds.has(kind)) return true;
  return false;
}

function isJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

/** Whether a document can matter to an environment, told from its text so that the others are never parsed. */
function isWanted(text: string): boolean {
  const kind = kindLine.exec(text)?.[1];
  if (kind === undefined || otherKinds.has(kind) || kind.endsWith("List")) return true;
  return kind !== "CustomResourceDefinition" && text.includes("ontainers");
}

function readSource(source: Source, gathered: Gathered, isPatch: (path: string) => boolean): void {
  gathered.allowance = source.text.length;
  const first = gathered.containers.length;
  for (const { root, problems } of yamlDocuments(source, isWanted)) {
    for (const problem of problems) {
      const message = isHelmTemplate(source) ? "this looks like a Helm template, which envcheck does not render" : problem.message;
      gathered.problems.push({ ...problem, message });
    }
    for (const object of objectsIn(source, root)) readObject(object, gathered, isPatch);
  }
  linkWithin(source, first, gathered);
}

function readObject(object: KubernetesObject, gathered: Gathered, isPatch: (path: string) => boolean): void {
  if (object.kind === "ConfigMap") readConfigMap(object, gathered);
  else if (object.kind === "Secret") readSecret(object, gathered);
  else if (object.kind === "SealedSecret") readSealedSecret(object, gathered);
  else if (object.kind === "Service" && !object.apiVersion.startsWith("serving.knative.dev/")) readService(object, gathered);
  else readPod(object, gathered, isPatch);
}
