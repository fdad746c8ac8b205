import { forWhomIn, readNotes, whereListedIn } from "../judgement/closure.ts";
import { isLacking, needsOf } from "../judgement/needs.ts";
import { unreadOf } from "../judgement/unread.ts";
import type { Note } from "../model/diagnostic.ts";
import type { Closure } from "../model/project.ts";
import type { Read } from "../model/read.ts";
import { isSetByPlatform } from "../text/ambient.ts";
import type { Rule } from "./rule.ts";

export const readUnset: Rule = {
  id: "read-unset",
  scope: "closure",
  severity: "error",
  summary: "The code needs a variable that its deployment does not set.",
  why: "The service stops at the line that reads it: at start, or in front of the first user who gets there.",
  *check(closure) {
    if (closure.role === "example" || (closure.deployment === undefined && closure.code.by === "repository")) return;
    const told = new Set<string>();
    const misspelt = new Set(unreadOf(closure).map(({ meant }) => meant?.variable));
    for (const need of needsOf(closure.code).values()) {
      const { variable, required, alternatives } = need;
      if (required === undefined || !isLacking(need, closure) || isSetByPlatform(variable)) continue;
      if (misspelt.has(variable) || isToldAsMissing(variable, closure)) continue;
      if ([...alternatives].some((name) => told.has(name))) continue;
      told.add(variable);
      yield {
        at: whereListedIn(closure),
        variable,
        message: `${variable} is not set${forWhomIn(closure)}, and the code does not run without it`,
        label: `${variable} is not among the variables here`,
        notes: [...readNotes(need), ...loadNotes(closure)],
        help: `add it${alternativesOf(alternatives)}, or give the code a default`,
        ...severityOf(required, closure),
      };
    }
  },
};

/** A schema says where a stage's variables come from; without one, an env file inside the image may bring the rest. */
function isSure({ deployment, code }: Closure): boolean {
  return deployment !== undefined || code.loads === undefined;
}

function severityOf(required: Read, closure: Closure): { readonly severity?: "warning" } {
  return isSure(closure) && !isWaived(required, closure) ? {} : { severity: "warning" };
}

/** A check of its own may be for a part of the program that is not used: whoever declares the variable optional says so. */
function isWaived({ variable, confidence }: Read, { deployment }: Closure): boolean {
  return confidence === "guarded" && deployment?.variables.get(variable)?.required === false;
}

function loadNotes(closure: Closure): readonly Note[] {
  const { loads } = closure.code;
  return loads === undefined || isSure(closure)
    ? []
    : [{ at: loads, message: "an env file is loaded here; what it holds where this runs is not known" }];
}

/** What the schema requires in this stage is told by the schema's own rule, with these places. */
function isToldAsMissing(name: string, { deployment }: Closure): boolean {
  const declared = deployment?.variables.get(name);
  return declared !== undefined && (declared.required !== false || declared.declaration.forbidden);
}

function alternativesOf(names: ReadonlySet<string>): string {
  return names.size === 0 ? "" : `, or set ${[...names].join(" or ")} instead`;
}
