import { isSource } from "../../model/source.ts";
import type { LiveAnswer } from "../../model/live.ts";
import { readEnviron } from "./environ.ts";
import type { Fetcher } from "./fetcher.ts";
import { namesOf } from "./names.ts";
import { processOf } from "./proc.ts";
import { hasEnded, instanceOf } from "./process.ts";

/** Processes of one number that may follow each other while it is looked at. */
const most = 3;

/** `pid:4711`. */
export const pid: Fetcher = ({ name }) => Promise.resolve(processNumbered(Number(name)));

function processNumbered(number: number): LiveAnswer {
  for (let turn = 0; turn < most; turn += 1) {
    const found = processOf(number);
    if (found === undefined) return without(number);
    const instance = instanceOf(found, { address: "", names: namesOf(found) });
    if (!hasEnded(instance)) return { instances: [instance] };
  }
  return { undetermined: "ends and is started again faster than it can be read" };
}

/** What is neither there nor hidden is a mistake. */
function without(number: number): LiveAnswer {
  const why = readEnviron(number);
  if (!isSource(why) && why.reason === "missing") return { mistake: `there is no process ${String(number)}` };
  return { undetermined: isSource(why) ? "was only just started" : why.because };
}
