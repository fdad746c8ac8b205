import { unseal } from "../../model/sealed.ts";
import type { Log } from "./log.ts";
import { type Entry, get, isText, type Mapping, type Tree } from "./tree.ts";

const targets = ["a whole number", "a number", "true or false"] as const;

type Target = (typeof targets)[number];

/** A place under a key; `*` stands for any key and any item. */
interface Cast {
  readonly path: readonly string[];
  readonly to: Target;
}

/** Where compose turns text into something else, by the first key of the place (compose-go loader/interpolate.go). */
const serviceCasts = castsFrom({
  "a whole number": `cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares deploy.replicas deploy.update_config.parallelism
    deploy.rollback_config.parallelism deploy.restart_policy.max_attempts deploy.placement.max_replicas_per_node healthcheck.retries
    oom_score_adj pids_limit ports.*.target scale ulimits.* ulimits.*.hard ulimits.*.soft`,
  "a number": "cpu_percent cpus deploy.update_config.max_failure_ratio deploy.rollback_config.max_failure_ratio",
  "true or false": `init depends_on.*.required depends_on.*.restart healthcheck.disable oom_kill_disable privileged read_only stdin_open tty
    volumes.*.read_only volumes.*.volume.nocopy`,
});

const resourceCasts = castsFrom({ "true or false": "external internal attachable" });

function castsFrom(table: Readonly<Partial<Record<Target, string>>>): ReadonlyMap<string, readonly Cast[]> {
  const casts = new Map<string, Cast[]>();
  for (const to of targets) {
    for (const place of table[to]?.split(/\s+/) ?? []) {
      const [key = "", ...path] = place.split(".");
      casts.set(key, [...(casts.get(key) ?? []), { path, to }]);
    }
  }
  return casts;
}

const patterns: Readonly<Record<Target, RegExp>> = {
  "a whole number": /^[-+]?\d+$/,
  "a number": /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/,
  "true or false": /^(?:true|false|y|yes|on|n|no|off)$/i,
};

/** Refuses texts that are no numbers or booleans once their variables are filled in, where compose needs such. */
export function judgeCasts(project: Mapping, log: Log): void {
  judgeAll(get(project, "services"), serviceCasts, log);
  for (const section of ["networks", "volumes", "secrets", "configs"]) judgeAll(get(project, section), resourceCasts, log);
}

function judgeAll(section: Tree | undefined, casts: ReadonlyMap<string, readonly Cast[]>, log: Log): void {
  if (section?.kind !== "mapping") return;
  for (const { value } of section.entries.values()) {
    if (value.kind !== "mapping") continue;
    for (const [name, entry] of value.entries) casts.get(name)?.forEach((cast) => judgeCast(name, entry, cast, log));
  }
}

function judgeCast(name: string, entry: Entry, { path, to }: Cast, log: Log): void {
  for (const { key, value } of entriesAt(entry, path, 0)) {
    const wrong = isText(value) && value.value.state === "known" && !patterns[to].test(unseal(value.value.text));
    if (wrong) log.problem(key, `${[name, ...path].join(".")} must be ${to} once its variables are filled in`);
  }
}

/** What the path leads to from its step of this number on. */
function entriesAt(entry: Entry, path: readonly string[], number: number): readonly Entry[] {
  const step = path[number];
  return step === undefined ? [entry] : childrenOf(entry, step).flatMap((child) => entriesAt(child, path, number + 1));
}

/** `*` leads to every entry and item; an item is reported under the key of its list. */
function childrenOf({ key, value }: Entry, step: string): readonly Entry[] {
  if (value.kind === "list" && step === "*") return value.items.map((item) => ({ key, value: item }));
  if (value.kind !== "mapping") return [];
  if (step === "*") return [...value.entries.values()];
  const child = value.entries.get(step);
  return child === undefined ? [] : [child];
}
