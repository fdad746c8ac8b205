import { placeKey } from "../judgement/facts.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Deployment } from "../model/project.ts";

/** The deployments that a finding is about. */
export type Attribution = (diagnostic: Diagnostic) => ReadonlySet<Deployment>;

/**
 * A finding about a document names no service: it is about whoever takes a variable from its place, else about whoever reads the document,
 * so that no stage looks fine beside an error in its files.
 */
export function attributionTo(deployments: readonly Deployment[]): Attribution {
  const takers = new Map<string, Set<Deployment>>();
  const readers = new Map<string, Set<Deployment>>();
  for (const deployment of deployments) {
    for (const { from } of deployment.environment.entries.values()) for (const { at } of from) add(takers, placeKey(at), deployment);
    for (const { spec } of deployment.readings) for (const { path } of spec.sources) add(readers, path, deployment);
  }
  return ({ at, service, stage, alsoIn = [] }) => {
    if (service === undefined) return takers.get(placeKey(at)) ?? readers.get(at.source.path) ?? new Set();
    const stages = new Set([stage, ...alsoIn]);
    return new Set(deployments.filter((deployment) => deployment.schema.service === service && stages.has(deployment.stage)));
  };
}

function add(sets: Map<string, Set<Deployment>>, key: string, deployment: Deployment): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([deployment]));
  else known.add(deployment);
}
