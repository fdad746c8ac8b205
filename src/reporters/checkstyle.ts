import type { Diagnostic, Report } from "../model/diagnostic.ts";
import { positionOf, type Span } from "../model/source.ts";
import { standing, suppressedIn, suppressedWords } from "../text/counts.ts";
import { attributes } from "../text/xml.ts";
import type { Reporter } from "./reporter.ts";

interface Entry {
  readonly at: Span | undefined;
  readonly severity: string;
  readonly message: string;
  readonly source: string;
}

/** Checkstyle's XML, which most services that read reports of linters take. */
export const checkstyle: Reporter = {
  id: "checkstyle",
  summary: "Checkstyle XML, for Jenkins and others",
  render(report, { quiet }) {
    const files = new Map<string, Entry[]>();
    for (const entry of entriesOf(report, quiet)) {
      const path = entry.at?.source.path ?? ".";
      const known = files.get(path);
      if (known === undefined) files.set(path, [entry]);
      else known.push(entry);
    }
    const elements = [...files].map(
      ([path, entries]) => `  <file${attributes({ name: path })}>\n${entries.map(element).join("")}  </file>\n`,
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n${elements.join("")}</checkstyle>\n`;
  },
};

function entriesOf(report: Report, quiet: boolean): Entry[] {
  return [
    ...report.problems.map(({ at, message }) => ({ at, severity: "error", message, source: "envcheck.problem" })),
    ...standing(report).map(({ at, severity, message, rule }) => ({ at, severity, message, source: `envcheck.${rule}` })),
    ...(quiet ? [] : suppressedIn(report).map(suppressedEntry)),
  ];
}

function suppressedEntry(finding: Diagnostic): Entry {
  return { at: finding.at, severity: "info", message: `suppressed ${suppressedWords(finding)}`, source: `envcheck.${finding.rule}` };
}

function element({ at, ...about }: Entry): string {
  const { line, column } = at === undefined ? { line: 1, column: 1 } : positionOf(at);
  return `    <error${attributes({ line, column, ...about })}/>\n`;
}
