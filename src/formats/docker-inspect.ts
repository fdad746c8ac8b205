import type { Binding, Workload } from "../model/binding.ts";
import { isEmpty, known, opaque } from "../model/value.ts";
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
  unseen: "what an entrypoint sets before it starts the program",
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

function toWorkload(inspected: Inspected): Workload {
  const { name, tags, service, bindings, at, list } = inspected;
  const supplied = suppliedTo(inspected);
  const names = [name, service, ...tags].filter((each) => each !== undefined);
  return {
    address: name ?? tags[0] ?? "",
    names,
    at,
    ...(list === undefined ? {} : { list }),
    layers: [
      ...(supplied.length === 0 ? [] : [{ kind: "bindings" as const, bindings: supplied }]),
      { kind: "bindings", bindings: [...bindings, ...homeOf(inspected)] },
    ],
    main: true,
  };
}

/** What a container has below its `Env` (moby, daemon/container/env.go). */
function suppliedTo({ container, at }: Inspected): readonly Binding[] {
  if (container === undefined || container.isWindows) return [];
  const { hostname, hasTerminal } = container;
  return [
    { name: "PATH", value: known("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), at },
    { name: "HOSTNAME", value: hostname === undefined ? opaque("the engine chooses it") : known(hostname), at },
    ...(hasTerminal ? [{ name: "TERM", value: known("xterm"), at }] : []),
  ];
}

/** Where `Env` has no HOME, or an empty one at last, the runtime looks it up (runc, libcontainer/env.go). */
function homeOf({ container, bindings, at }: Inspected): readonly Binding[] {
  if (container === undefined || container.isWindows) return [];
  const given = bindings.findLast(({ name }) => name === "HOME");
  const isGiven = given !== undefined && given.value.state === "known" && !isEmpty(given.value);
  return isGiven ? [] : [{ name: "HOME", value: opaque("the home of its user, which the runtime looks up"), at: given?.at ?? at }];
}
