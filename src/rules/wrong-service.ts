import { forWhomIn, inClosure, readNotes } from "../judgement/closure.ts";
import { type Misplaced, misplacedAmong } from "../judgement/misplaced.ts";
import { isLacking } from "../judgement/needs.ts";
import { grouped } from "../judgement/together.ts";
import type { Closure } from "../model/project.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

interface MisplacedIn extends Misplaced {
  readonly closure: Closure;
}

export const wrongService: Rule = {
  id: "wrong-service",
  scope: "project",
  severity: "warning",
  summary: "A variable is set for a service that does not read it, and not for the one beside it that does.",
  why: "Whoever changes it believes that something happens; the service that it is meant for runs with its default, or not at all.",
  *check({ closures }) {
    const all = [...misplacedAmong(closures)].flatMap(([closure, misplaced]) => misplaced.map((one) => ({ ...one, closure })));
    for (const [first, ...others] of grouped(all, causeOf)) {
      const { name, entry, reader, need, closure } = first;
      const other = nameOf(reader);
      const finding = {
        at: entry.from[0].at,
        variable: name,
        message: `${name} is set${forWhom([first, ...others])} not read it; ${other} reads it and ${isLacking(need, reader) ? "does not get it" : "is not seen to get it"}`,
        notes: readNotes(need),
        help: `set it for ${other} instead`,
      };
      yield inClosure(finding, closure);
    }
  },
};

/** One line that several services share is told once. */
function causeOf({ closure, entry, reader, name }: MisplacedIn): unknown {
  if (closure.deployment !== undefined) return entry;
  const { source, start } = entry.from[0].at;
  return `${source.path}:${String(start)} ${name} ${nameOf(reader)}`;
}

function forWhom([{ closure }, ...others]: readonly [MisplacedIn, ...MisplacedIn[]]): string {
  if (others.length === 0) return `${forWhomIn(closure)}, which does`;
  return ` for ${listed([nameOf(closure), ...others.map((one) => nameOf(one.closure))])}, which do`;
}

function nameOf({ deployment, environment }: Closure): string {
  return deployment?.schema.service ?? environment.workload.address;
}
