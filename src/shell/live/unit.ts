import type { Instance, LiveAnswer } from "../../model/live.ts";
import { sanitise } from "../../text/sanitise.ts";
import { didYouMean } from "../../text/suggest.ts";
import { mainOf } from "./cgroup.ts";
import type { Fetcher } from "./fetcher.ts";
import { namesOf } from "./names.ts";
import { type Process, processes, processOf, startOf } from "./proc.ts";
import { hasEnded, instanceOf } from "./process.ts";
import { systemctl } from "./systemctl.ts";
import { type Unit, unitsIn, unitProperties } from "./unit-properties.ts";
import { staleIn } from "./unit-files.ts";

const kind = /\.(?:service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/;

/** `unit:auth.service`, `unit:auth`, `unit:worker@*`: the main processes of units of systemd; where it cannot be asked those of their cgroups. */
export const unit: Fetcher = async ({ name }) => {
  const wanted = kind.test(name) ? name : `${name}.service`;
  const answer = await systemctl(["show", `--property=${unitProperties.join(",")}`, "--", wanted]);
  if ("failure" in answer)
    return byCgroup(wanted) ?? { undetermined: `cannot be asked: ${answer.failure}, and no cgroup of its name has a process` };
  const units = unitsIn(answer.output).filter(({ isKnown }) => isKnown);
  const [first, ...more] = mostAlive(units).map(instanceOfUnit);
  return first === undefined ? (byCgroup(wanted) ?? unknownUnit(wanted)) : { instances: [first, ...more] };
};

/** A pattern names units that have ended long ago as well. */
function mostAlive(units: readonly Unit[]): readonly Unit[] {
  const alive = units.filter(({ active }) => active !== "inactive");
  return alive.length > 0 ? alive : units;
}

function instanceOfUnit(one: Unit): Instance {
  const main = one.main === 0 ? mainOf(one.id, processes()) : processOf(one.main);
  const instance = main === undefined ? undefined : instanceOfMain(one.id, main, staleIn(one, startOf(main)));
  return instance === undefined || hasEnded(instance) ? withoutProcess(one) : instance;
}

function instanceOfMain(id: string, main: Process, stale: readonly string[]): Instance {
  const instance = instanceOf(main, { address: id, names: namesOfUnit(id, main), stale });
  return { ...instance, seen: `${instance.seen}, the main process of ${id}` };
}

/** `auth@1.service` runs the service auth. */
function namesOfUnit(id: string, main: Process | undefined): readonly string[] {
  const bare = id.replace(kind, "");
  const own = main === undefined ? [] : namesOf(main);
  return [...new Set([id, bare, bare.replace(/@.*$/s, ""), ...own])];
}

function withoutProcess({ id, active, sub, load }: Unit): Instance {
  const because = `is ${active} (${load === "loaded" ? sub : load}): it has no main process that could be read`;
  const process = { path: `unit:${id}`, reason: "unreadable", because } as const;
  return { address: id, names: namesOfUnit(id, undefined), process, seen: "", told: undefined, started: undefined, stale: [] };
}

/** A unit of another systemd, such as that of a user or of a container, has its cgroup on this machine all the same. */
function byCgroup(wanted: string): LiveAnswer | undefined {
  const main = mainOf(wanted, processes());
  return main === undefined ? undefined : { instances: [instanceOfMain(wanted, main, [])] };
}

async function unknownUnit(wanted: string): Promise<LiveAnswer> {
  const type = `--type=${wanted.slice(wanted.lastIndexOf(".") + 1)}`;
  const answers = await Promise.all(
    ["list-units", "list-unit-files"].map((list) => systemctl([list, "--all", "--plain", "--no-legend", "--full", type])),
  );
  const names = answers.flatMap((answer) =>
    "output" in answer ? answer.output.split("\n").map((line) => line.split(" ", 1)[0] ?? "") : [],
  );
  const near = didYouMean(wanted, new Set(names.filter((each) => each !== "").map(sanitise)));
  return { mistake: `systemd knows no unit ${sanitise(wanted)}${near === undefined ? "" : `; ${near}`}` };
}
