import type { Diagnostic } from "../model/diagnostic.ts";
import { positionOf } from "../model/source.ts";
import type { Suppression } from "../model/suppression.ts";
import { lineOf } from "../text/place.ts";

/** What is left to say once suppressions have had their word. */
export interface Applied {
  readonly diagnostics: readonly Diagnostic[];
  /** Those that nothing here answers to. */
  readonly unused: readonly Suppression[];
}

/** Marks what is suppressed. One that has ended suppresses nothing, and is told under what it was about. */
export function applySuppressions(diagnostics: readonly Diagnostic[], suppressions: readonly Suppression[], today: string): Applied {
  const used = new Set<Suppression>();
  const marked = diagnostics.map((diagnostic) => {
    const own = suppressions.filter((suppression) => isAbout(suppression, diagnostic));
    for (const one of own) used.add(one);
    const valid = own.find(({ until }) => until === undefined || today <= until);
    if (valid !== undefined) return { ...diagnostic, suppressed: suppressedBy(valid) };
    const [ended] = own;
    if (ended === undefined) return diagnostic;
    const note = { at: ended.at, message: `its suppression ended with ${ended.until ?? ""}: ${ended.reason}` };
    return { ...diagnostic, notes: [...(diagnostic.notes ?? []), note] };
  });
  return { diagnostics: marked, unused: suppressions.filter((suppression) => !used.has(suppression)) };
}

function suppressedBy({ reason, until, at }: Suppression): Diagnostic["suppressed"] {
  return { reason, until: until ?? null, by: lineOf(at) };
}

function isAbout(suppression: Suppression, diagnostic: Diagnostic): boolean {
  const { rules, variables } = suppression;
  const { rule, variable = "" } = diagnostic;
  return rules.includes(rule) && (variables.length === 0 || variables.includes(variable)) && isThere(suppression, diagnostic);
}

function isThere({ lines, paths, service, stage }: Suppression, diagnostic: Diagnostic): boolean {
  const { at } = diagnostic;
  if (service !== undefined && diagnostic.service !== service) return false;
  if (stage !== undefined && diagnostic.stage !== stage) return false;
  if (paths !== undefined && !paths(at.source.path)) return false;
  if (lines === undefined) return true;
  const { line } = positionOf(at);
  return line >= lines.first && line <= lines.last;
}
