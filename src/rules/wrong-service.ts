import { forWhomIn, inClosure, readNotes } from "../judgement/closure.ts";
import { misplacedAmong } from "../judgement/misplaced.ts";
import { isLacking } from "../judgement/needs.ts";
import type { Closure } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const wrongService: Rule = {
  id: "wrong-service",
  scope: "project",
  severity: "warning",
  summary: "A variable is set for a service that does not read it, and not for the one beside it that does.",
  why: "Whoever changes it believes that something happens; the service that it is meant for runs with its default, or not at all.",
  *check({ closures }) {
    for (const [closure, misplaced] of misplacedAmong(closures)) {
      for (const { name, entry, reader, need } of misplaced) {
        const other = nameOf(reader);
        const finding = {
          at: entry.from[0].at,
          variable: name,
          message: `${name} is set${forWhomIn(closure)}, which does not read it; ${other} reads it and ${isLacking(need, reader) ? "does not get it" : "is not seen to get it"}`,
          notes: readNotes(need),
          help: `set it for ${other} instead`,
        };
        yield inClosure(finding, closure);
      }
    }
  },
};

function nameOf({ deployment, environment }: Closure): string {
  return deployment?.schema.service ?? environment.workload.address;
}
