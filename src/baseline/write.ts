import type { Baseline, BaselineEntry } from "../model/baseline.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { entryOf, isGrave, keyOf, type Known } from "./apply.ts";
import { version } from "./read.ts";

type Line = Known & Pick<BaselineEntry, "count" | "since" | "named">;

/** A baseline that is to be written, and what it does not take. */
export interface Update {
  readonly text: string;
  readonly count: number;
  /** Missing in production, and not named. */
  readonly refused: readonly Diagnostic[];
}

/** Everything that is found now becomes old; what was old before keeps its day and its name. */
export function updateBaseline(
  diagnostics: readonly Diagnostic[],
  before: Baseline | undefined,
  named: readonly string[],
  today: string,
): Update {
  const former = new Map((before?.entries ?? []).map((entry) => [keyOf(entry), entry]));
  const lines = new Map<string, Line>();
  const refused: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const known = entryOf(diagnostic);
    const key = keyOf(known);
    const line = lineOf(known, { old: former.get(key), named, today });
    if (line === undefined) refused.push(diagnostic);
    else lines.set(key, { ...line, count: (lines.get(key)?.count ?? 0) + 1 });
  }
  const all = [...lines.values()];
  return { text: textOf(all), count: all.reduce((sum, { count }) => sum + count, 0), refused };
}

interface Standing {
  readonly old: BaselineEntry | undefined;
  readonly named: readonly string[];
  readonly today: string;
}

/** Undefined for what is missing in production, unless somebody names it. */
function lineOf(known: Known, { old, named, today }: Standing): Line | undefined {
  const isNamed = old?.named === true || named.includes(known.variable ?? "");
  if (isGrave(known) && !isNamed) return undefined;
  return { ...known, count: 1, since: old?.since ?? today, named: isNamed && isGrave(known) };
}

/** The same baseline without what is gone. */
export function shrunk({ entries }: Baseline, gone: ReadonlyMap<BaselineEntry, number>): string {
  return textOf(entries.map((entry) => ({ ...entry, count: gone.get(entry) ?? entry.count })).filter(({ count }) => count > 0));
}

/** One finding a line, sorted, so that git shows what came and went. */
function textOf(lines: readonly Line[]): string {
  const texts = lines
    .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
    .map(({ rule, service, stage, variable, path, message, count, since, named }) =>
      JSON.stringify({
        rule,
        service,
        stage,
        variable,
        path,
        message,
        ...(count === 1 ? {} : { count }),
        since,
        ...(named ? { named } : {}),
      }),
    );
  const list = texts.length === 0 ? "[]" : `[\n${texts.map((text) => `    ${text}`).join(",\n")}\n  ]`;
  return sanitiseJson(`{\n  "version": ${String(version)},\n  "findings": ${list}\n}\n`);
}

function sortKey({ path, rule, service = "", stage = "", variable = "", message }: Line): string {
  return [path, rule, service, stage, variable, message].join("\0");
}
