import { append } from "../../text/append.ts";
import type { Source } from "../../model/source.ts";
import { isHelmTemplate, renderFirst } from "../../text/helm.ts";
import { documentsIn, type Range, rangesOf } from "../../text/yaml.ts";
import { readConfigMap, readSecret } from "./data.ts";
import { type Gathered, shareAfter } from "./gathered.ts";
import { isRelease, readRelease } from "./helm-release.ts";
import { kindLine } from "./kind-line.ts";
import { areWithin } from "./link.ts";
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

/** Some documents of a file, one after the other; most files are one piece. */
export interface Piece extends Range {
  readonly source: Source;
}

/** A piece with a container whose ConfigMap or Secret does not come grows to so many times its length. */
const patience = 4;

/**
 * Reads the objects of a file into what is gathered. After each piece of at least `length` characters the reader waits, so that its containers can be
 * linked and the piece be let go; where it can, a piece ends when all its containers refer to nothing outside the file.
 */
export function* readSource(
  source: Source,
  gathered: Gathered,
  isPatch: (path: string) => boolean,
  length = Infinity,
): Generator<Piece, void> {
  gathered.allowance = source.text.length;
  gathered.piece = shareAfter(gathered, 0);
  if (isHelmTemplate(source)) {
    gathered.problems.push({ at: { source, start: 0, end: 0 }, message: renderFirst(undefined) });
    return;
  }
  let from = 0;
  for (const range of rangesOf(source.text)) {
    readRange(source, range, gathered, isPatch);
    const { to } = range;
    if (to - from < length || to === source.text.length) continue;
    if (!areWithin(source, gathered) && to - from < length * patience) continue;
    yield { source, from, to };
    gathered.piece = shareAfter(gathered, to);
    from = to;
  }
  yield { source, from, to: source.text.length };
}

function readRange(source: Source, range: Range, gathered: Gathered, isPatch: (path: string) => boolean): void {
  for (const { root, problems } of documentsIn(source, range, isWanted)) {
    append(gathered.problems, problems);
    for (const object of objectsIn(source, root)) readObject(object, gathered, isPatch);
  }
}

/** Reads the ConfigMaps and Secrets of a piece again, in their order. */
export function readBundles({ source, ...piece }: Piece, gathered: Gathered): void {
  for (const range of rangesOf(source.text, piece)) readRange(source, range, gathered, () => false);
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
