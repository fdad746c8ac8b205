import type { Diagnostic, Report, Verdict } from "../../model/diagnostic.ts";
import type { Problem } from "../../model/source.ts";
import { suppressedWords } from "../../text/counts.ts";
import { lineOf, placeOf } from "../../text/place.ts";

/** A test: the first text says why it is no pass. */
export interface Case {
  readonly name: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  readonly type: string;
  readonly texts: readonly string[];
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
  /** Lines that make no test fail. */
  readonly remarks: readonly string[];
}

/** The suite of what belongs to no service. */
const documents = "documents";

/** What is known of one test while it is collected. */
interface Draft {
  readonly errors: Diagnostic[];
  readonly suppressed: Diagnostic[];
  verdict?: Verdict["verdict"];
}

interface SuiteDraft {
  readonly cases: Map<string, Draft>;
  readonly warnings: Diagnostic[];
}

/** A suite for each service and stage, in the order of the report, and one of the documents. A warning makes no test fail. */
export function suitesOf(report: Report, quiet: boolean): Suite[] {
  const drafts = new Map(report.stages.map(({ service, stage }) => [suiteName(service, stage), emptySuite()]));
  const suiteIn = (name: string): SuiteDraft => got(drafts, name, emptySuite);
  for (const { service, stage, variable, verdict } of report.verdicts) {
    got(suiteIn(suiteName(service, stage)).cases, variable, emptyCase).verdict = verdict;
  }
  for (const finding of report.diagnostics) if (finding.suppressed === null || !quiet) file(finding, suiteIn);
  const own = drafts.get(documents);
  drafts.delete(documents);
  return [...[...drafts].map(([name, draft]) => suiteOf(name, draft)), documentSuite(report, own)];
}

function suiteName(service: string | undefined, stage: string | undefined): string {
  return service === undefined ? documents : [service, ...(stage === undefined ? [] : [stage])].join(".");
}

function file(finding: Diagnostic, suiteIn: (name: string) => SuiteDraft): void {
  const { service, stage, alsoIn = [], variable, rule, at, severity, suppressed } = finding;
  for (const one of [stage, ...alsoIn]) {
    const suite = suiteIn(suiteName(service, one));
    const name = service === undefined || variable === undefined ? `${rule} ${at.source.path}` : variable;
    if (suppressed === null && severity === "warning") suite.warnings.push(finding);
    else got(suite.cases, name, emptyCase)[suppressed === null ? "errors" : "suppressed"].push(finding);
  }
}

function suiteOf(name: string, { cases, warnings }: SuiteDraft): Suite {
  return {
    name,
    cases: [...cases].map(([one, draft]) => caseOf(one, draft)),
    remarks: warnings.map(({ at, rule, message }) => `${placeOf(at)}: warning[${rule}] ${message}`),
  };
}

function caseOf(name: string, { errors, suppressed, verdict }: Draft): Case {
  const [first] = errors;
  if (first !== undefined) return { name, outcome: "failure", type: first.rule, texts: errors.flatMap(linesOf) };
  if (suppressed.length > 0)
    return { name, outcome: "skipped", type: "", texts: suppressed.map((one) => `suppressed ${suppressedWords(one)}`) };
  if (verdict === "unverifiable") return { name, outcome: "skipped", type: "", texts: [`${name} cannot be told from what was read`] };
  return { name, outcome: "passed", type: "", texts: [] };
}

function linesOf({ message, rule, at, notes = [], impact, help, suggestion = [], runbook, owner }: Diagnostic): string[] {
  return [
    message,
    `at ${placeOf(at)} (${rule})`,
    ...notes.map((note) => (note.at === undefined ? note.message : `${lineOf(note.at)} ${note.message}`)),
    ...(impact === undefined ? [] : [`impact: ${impact}`]),
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...suggestion.map((line) => `+ ${line}`),
    ...(runbook === undefined ? [] : [`runbook: ${runbook}`]),
    ...(owner === undefined ? [] : [`owner: ${owner}`]),
  ];
}

/** It has a test even where nothing is wrong, since a report without any is taken for a broken one. */
function documentSuite({ problems, unseen, remarks }: Report, draft: SuiteDraft = emptySuite()): Suite {
  const { cases, remarks: warnings } = suiteOf(documents, draft);
  const read: Case = { name: "all documents can be read", outcome: "passed", type: "", texts: [] };
  return {
    name: documents,
    cases: [...(problems.length === 0 ? [read] : problems.map(problemCase)), ...cases],
    remarks: [...warnings, ...unseen.map(({ at, because }) => `${placeOf(at)}: not seen: ${because}`), ...remarks],
  };
}

function problemCase({ at, message }: Problem): Case {
  const place = at === undefined ? "command line" : at.source.path;
  return {
    name: `${place} can be read`,
    outcome: "error",
    type: "problem",
    texts: [at === undefined ? message : `${placeOf(at)}: ${message}`],
  };
}

function emptySuite(): SuiteDraft {
  return { cases: new Map(), warnings: [] };
}

function emptyCase(): Draft {
  return { errors: [], suppressed: [] };
}

function got<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
