import type { Diagnostic, Note, Report } from "../../model/diagnostic.ts";
import type { Span } from "../../model/source.ts";
import { standing, suppressedIn } from "../../text/counts.ts";
import { identitiesOf } from "../../text/identity.ts";
import { lineOf } from "../../text/place.ts";
import type { Run } from "../reporter.ts";
import { cut, textOf } from "./message.ts";
import { isOpen, locationOf } from "./place.ts";

/** GitHub refuses a file with more results, and a result with more related locations. */
const [mostResults, mostRelated] = [25_000, 1000];

/** The findings, errors first, then what is suppressed; `left` is the number of those that are too many. */
export function resultsOf(report: Report, run: Run, quiet: boolean): { readonly results: readonly object[]; readonly left: number } {
  const findings = [...standing(report), ...(quiet ? [] : suppressedIn(report))];
  const identities = identitiesOf(report.diagnostics);
  const indices = new Map(run.rules.map(({ id }, index) => [id, index]));
  const results = findings
    .slice(0, mostResults)
    .map((finding) => resultOf(finding, { run, indices, identity: identities.get(finding) ?? "" }));
  return { results, left: findings.length - results.length };
}

interface About {
  readonly run: Run;
  readonly indices: ReadonlyMap<string, number>;
  readonly identity: string;
}

function resultOf(finding: Diagnostic, { run, indices, identity }: About): object {
  const { rule, severity, at, suppressed, service, stage, variable } = finding;
  const place = primaryOf(finding, run);
  const index = indices.get(rule);
  return {
    ruleId: rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: suppressed === null ? severity : "note",
    message: place === at && isOpen(at, run) ? { text: cut(messageOf(finding)) } : textOf(messageOf(finding), at),
    locations: [locationOf(place, run)],
    ...relatedOf(finding, place, run),
    partialFingerprints: { primaryLocationLineHash: identity, "envcheck/v1": identity },
    ...(suppressed === null ? {} : { suppressions: [suppressionOf(suppressed, at)] }),
    properties: {
      ...(service === undefined ? {} : { service: cut(service) }),
      ...(stage === undefined ? {} : { stage: cut(stage) }),
      ...(variable === undefined ? {} : { variable: cut(variable) }),
    },
  };
}

/** Its own line, else the line of a schema that declares the variable, else the file. */
function primaryOf({ at, notes = [] }: Diagnostic, run: Run): Span {
  if (isOpen(at, run)) return at;
  return notes.find(({ at: other }) => other !== undefined && run.schemas.has(other.source.path) && isOpen(other, run))?.at ?? at;
}

function messageOf({ message, impact, help }: Diagnostic): string {
  return [message, ...(impact === undefined ? [] : [`impact: ${impact}`]), ...(help === undefined ? [] : [`help: ${help}`])].join("; ");
}

function relatedOf({ at, label = "the place", notes = [] }: Diagnostic, place: Span, run: Run): object {
  const own: readonly Note[] = place === at ? [] : [{ at, message: label }];
  const placed = [...own, ...notes].flatMap(({ at: other, message }) =>
    other === undefined || other === place ? [] : [{ at: other, message }],
  );
  if (placed.length === 0) return {};
  return {
    relatedLocations: placed.slice(0, mostRelated).map(({ at: other, message }, index) => ({
      id: index + 1,
      ...locationOf(other, run),
      message: { text: cut(`${message} (${lineOf(other)})`) },
    })),
  };
}

function suppressionOf({ reason, until, by }: NonNullable<Diagnostic["suppressed"]>, at: Span): object {
  const kind = by.startsWith(`${at.source.path}:`) ? "inSource" : "external";
  return { kind, status: "accepted", justification: cut(`${reason}${until === null ? "" : `, until ${until}`} (${by})`) };
}
