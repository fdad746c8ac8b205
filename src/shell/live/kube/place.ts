import { didYouMean } from "../../../text/suggest.ts";

/** Kinds that run pods, or are one. */
export type Kind = "Pod" | "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" | "Job" | "CronJob";

/** What `kube:namespace/Kind/name/container` names; the last three may be globs in their names. */
export interface KubePlace {
  /** Undefined for that of the current context. */
  readonly namespace: string | undefined;
  readonly kind: Kind;
  readonly name: string;
  /** Undefined for all of a pod. */
  readonly container: string | undefined;
}

/** As kubectl calls each kind, told apart from custom resources of the same name. */
export const resources: Readonly<Record<Kind, string>> = {
  Pod: "pods",
  Deployment: "deployments.apps",
  StatefulSet: "statefulsets.apps",
  DaemonSet: "daemonsets.apps",
  ReplicaSet: "replicasets.apps",
  Job: "jobs.batch",
  CronJob: "cronjobs.batch",
};

const kinds: readonly Kind[] = ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];
const short: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["po", "Pod"],
  ["deploy", "Deployment"],
  ["sts", "StatefulSet"],
  ["ds", "DaemonSet"],
  ["rs", "ReplicaSet"],
  ["cj", "CronJob"],
]);
const words: ReadonlyMap<string, Kind> = new Map([
  ...short,
  ...kinds.flatMap((kind): [string, Kind][] => [kind.toLowerCase(), `${kind.toLowerCase()}s`].map((word) => [word, kind])),
]);

function kindOf(word: string | undefined): Kind | undefined {
  return words.get(word?.toLowerCase() ?? "");
}

const namespacePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const namePattern = /^[a-z0-9*](?:[a-z0-9.*-]{0,251}[a-z0-9*])?$/;

export function isGlob(name: string): boolean {
  return name.includes("*");
}

/** Reads a place; where the first word may be a namespace or a kind, the second decides. */
export function parseKubePlace(text: string): KubePlace | { readonly mistake: string } {
  const segments = text.split("/");
  const hasNamespace = segments.length > 2 && (kindOf(segments[1]) !== undefined || kindOf(segments[0]) === undefined);
  const [namespace, rest] = hasNamespace ? [segments[0], segments.slice(1)] : [undefined, segments];
  const [word, name, container, ...more] = rest;
  if (word === undefined || name === undefined || more.length > 0) return { mistake: `kube: takes ${shape}` };
  const kind = kindOf(word);
  if (kind === undefined)
    return { mistake: `kube: takes ${shape}; ${didYouMean(word, words.keys()) ?? `the kinds are ${kinds.join(", ")}`}` };
  const found = { namespace, kind, name, container };
  return isPossible(found)
    ? found
    : { mistake: `kube: takes ${shape}, in letters that Kubernetes allows; * stands for any part of a name` };
}

const shape = "namespace/kind/name, and a container behind another slash";

function isPossible({ namespace, name, container }: KubePlace): boolean {
  return (namespace === undefined || namespacePattern.test(namespace)) && [name, container ?? name].every((one) => namePattern.test(one));
}
