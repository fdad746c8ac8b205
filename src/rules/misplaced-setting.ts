import { Places } from "../judgement/facts.ts";
import { grouped, type Odd, together } from "../judgement/together.ts";
import type { Environment } from "../model/environment.ts";
import type { Span } from "../model/source.ts";
import type { Rule } from "./rule.ts";

/** Keys of a Compose service that are no words a program would call a variable, and the policies of Docker's first Swarm, which read the environment. */
const settings: ReadonlySet<string> = new Set([
  "container_name",
  "depends_on",
  "entrypoint",
  "env_file",
  "mem_limit",
  "network_mode",
  "privileged",
  "pull_policy",
  "read_only",
  "reschedule",
  "restart",
  "shm_size",
  "stdin_open",
  "stop_grace_period",
  "stop_signal",
  "working_dir",
]);

export const misplacedSetting: Rule = {
  id: "misplaced-setting",
  scope: "reading",
  severity: "warning",
  summary: "A setting of a Compose service stands among its variables.",
  why: "The container gets a variable that nothing reads, and is started as if nothing were set.",
  *check({ format, environments }, { deployments }) {
    if (format !== "compose") return;
    const places = new Places();
    const odd = environments
      .flatMap(settingsIn)
      .filter(({ name, at }) => places.add(at) && !deployments.some(({ declarations }) => declarations.has(name)));
    for (const alike of grouped(odd, ({ at }) => at.source.path)) {
      yield {
        ...together(alike, {
          one: "is a setting of the service, and stands among its variables",
          several: "are settings of the service, and stand among its variables",
        }),
        help: "take it out of `environment`, to where the other settings of the service are",
      };
    }
  },
};

/** Where small letters are the custom, as some programs have it, any word may be a variable. */
function settingsIn({ entries }: Environment): readonly Odd[] {
  const names = [...entries.keys()].filter((name) => !isSetting(name));
  if (names.some((name) => name === name.toLowerCase())) return [];
  return [...entries].flatMap(([name, { from }]) => (isSetting(name) && isYaml(from[0].at) ? { name, at: from[0].at } : []));
}

function isSetting(name: string): boolean {
  return settings.has(name) || (name.includes(":") && /^(?:affinity|constraint|reschedule):/.test(name));
}

function isYaml({ source }: Span): boolean {
  return /\.ya?ml$/.test(source.path);
}
