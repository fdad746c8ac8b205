import { shows } from "../signs/index.ts";
import { isListenName } from "../text/names.ts";
import type { Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const localhostOutsideLocal: Rule = {
  id: "localhost-outside-local",
  scope: "reading",
  severity: "warning",
  summary: "A deployed service is told to connect to the machine it runs on.",
  why: "Inside a container that is the container itself, where nothing listens.",
  *check(reading) {
    if (reading.role !== "deploy") return;
    const shared = sharedPods(reading);
    for (const { workload, entries } of reading.environments) {
      if (shared.has(podOf(workload.address))) continue;
      for (const [name, { value, from }] of entries) {
        if (from[0].value.state !== "known" || !isDestination(name) || !shows(value, "localhost")) continue;
        yield {
          at: from[0].at,
          variable: name,
          message: `${name} points to the machine itself`,
          help: "use the name under which the other service is reached",
        };
      }
    }
  },
};

/** The pods of several containers, which share their localhost. */
function sharedPods({ spec }: Reading): ReadonlySet<string | undefined> {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const { address } of spec.workloads) {
    const pod = podOf(address);
    if (pod !== undefined) (seen.has(pod) ? shared : seen).add(pod);
  }
  return shared;
}

function podOf(address: string): string | undefined {
  const [kind, name, container] = address.split("/", 3);
  return container === undefined ? undefined : `${kind ?? ""}/${name ?? ""}`;
}

/** Only names that say where to connect: not where to listen, whom to trust or how to probe itself. */
function isDestination(name: string): boolean {
  if (!/(?:^|_)(?:URL|URI|HOST|HOSTNAME|ADDR|ADDRESS|ENDPOINT|DSN|SERVER|SERVERS|BROKER|BROKERS|UPSTREAM)$/i.test(name)) return false;
  return !isListenName(name) && !/HEALTH|PROBE|CORS|ORIGIN|CSRF|SELF|ADMIN_HOST/i.test(name);
}
