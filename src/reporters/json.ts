import type { Diagnostic, Edit, Note, Report } from "../model/diagnostic.ts";
import { positionOf } from "../model/source.ts";
import { jsonPlace } from "../text/place.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import type { Reporter } from "./reporter.ts";

/** The document that `schemas/report.schema.json` describes. */
export const json: Reporter = {
  id: "json",
  summary: "everything, for programs",
  render(report) {
    return `${sanitiseJson(JSON.stringify(documentOf(report), undefined, 2))}\n`;
  },
};

function documentOf({ diagnostics, verdicts, unseen, problems, remarks, summary }: Report): object {
  return {
    version: 1,
    diagnostics: diagnostics.map(diagnosticOf),
    verdicts,
    unseen: unseen.map(({ at, because }) => ({ because, ...jsonPlace(at) })),
    problems: problems.map(({ at, message }) => ({ message, ...(at === undefined ? {} : jsonPlace(at)) })),
    remarks,
    summary,
  };
}

function diagnosticOf(diagnostic: Diagnostic): object {
  const { rule, severity, service = null, stage = null, variable = null, message, at, notes = [], fix, suppressed } = diagnostic;
  const { alsoIn = [], help = null, impact = null, runbook = null, owner = null, suggestion = [] } = diagnostic;
  return {
    rule,
    severity,
    service,
    stage,
    alsoIn,
    variable,
    message,
    path: at.source.path,
    ...positionOf(at),
    notes: notes.map(noteOf),
    impact,
    help,
    suggestion,
    runbook,
    owner,
    fix: fix === undefined ? null : { safe: fix.safe, edits: fix.edits.map(editOf) },
    url: `docs/rules/${rule}.md`,
    suppressed,
  };
}

function noteOf({ at, message }: Note): object {
  return { message, ...(at === undefined ? {} : jsonPlace(at)) };
}

function editOf({ at, text }: Edit): object {
  return { path: at.source.path, ...positionOf(at), text };
}
