import type { Baseline, BaselineEntry } from "../model/baseline.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { lineOf } from "../text/place.ts";

/** What is new beside a baseline. */
export interface Beside {
  readonly diagnostics: readonly Diagnostic[];
  /** Entries of which there are fewer now, with how many are left. */
  readonly gone: ReadonlyMap<BaselineEntry, number>;
  /** Entries that hide nothing, since nobody has named their variable. */
  readonly refused: readonly BaselineEntry[];
}

/** Marks what the baseline knows. Of several that are alike, the first ones are the old ones. */
export function applyBaseline(diagnostics: readonly Diagnostic[], { entries }: Baseline): Beside {
  const left = new Map<string, { entry: BaselineEntry; count: number }>();
  for (const entry of entries) if (entry.named || !isGrave(entry)) left.set(keyOf(entry), { entry, count: entry.count });
  const marked = diagnostics.map((diagnostic) => {
    const known = diagnostic.suppressed === null ? left.get(keyOf(entryOf(diagnostic))) : undefined;
    if (known === undefined || known.count === 0) return diagnostic;
    known.count -= 1;
    const { since, at } = known.entry;
    return { ...diagnostic, suppressed: { reason: `in the baseline since ${since}`, until: null, by: lineOf(at) } };
  });
  const gone = new Map([...left.values()].filter(({ count }) => count > 0).map(({ entry, count }) => [entry, entry.count - count]));
  return { diagnostics: marked, gone, refused: entries.filter((entry) => !entry.named && isGrave(entry)) };
}

/** What tells a finding apart, wherever its line has moved to. */
export type Known = Pick<BaselineEntry, "rule" | "service" | "stage" | "variable" | "path" | "message">;

export function entryOf({ rule, service, stage, variable, at, message }: Diagnostic): Known {
  return {
    rule,
    service,
    stage,
    variable,
    path: at.source.path,
    message: message.replaceAll(/(?<=:)\d+(?::\d+)?|(?<=\blines? )\d+/g, "0"),
  };
}

export function keyOf({ rule, service, stage, variable, path, message }: Known): string {
  return JSON.stringify([rule, service, stage, variable, path, message]);
}

const absences: ReadonlySet<string> = new Set(["missing", "read-unset"]);
const harmless =
  /(?:^|[._-])(?:local|dev|devel|development|test|tests|ci|e2e|stag|stage|staging|preview|review|qa|uat|sandbox|canary|demo)(?:[._-]|$)/i;

/** A required variable that production does not have: that is the outage. */
export function isGrave({ rule, stage }: Pick<Known, "rule" | "stage">): boolean {
  return absences.has(rule) && stage !== undefined && !harmless.test(stage);
}
