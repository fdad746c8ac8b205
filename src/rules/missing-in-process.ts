import { changeNotes, promisedNotes } from "../judgement/promise.ts";
import type { Drift } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const missingInProcess: Rule = {
  id: "missing-in-process",
  scope: "drift",
  severity: "error",
  summary: "What was promised sets a variable that the running process does not have.",
  why: "What was checked is not what runs: the entrypoint unsets it, another file was deployed, or the process is older than the change.",
  *check(drift) {
    for (const { name, kind, before } of drift.differences) {
      const [winner] = before?.from ?? [];
      if (kind !== "removed" || winner === undefined || isMissing(name, drift)) continue;
      yield {
        at: winner.at,
        variable: name,
        message: `${name} is set here, and not in what runs`,
        label: "the running process does not have it",
        notes: [
          { at: drift.environment.workload.at, message: `${drift.running} runs without it, ${drift.seen}` },
          ...promisedNotes(drift, before),
          ...changeNotes(drift, name),
        ],
        help: "start it anew, and look at what its entrypoint unsets",
      };
    }
  },
};

/** Then `missing` says it, with the place of the promise. */
function isMissing(name: string, { deployment }: Drift): boolean {
  return deployment?.variables.get(name)?.required === true;
}
