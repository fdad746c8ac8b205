import type { Diagnostic, Report } from "../model/diagnostic.ts";
import { positionOf, type Span } from "../model/source.ts";
import { standing, suppressedIn, suppressedWords } from "../text/counts.ts";
import { identitiesOf } from "../text/identity.ts";
import { sanitise, sanitiseJson } from "../text/sanitise.ts";
import type { Reporter } from "./reporter.ts";

const severities: Readonly<Record<Diagnostic["severity"], string>> = { error: "major", warning: "minor" };

/** What GitLab's parser needs of an entry: it stops at the first that lacks something, and takes those with one fingerprint for the same. */
interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** A Code Quality report of GitLab: what is suppressed is shown as information. */
export const gitlab: Reporter = {
  id: "gitlab",
  summary: "a Code Quality report of GitLab",
  render(report, { quiet }) {
    const findings = [...standing(report), ...(quiet ? [] : suppressedIn(report))];
    const identities = identitiesOf(report.diagnostics);
    const entries = [...problemsOf(report), ...findings.map((finding) => entryOf(finding, identities.get(finding) ?? ""))];
    return `${sanitiseJson(JSON.stringify(entries, undefined, 1))}\n`;
  },
};

function problemsOf({ problems }: Report): Entry[] {
  return problems.map(({ at, message }, index) => ({
    description: sanitise(message),
    check_name: "problem",
    fingerprint: `problem:${String(index + 1)}`,
    severity: "blocker",
    location: locationOf(at),
  }));
}

function entryOf(finding: Diagnostic, fingerprint: string): Entry {
  const { rule, severity, message, help, at, suppressed } = finding;
  const words = suppressed === null ? `${message}${help === undefined ? "" : `; ${help}`}` : `suppressed ${suppressedWords(finding)}`;
  return {
    description: sanitise(words),
    check_name: rule,
    fingerprint,
    severity: suppressed === null ? severities[severity] : "info",
    location: locationOf(at),
  };
}

/** A mistake on the command line belongs to no file; the folder stands for it. */
function locationOf(at: Span | undefined): Entry["location"] {
  if (at === undefined) return { path: ".", lines: { begin: 1 } };
  return { path: at.source.path.replace(/^(?:\.\/)+/, ""), lines: { begin: positionOf(at).line } };
}
