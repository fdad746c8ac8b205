import type { Files } from "../discover/files.ts";
import { isSource, type Problem, type Source } from "../model/source.ts";
import type { Suppression } from "../model/suppression.ts";
import { suppressionsIn, type Written } from "./comments.ts";

/** Of the suppressions of a document those that the document of the policy has as well; each of the others is a problem. */
export function admit(source: Source, { suppressions, problems }: Written, policy: Files, ids: readonly string[]): Written {
  if (suppressions.length === 0) return { suppressions, problems };
  const former = policy.read(source.path);
  const known = isSource(former) ? suppressionsIn(former, ids).suppressions.map(identityOf) : [];
  const admitted: Suppression[] = [];
  const refused: Problem[] = [];
  for (const one of suppressions) {
    const index = known.indexOf(identityOf(one));
    if (index < 0) refused.push({ at: one.at, message: "a suppression of this change does not count under --schema-ref" });
    else {
      known.splice(index, 1);
      admitted.push(one);
    }
  }
  return { suppressions: admitted, problems: [...problems, ...refused] };
}

/** What it says, and the name on the line that it is about: it may move with that line, and to no other. */
function identityOf({ rules, variables, reason, until, at, lines }: Suppression): string {
  const line = at.source.text.split(/\r?\n/)[(lines?.first ?? 0) - 1] ?? "";
  return JSON.stringify([rules, variables, reason, until, nameOn(line)]);
}

/** `- name: PORT` has it behind the colon; what sets nothing is taken whole. */
function nameOn(line: string): string {
  const [, name] = /^\s*(?:-\s+)?(?:export\s+)?["']?([\w.-]+)["']?\s*[:=]/.exec(line) ?? [];
  return name === undefined || name === "name" ? line.trim() : name;
}
