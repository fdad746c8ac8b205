import { selects } from "../../discover/target.ts";
import type { Instance, LiveAnswer } from "../../model/live.ts";
import { sanitise } from "../../text/sanitise.ts";
import { didYouMean } from "../../text/suggest.ts";
import { isTellable } from "../../text/withhold.ts";
import type { Fetcher } from "./fetcher.ts";
import { callsOf, namesOf } from "./names.ts";
import { hidesOthers, ownerOf, type Process, processes } from "./proc.ts";
import { hasEnded, instanceOf } from "./process.ts";
import { topmost } from "./tree.ts";

/** Names that a mistake lists. */
const most = 12;

/** `name:gunicorn`, with `*` for any run of characters: of processes that are called so, those that none of them has started. */
export const name: Fetcher = ({ name: wanted }) => Promise.resolve(processesCalled(wanted));

/** Looks at what all processes are called, and into the environment of none but those that are meant. */
function processesCalled(wanted: string): LiveAnswer {
  const all = processes();
  const matching = [...all.values()].flatMap((process) => calledSo(process, wanted));
  const alive = matching.filter(({ state }) => state !== "Z");
  const chosen = topmost(alive.length > 0 ? alive : matching, all);
  const [first, ...more] = chosen.map((process) => instanceCalled(process, all)).filter((instance) => !hasEnded(instance));
  return first === undefined ? nothing(wanted, all) : { instances: [first, ...more] };
}

/** A process with the names that were looked at until one of them was meant; that one comes first. */
interface Called extends Process {
  readonly names: readonly [string, ...string[]];
}

function calledSo(process: Process, wanted: string): Called[] {
  for (const look of [callsOf, namesOf]) {
    const all = look(process);
    const called = all.find((each) => selects(wanted, each));
    if (called !== undefined) return [{ ...process, names: [called, ...all] }];
  }
  return [];
}

function instanceCalled(process: Called, all: ReadonlyMap<number, Process>): Instance {
  const { names, pid } = process;
  return instanceOf(process, { address: `${names[0]}/${String(pid)}`, names }, (number) => all.get(number));
}

function nothing(wanted: string, all: ReadonlyMap<number, Process>): LiveAnswer {
  if (hidesOthers())
    return { undetermined: "names no process of this user, and /proc is mounted so that it hides those of others (hidepid)" };
  if (all.size === 0) return { undetermined: "cannot be looked for, since this system has no /proc" };
  const running = namesThatRun([...all.values()]);
  const shown = running.slice(0, most).join(", ");
  const list = `there are ${shown}${running.length > most ? ` and ${String(running.length - most)} more` : ""}`;
  return { mistake: `no process is called ${sanitise(wanted)}; ${didYouMean(wanted, running) ?? list}` };
}

/** The user's own first; what may be a piece of something secret is not told. */
function namesThatRun(all: readonly Process[]): readonly string[] {
  const own = process.geteuid?.();
  const programs = all.filter(({ isKernelThread }) => !isKernelThread).map((each) => ({ isOwn: ownerOf(each.pid) === own, each }));
  const sorted = programs.toSorted((one, other) => Number(other.isOwn) - Number(one.isOwn));
  return [...new Set(sorted.flatMap(({ each }) => namesOf(each)))].filter((each) => /[a-z]/i.test(each) && isTellable(each));
}
