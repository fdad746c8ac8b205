import type { Diagnostic } from "../model/diagnostic.ts";
import type { Problem } from "../model/source.ts";
import { countWords, suppressedIn, suppressedWords } from "../text/counts.ts";
import { painter, type Paint } from "../text/paint.ts";
import { placeOf } from "../text/place.ts";
import { sanitise } from "../text/sanitise.ts";
import type { Reporter } from "./reporter.ts";

/** One line per finding, for editors, grep and long logs. */
export const concise: Reporter = {
  id: "concise",
  summary: "one line per finding",
  render(report, { color, quiet }) {
    const paint = painter(color);
    const findings = report.diagnostics.filter(({ suppressed }) => suppressed === null);
    return [
      ...report.problems.map((problem) => problemLine(problem, paint)),
      ...findings.map((finding) => findingLine(finding, paint)),
      ...(quiet
        ? []
        : suppressedIn(report).map((one) => `${placeOf(one.at)}: ${paint("suppressed", "dim")} ${sanitise(suppressedWords(one))}`)),
      ...(quiet ? [] : [paint(countWords(report), "dim")]),
    ]
      .map((line) => `${line}\n`)
      .join("");
  },
};

function problemLine({ at, message }: Problem, paint: Paint): string {
  const place = at === undefined ? "" : `${placeOf(at)}: `;
  return `${place}${paint("error", "bold", "red")}: ${sanitise(message)}`;
}

function findingLine({ at, severity, rule, message }: Diagnostic, paint: Paint): string {
  const kind = paint(`${severity}[${rule}]`, "bold", severity === "error" ? "red" : "yellow");
  return `${placeOf(at)}: ${kind} ${sanitise(message)}`;
}
