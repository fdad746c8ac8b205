import { painter } from "../text/paint.ts";
import type { Reporter } from "./reporter.ts";
import { remarkLines, summaryLines, suppressedLines, unseenLines } from "./text/closing.ts";
import { findingLines, problemLines } from "./text/finding.ts";

/** The report for people, as DESIGN section 6 shows it: wrong documents, findings, what was not seen, one line per service. */
export const text: Reporter = {
  id: "text",
  summary: "findings with the line, the reason and the fix",
  render(report, { color, width, quiet, links }) {
    const page = { paint: painter(color), width: Math.max(width, 40), links };
    const findings = report.diagnostics.filter(({ suppressed }) => suppressed === null);
    const blocks = [
      ...report.problems.map((problem) => problemLines(problem, page)),
      ...findings.map((finding) => findingLines(finding, page)),
      ...(quiet ? [] : [suppressedLines(report, page), unseenLines(report, page), remarkLines(report, page), summaryLines(report, page)]),
    ];
    return blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => `${lines.join("\n")}\n`)
      .join("\n");
  },
};
