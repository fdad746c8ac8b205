import type { Diagnostic } from "../model/diagnostic.ts";
import type { Problem } from "../model/source.ts";
import { positionOf, type Source, type Span } from "../model/source.ts";
import { standing, suppressedIn, suppressedWords } from "../text/counts.ts";
import { sanitise, sanitiseJson } from "../text/sanitise.ts";
import type { Reporter } from "./reporter.ts";

/** Reviewdog's own format (reviewdog proto/rdf): its columns count bytes of UTF-8. */
export const rdjson: Reporter = {
  id: "rdjson",
  summary: "for reviewdog",
  render(report, { quiet }) {
    const findings = [...standing(report), ...(quiet ? [] : suppressedIn(report))];
    const document = { source: { name: "envcheck" }, diagnostics: [...report.problems.map(problemOf), ...findings.map(diagnosticOf)] };
    return `${sanitiseJson(JSON.stringify(document, undefined, 1))}\n`;
  },
};

function problemOf({ at, message }: Problem): object {
  return {
    message: sanitise(message),
    ...(at === undefined ? {} : { location: locationOf(at) }),
    severity: "ERROR",
    code: { value: "problem" },
  };
}

function diagnosticOf(finding: Diagnostic): object {
  const { rule, severity, message, impact, help, at, suppressed, fix } = finding;
  const reasons = [message, ...(impact === undefined ? [] : [`impact: ${impact}`]), ...(help === undefined ? [] : [`help: ${help}`])];
  const edits = suppressed === null ? (fix?.edits ?? []).filter((edit) => edit.at.source === at.source) : [];
  return {
    message: suppressed === null ? reasons.map(sanitise).join("\n") : sanitise(`suppressed ${suppressedWords(finding)}`),
    location: locationOf(at),
    severity: suppressed === null ? severity.toUpperCase() : "INFO",
    code: { value: rule },
    ...(edits.length === 0 ? {} : { suggestions: edits.map((edit) => ({ range: rangeOf(edit.at), text: edit.text })) }),
  };
}

function locationOf(at: Span): object {
  return { path: at.source.path, ...(at.source.text === "" ? {} : { range: rangeOf(at) }) };
}

function rangeOf({ source, start, end }: Span): object {
  return { start: bytePositionOf(source, start), end: bytePositionOf(source, end) };
}

const encoder = new TextEncoder();
const plain = new WeakMap<Source, boolean>();

function bytePositionOf(source: Source, offset: number): object {
  const { line, column } = positionOf({ source, start: offset, end: offset });
  const isPlain = plain.get(source) ?? !/[^\0-\u007F]/.test(source.text);
  plain.set(source, isPlain);
  return { line, column: isPlain ? column : encoder.encode(source.text.slice(offset - column + 1, offset)).length + 1 };
}
