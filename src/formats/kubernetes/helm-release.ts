import { append } from "../../text/append.ts";
import { workloadsOfValues } from "../../text/helm-values.ts";
import { get, textOf } from "../../text/yaml.ts";
import type { Gathered } from "./gathered.ts";
import type { KubernetesObject } from "./objects.ts";

/** Where objects that install a chart hold its values: those of Flux and of Argo CD. */
const places: ReadonlyMap<string, readonly string[]> = new Map([
  ["HelmRelease", ["spec", "values"]],
  ["Application", ["spec", "source", "helm", "valuesObject"]],
]);

/** Whether objects of a kind give values to a chart. */
export function isRelease(kind: string): boolean {
  return places.has(kind);
}

/** Reads the variables among the values that an object gives to its chart. */
export function readRelease({ source, node, kind, name }: KubernetesObject, { containers, facts }: Gathered): void {
  const values = get(node, ...(places.get(kind) ?? []));
  const release = textOf(get(node, "spec", "releaseName"));
  const names = release === undefined || release === name ? [name] : [name, release];
  append(containers, workloadsOfValues({ source, node: values, prefix: `${kind}/${name}`, names }, facts));
}
