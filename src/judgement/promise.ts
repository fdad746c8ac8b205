import type { Note } from "../model/diagnostic.ts";
import type { Listed } from "../model/environment.ts";
import type { Drift } from "../model/project.ts";

/** Where a variable is promised, and whether that was changed too late for this process. */
export function promisedNotes({ later }: Drift, promised: Listed | undefined): readonly Note[] {
  const at = promised?.from[0]?.at;
  if (at === undefined || !later.has(at.source.path)) return [];
  return [{ at, message: "changed after the process was started, so that it takes effect at the next start" }];
}

/** Who changed the variable where it runs. */
export function changeNotes({ changedBy }: Drift, name: string): readonly Note[] {
  const message = changedBy.get(name);
  return message === undefined ? [] : [{ message }];
}

/** Where the process has a variable. */
export function runningNote(variable: Listed | undefined, { running, seen }: Drift): readonly Note[] {
  const at = variable?.from[0]?.at;
  return at === undefined ? [] : [{ at, message: `${running}: ${seen}` }];
}
