import { shows } from "../signs/index.ts";
import { isListenName } from "../text/names.ts";
import { podKey, podOf } from "../judgement/pods.ts";
import type { Workload } from "../model/binding.ts";
import type { Reading } from "../model/project.ts";
import type { Span } from "../model/source.ts";
import type { Rule } from "./rule.ts";

export const localhostOutsideLocal: Rule = {
  id: "localhost-outside-local",
  scope: "reading",
  severity: "warning",
  summary: "A deployed service is told to connect to the machine it runs on.",
  why: "Inside a container that is the container itself, where nothing listens.",
  holds: (part) => ownPlaces(part).next().done !== true,
  *check(reading, { gone }) {
    const shared = sharedPods(reading, gone?.pods);
    for (const { name, at, workload } of ownPlaces(reading)) {
      if (shared.has(podOf(workload))) continue;
      yield {
        at,
        variable: name,
        message: `${name} points to the machine itself`,
        help: "use the name under which the other service is reached",
      };
    }
  },
};

/** Where a variable of a deployed workload points to the machine itself. */
function* ownPlaces({ role, environments }: Reading): Generator<{ readonly name: string; readonly at: Span; readonly workload: Workload }> {
  if (role !== "deploy") return;
  for (const { workload, entries } of environments) {
    for (const { value, from } of entries.values()) {
      const { name, at, value: written } = from[0];
      if (written.state === "known" && isDestination(name) && shows(value, "localhost")) yield { name, at, workload };
    }
  }
}

/** The pods of several containers, which share their localhost; overlays write a pod in pieces. */
function sharedPods({ target, spec }: Reading, gone: ReadonlySet<string> = new Set()): ReadonlySet<string | undefined> {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const workload of spec.workloads) {
    const pod = podOf(workload);
    if (pod !== undefined) (seen.has(pod) || gone.has(podKey(target, pod)) ? shared : seen).add(pod);
  }
  return shared;
}

/** Last words of names that say where to connect. */
const places: ReadonlySet<string> = new Set(
  "URL URI HOST HOSTNAME ADDR ADDRESS ENDPOINT DSN SERVER SERVERS BROKER BROKERS UPSTREAM".split(" "),
);

/** Only names that say where to connect: not where to listen, whom to trust or how to probe itself. */
function isDestination(name: string): boolean {
  if (!places.has(name.slice(name.lastIndexOf("_") + 1).toUpperCase())) return false;
  return !isListenName(name) && !/HEALTH|PROBE|CORS|ORIGIN|CSRF|SELF|ADMIN_HOST/i.test(name);
}
