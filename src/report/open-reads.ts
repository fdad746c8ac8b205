import type { Opening } from "../model/environment.ts";
import type { Deployment } from "../model/project.ts";
import type { Dynamic } from "../model/read.ts";
import { count } from "../text/counts.ts";
import { listed } from "../text/listing.ts";
import { lineOf } from "../text/place.ts";

/** What the code of a service reads under names that are known only when it runs. */
export interface OpenReads {
  readonly service: string;
  readonly reads: readonly [Dynamic, ...Dynamic[]];
}

/** Of what runs in production, by service; what a comment, its schema or the configuration accounts for is left out. */
export function openReadsOf(deployments: readonly Deployment[]): readonly OpenReads[] {
  const services = new Map<string, Set<Dynamic>>();
  for (const { schema, code } of deployments) {
    const known = services.get(schema.service) ?? new Set();
    services.set(schema.service, known);
    for (const one of code?.dynamic ?? []) if (one.role === "runtime" && !one.sanctioned) known.add(one);
  }
  return [...services].flatMap(([service, found]) => {
    const [first, ...more] = found;
    return first === undefined ? [] : [{ service, reads: [first, ...more] as const }];
  });
}

/** One entry for a service, however many there are. */
export function openingOfReads({ service, reads: [first, ...more] }: OpenReads): Opening {
  const others = more.length === 0 ? "" : `, also in ${listed(more.map(({ at }) => lineOf(at)))}`;
  const what = `${count(more.length + 1, "read")} of ${service} ${more.length === 0 ? "has a name" : "have names"} known only at run time`;
  return { at: first.at, because: what + others };
}
