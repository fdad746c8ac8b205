import { changeNotes, promisedNotes, runningNote } from "../judgement/promise.ts";
import type { Rule } from "./rule.ts";

export const differsInProcess: Rule = {
  id: "differs-in-process",
  scope: "drift",
  severity: "warning",
  summary: "The running process has another value for a variable than was promised.",
  why: "What was checked is not what runs: the process is older than the change, or something else sets the variable.",
  *check(drift) {
    for (const { name, kind, before, after } of drift.differences) {
      const [winner] = before?.from ?? [];
      if (kind !== "changed" || winner === undefined) continue;
      yield {
        at: winner.at,
        variable: name,
        message: `${name} has another value in what runs than here`,
        label: "the running process has another value",
        notes: [...runningNote(after, drift), ...promisedNotes(drift, before), ...changeNotes(drift, name)],
        help: "start it anew, or look for what sets it on the way",
      };
    }
  },
};
