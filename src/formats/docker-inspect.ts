import type { Workload } from "../model/binding.ts";
import { duplicatesIn } from "../text/env-file/facts.ts";
import { readInspect, type Inspected } from "../text/inspect.ts";
import type { Format } from "./format.ts";

/**
 * What `docker inspect` and `podman inspect` tell of containers and images. It is the configured environment: what an entrypoint exports or
 * unsets before it starts the program does not show.
 */
export const dockerInspect: Format = {
  id: "docker-inspect",
  summary: "docker inspect and podman inspect output",
  globs: [],
  options: [],
  accepts: ({ text }) => /^\s*\[\s*"[^"=\s]+=/.test(text) || (/^\s*[[{]/.test(text) && /"Config"\s*:/.test(text)),
  read: ({ sources }) => {
    const parts = sources.map(readInspect);
    const inspected = parts.flatMap((part) => part.inspected);
    return {
      sources,
      bundles: new Map(),
      workloads: inspected.map(toWorkload),
      facts: inspected.flatMap(({ bindings }) => duplicatesIn(bindings)),
      problems: parts.flatMap(({ problems }) => problems),
    };
  },
};

function toWorkload({ name, tags, service, bindings, at, list }: Inspected): Workload {
  const names = [name, service, ...tags].filter((each) => each !== undefined);
  return {
    address: name ?? tags[0] ?? "",
    names,
    at,
    ...(list === undefined ? {} : { list }),
    layers: [{ kind: "bindings", bindings }],
    main: true,
  };
}
