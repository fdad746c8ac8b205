import { readNotes, readWords } from "../judgement/closure.ts";
import { isLacking, type Need, needsOf } from "../judgement/needs.ts";
import { unreadOf } from "../judgement/unread.ts";
import { isAmbient } from "../text/ambient.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Closure } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const undeclaredRead: Rule = {
  id: "undeclared-read",
  scope: "closure",
  severity: "warning",
  summary: "The code reads a variable that the schema does not declare.",
  why: "Nobody is told when a stage lacks it, or gives it a value that the code cannot take.",
  *check(closure) {
    const { deployment, code } = closure;
    if (deployment === undefined) return;
    const declared = declaredNames(closure);
    const misspelt = new Set(unreadOf(closure).map(({ meant }) => meant?.variable));
    for (const need of needsOf(code).values()) {
      const [first] = need.reads;
      if (first === undefined || declared.has(need.variable) || misspelt.has(need.variable) || !isWorthDeclaring(need, closure)) continue;
      if ([...need.alternatives].some((name) => declared.has(name))) continue;
      const [, ...others] = readNotes(need);
      yield {
        at: first.at,
        variable: need.variable,
        message: `${need.variable} is read, but ${deployment.schema.service} does not declare it`,
        label: readWords(first),
        notes: others,
        help: didYouMean(need.variable, [...declared]) ?? `declare it in the schema of ${deployment.schema.service}`,
      };
    }
  },
};

/** Not what platforms and libraries know by themselves; without a hint of the schema only what the code cannot do without; and what a stage lacks is told as such. */
function isWorthDeclaring(need: Need, closure: Closure): boolean {
  const { variable, required } = need;
  if (required !== undefined) return !isLacking(need, closure);
  return closure.code.by === "schema" && !isAmbient(variable) && closure.code.readerOf(variable) === undefined;
}

/** Names and aliases, and the files that values of theirs may be read from. */
function declaredNames({ deployment }: Closure): ReadonlySet<string> {
  const declarations = [...(deployment?.declarations.values() ?? [])];
  return new Set(declarations.flatMap(({ name, aliases }) => [name, `${name}_FILE`, ...aliases]));
}
