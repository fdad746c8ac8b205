import type { Diagnostic, Report } from "../model/diagnostic.ts";
import { positionOf, type Span } from "../model/source.ts";
import { count, countWords, standing, suppressedIn, suppressedWords } from "../text/counts.ts";
import { lineOf } from "../text/place.ts";
import { sanitise } from "../text/sanitise.ts";
import type { Reporter } from "./reporter.ts";

/** The runner keeps so many annotations of one kind per step, and so many UTF-16 units of a message (actions/runner ExecutionContext.cs). */
const mostPerKind = 10;
const longest = 4096;

interface Annotation {
  readonly kind: "error" | "warning";
  readonly title: string;
  readonly at: Span | undefined;
  readonly message: string;
}

/** Annotations for GitHub's runner, errors first; what it would drop is told in one line. */
export const github: Reporter = {
  id: "github",
  summary: "annotations of a GitHub workflow",
  render(report, { quiet }) {
    const annotations = annotationsOf(report);
    const kept = (["error", "warning"] as const).flatMap((kind) => annotations.filter((one) => one.kind === kind).slice(0, mostPerKind));
    const dropped = annotations.length - kept.length;
    const rest = `${count(dropped, "more finding")} without an annotation, since GitHub shows ${String(mostPerKind)} of a kind; --format text shows all`;
    return [
      ...kept.map(command),
      ...(dropped > 0 ? [`::notice title=envcheck::${escapeData(rest)}`] : []),
      ...(quiet ? [] : [...suppressedIn(report).map((one) => sanitise(`suppressed ${suppressedWords(one)}`)), countWords(report)]),
    ]
      .map((line) => `${line}\n`)
      .join("");
  },
};

function annotationsOf(report: Report): Annotation[] {
  return [
    ...report.problems.map(({ at, message }) => ({ kind: "error" as const, title: "envcheck", at, message: sanitise(message) })),
    ...standing(report).map((finding) => ({
      kind: finding.severity,
      title: `envcheck: ${finding.rule}`,
      at: finding.at,
      message: messageOf(finding),
    })),
  ];
}

function messageOf({ message, notes = [], impact, help, suggestion = [], runbook, owner }: Diagnostic): string {
  return [
    message,
    ...(impact === undefined ? [] : [`impact: ${impact}`]),
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...suggestion.map((line) => `+ ${line}`),
    ...(runbook === undefined ? [] : [`runbook: ${runbook}`]),
    ...(owner === undefined ? [] : [`owner: ${owner}`]),
    ...notes.map((note) => (note.at === undefined ? note.message : `${lineOf(note.at)}: ${note.message}`)),
  ]
    .map(sanitise)
    .join("\n");
}

function command({ kind, title, at, message }: Annotation): string {
  const properties = [...(at === undefined ? [] : placeProperties(at)), `title=${escapeProperty(sanitise(title))}`];
  const text = message.length <= longest ? message : `${message.slice(0, longest - 1)}…`;
  return `::${kind} ${properties.join(",")}::${escapeData(text)}`;
}

/** Columns belong to one line: the runner refuses them for a range of lines. */
function placeProperties(at: Span): string[] {
  const { line, column, endLine, endColumn } = positionOf(at);
  const columns = line === endLine ? [`col=${String(column)}`, `endColumn=${String(endColumn)}`] : [];
  return [`file=${escapeProperty(sanitise(at.source.path))}`, `line=${String(line)}`, `endLine=${String(endLine)}`, ...columns];
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
