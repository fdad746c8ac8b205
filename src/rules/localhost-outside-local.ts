import type { Environment } from "../model/environment.ts";
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
    for (const environment of reading.environments) {
      if (hasCompany(environment, reading)) continue;
      for (const [name, { value, from }] of environment.entries) {
        if (from[0].value.state !== "known" || !shows(value, "localhost") || !isDestination(name)) continue;
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

/** Containers of one pod share their localhost. */
function hasCompany({ workload }: Environment, { environments }: Reading): boolean {
  const pod = podOf(workload.address);
  return pod !== undefined && environments.some((other) => other.workload !== workload && podOf(other.workload.address) === pod);
}

function podOf(address: string): string | undefined {
  const segments = address.split("/");
  return segments.length < 3 ? undefined : segments.slice(0, 2).join("/");
}

/** Only names that say where to connect: not where to listen, whom to trust or how to probe itself. */
function isDestination(name: string): boolean {
  if (isListenName(name) || /HEALTH|PROBE|CORS|ORIGIN|CSRF|SELF|ADMIN_HOST/i.test(name)) return false;
  return /(?:^|_)(?:URL|URI|HOST|HOSTNAME|ADDR|ADDRESS|ENDPOINT|DSN|SERVER|SERVERS|BROKER|BROKERS|UPSTREAM)$/i.test(name);
}
