import type { Finding } from "../model/diagnostic.ts";
import type { Entry, Environment, Opening } from "../model/environment.ts";
import { positionOf, type Problem } from "../model/source.ts";
import type { Value } from "../model/value.ts";
import { isTellable, withheld, withhold } from "../text/withhold.ts";

/** A finding that tells no name which may be a piece of a value; the place of such a name stays, but covers nothing. */
export function withholdFinding(finding: Finding): Finding {
  const { variable = "" } = finding;
  if (variable === "" || isTellable(variable)) return mapTexts(finding, withhold);
  const { at } = finding;
  return {
    ...mapTexts(finding, (text) => withhold(text.replaceAll(variable, withheld))),
    variable: withheld,
    at: { ...at, end: at.start },
  };
}

function mapTexts(finding: Finding, map: (text: string) => string): Finding {
  const { label, help, notes, suggestion } = finding;
  return {
    ...finding,
    message: map(finding.message),
    ...(label === undefined ? {} : { label: map(label) }),
    ...(help === undefined ? {} : { help: map(help) }),
    ...(notes === undefined ? {} : { notes: notes.map((note) => ({ ...note, message: map(note.message) })) }),
    ...(suggestion === undefined ? {} : { suggestion: suggestion.map(map) }),
  };
}

export function withholdProblem<One extends Problem>(problem: One): One {
  return { ...problem, message: withhold(problem.message) };
}

/** An environment whose untellable names are told by their lines. */
export function withholdEnvironment({ entries, openings, ...environment }: Environment): Environment {
  const told = [...entries].map(([name, entry]): [string, Entry] => {
    const line = String(positionOf(entry.from[0].at).line);
    return [isTellable(name) ? name : `${withheld} in line ${line}`, { ...entry, value: withholdReason(entry.value) }];
  });
  return { ...environment, entries: new Map(told), openings: openings.map(withholdOpening) };
}

export function withholdReason(value: Value): Value {
  return "because" in value ? { ...value, because: withhold(value.because) } : value;
}

export function withholdOpening(opening: Opening): Opening {
  return { ...opening, because: withhold(opening.because) };
}
