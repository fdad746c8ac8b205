import type { Report, Severity, StageResult } from "../model/diagnostic.ts";
import { sanitise } from "./sanitise.ts";

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** How a stage fared: `fine` only where everything that matters was seen. */
export type Standing = "failed" | "doubtful" | "fine";

export const marks: Readonly<Record<Standing, string>> = { failed: "✗", doubtful: "?", fine: "✓" };

export function standingOf({ errors, unverifiable }: StageResult): Standing {
  if (errors > 0) return "failed";
  return unverifiable > 0 ? "doubtful" : "fine";
}

/** What goes beside the mark: `1 missing · 2 cannot tell (secret auth-db is not in these files)`. */
export function stageWords({ errors, warnings, missing, unverifiable, openings }: StageResult): string {
  const others = Math.max(errors - missing, 0);
  const [first, ...more] = openings;
  const reason = first === undefined ? "" : ` (${sanitise(first.because)}${more.length === 0 ? "" : `; ${String(more.length)} more`})`;
  return [
    ...(missing > 0 ? [`${String(missing)} missing`] : []),
    ...(others > 0 ? [missing > 0 ? count(others, "other error") : count(others, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
    ...(unverifiable > 0 ? [`${String(unverifiable)} cannot tell${reason}`] : []),
  ].join(" · ");
}

/** The closing line: `3 environments, 61 variables, 1 error, 2 unverifiable, 212 ms`. */
export function countWords(report: Report): string {
  const { milliseconds } = report.summary;
  return `${totalWords(report)}, ${milliseconds < 10_000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`}`;
}

/** The same without the time, which differs from run to run. */
export function totalWords(report: Report): string {
  const { summary, problems } = report;
  const suppressed = suppressedIn(report).length;
  const { environments, variables, errors, warnings, unverifiable } = summary;
  return [
    count(environments, "environment"),
    count(variables, "variable"),
    ...(problems.length > 0 ? [count(problems.length, "problem")] : []),
    count(errors, "error"),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
    ...(unverifiable > 0 ? [`${String(unverifiable)} unverifiable`] : []),
    ...(suppressed > 0 ? [`${String(suppressed)} suppressed`] : []),
  ].join(", ");
}

/** The findings that count, errors before warnings, otherwise in the order of the report. */
export function standing({ diagnostics }: Report): Report["diagnostics"] {
  const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1 };
  return diagnostics.filter(({ suppressed }) => suppressed === null).toSorted((one, other) => ranks[one.severity] - ranks[other.severity]);
}

/** One suppressed finding in a line: what it is, and who says since when that it does not count. */
export function suppressedWords({ rule, message, suppressed }: Report["diagnostics"][number]): string {
  const until = suppressed?.until ?? null;
  return `${rule}: ${message} (${suppressed?.reason ?? ""}${until === null ? "" : `, until ${until}`}; ${suppressed?.by ?? ""})`;
}

/** The findings that count for nothing, in the order of the report. */
export function suppressedIn({ diagnostics }: Report): Report["diagnostics"] {
  return diagnostics.filter(({ suppressed }) => suppressed !== null);
}
