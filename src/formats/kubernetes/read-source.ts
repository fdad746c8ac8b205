import { append } from "../../text/append.ts";
import type { Source } from "../../model/source.ts";
import { isHelmTemplate, renderFirst } from "../../text/helm.ts";
import { yamlDocuments } from "../../text/yaml.ts";
import { readConfigMap, readSecret } from "./data.ts";
import type { Gathered } from "./gathered.ts";
import { isRelease, readRelease } from "./helm-release.ts";
import { kindLine } from "./kind-line.ts";
import { linkWithin } from "./link.ts";
import { type KubernetesObject, objectsIn } from "./objects.ts";
import { readPods } from "./pods.ts";
import { secretMakers } from "./secret-makers.ts";
import { readService } from "./service-links.ts";

const otherKinds = new Set(["ConfigMap", "Secret", "Service", "Template", ...secretMakers.keys()]);

/** Whether a document can matter to an environment, told from its text so that the others are never parsed. */
function isWanted(text: string): boolean {
  const kind = kindLine.exec(text)?.[1];
  if (kind === undefined || otherKinds.has(kind) || kind.endsWith("List")) return true;
  if (isRelease(kind)) return /[eE]nv/.test(text);
  return kind.includes("Workflow") || (kind !== "CustomResourceDefinition" && text.includes("ontainers"));
}

/** Reads the objects of a file into what is gathered, and links its containers as far as they refer to nothing outside the file. */
export function readSource(source: Source, gathered: Gathered, isPatch: (path: string) => boolean): void {
  gathered.allowance = source.text.length;
  gathered.file = { containers: gathered.containers.length, facts: gathered.facts.length, bundles: [] };
  if (isHelmTemplate(source)) {
    gathered.problems.push({ at: { source, start: 0, end: 0 }, message: renderFirst(undefined) });
    return;
  }
  for (const { root, problems } of yamlDocuments(source, isWanted)) {
    append(gathered.problems, problems);
    for (const object of objectsIn(source, root)) readObject(object, gathered, isPatch);
  }
  linkWithin(source, gathered);
}

/** Reads one object into what is gathered. */
export function readObject(object: KubernetesObject, gathered: Gathered, isPatch: (path: string) => boolean): void {
  const maker = secretMakers.get(object.kind);
  if (object.kind === "ConfigMap") readConfigMap(object, gathered);
  else if (object.kind === "Secret") readSecret(object, gathered);
  else if (object.kind === "Service" && !object.apiVersion.startsWith("serving.knative.dev/")) readService(object, gathered);
  else if (maker !== undefined) maker(object, gathered);
  else if (isRelease(object.kind)) readRelease(object, gathered);
  else readPods(object, gathered, isPatch);
}
