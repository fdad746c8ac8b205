import { type RuleLevels, stamped } from "./judge.ts";
import type { Diagnostic, Note } from "./model/diagnostic.ts";
import type { Span } from "./model/source.ts";
import type { Suppression } from "./model/suppression.ts";
import { rules } from "./rules/index.ts";
import { placeKey } from "./judgement/facts.ts";
import { grouped } from "./judgement/together.ts";
import { listed } from "./text/listing.ts";

/** What is the same is told once, and what breaks the deploy first. */
export function arrange(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return mergeOverlays(mergePlaces(mergeStages(diagnostics))).toSorted(inOrder);
}

/** What the rules say of suppressions that have nothing to suppress. */
export function judgeUnused(unused: readonly Suppression[], levels: RuleLevels): Diagnostic[] {
  return rules.flatMap((rule) => {
    const level = levels.get(rule.id);
    if (rule.scope !== "suppression" || level === "off") return [];
    return unused.flatMap((one) => [...rule.check(one)].map((finding) => stamped(finding, rule, level)));
  });
}

/** What stands at one place and is the same in several stages, such as a value of a base that they share, is told once, for the first of them. */
function mergeStages(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return groupsOf(diagnostics, ({ rule, severity, service, variable, message, at, suppressed }) => [
    rule,
    severity,
    suppressed,
    service,
    variable,
    message,
    at.source.path,
    at.start,
  ]).map(([first, ...others]) => {
    const stages = [...new Set(others.flatMap(({ stage }) => (stage === undefined || stage === first.stage ? [] : [stage])))];
    if (first.stage === undefined || stages.length === 0) return first;
    return { ...first, alsoIn: stages, notes: [...(first.notes ?? []), { message: `the same in ${listed([first.stage, ...stages])}` }] };
  });
}

/** The same words about the same variable are told once: the first place is the place, the others are notes. */
function mergePlaces(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return groupsOf(diagnostics, ({ rule, severity, service, stage, alsoIn, variable, message, suppressed }) => [
    rule,
    severity,
    suppressed?.reason,
    service,
    stage,
    alsoIn,
    variable,
    message,
  ]).map((group) => {
    const [first = group[0], ...others] = group.toSorted(inOrder);
    if (others.length === 0) return first;
    const places = others.flatMap(({ at, notes = [] }): Note[] => [
      ...(isSamePlace(at, first.at) ? [] : [{ at, message: "here too" }]),
      ...notes,
    ]);
    return { ...first, notes: distinct([...(first.notes ?? []), ...places]) };
  });
}

/** The same mistake in files of several stages is told once, in the first of them, with the places of the others. */
function mergeOverlays(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return groupsOf(diagnostics, ({ rule, severity, service, variable, message, suppressed }) => [
    rule,
    severity,
    suppressed?.reason,
    service,
    variable,
    message,
  ]).map((group) => {
    const [first = group[0], ...others] = group.toSorted(inOrder);
    if (others.length === 0) return first;
    const places = others.flatMap(({ at, notes = [], ...other }): Note[] => [
      { at, message: `the same in ${listed(stagesOf(other))}` },
      ...notes.filter((note) => note.at !== undefined),
    ]);
    return {
      ...first,
      alsoIn: [...new Set([first, ...others].flatMap(stagesOf))].filter((stage) => stage !== first.stage),
      notes: distinct([...(first.notes ?? []), ...places]),
    };
  });
}

function stagesOf({ stage, alsoIn = [] }: Pick<Diagnostic, "stage" | "alsoIn">): readonly string[] {
  return stage === undefined ? alsoIn : [stage, ...alsoIn];
}

function isSamePlace(one: Span, other: Span): boolean {
  return placeKey(one) === placeKey(other);
}

function groupsOf(
  diagnostics: readonly Diagnostic[],
  keyOf: (diagnostic: Diagnostic) => unknown,
): (readonly [Diagnostic, ...Diagnostic[]])[] {
  return grouped(diagnostics, (diagnostic) => JSON.stringify(keyOf(diagnostic)));
}

/** Each place once. */
function distinct(notes: readonly Note[]): Note[] {
  return grouped(notes, ({ at, message }) => (at === undefined ? message : placeKey(at))).map(([first]) => first);
}

/** Errors first, then by place: what breaks the deploy is read before what may hurt. */
function inOrder(one: Diagnostic, other: Diagnostic): number {
  return (
    Number(one.severity === "warning") - Number(other.severity === "warning") ||
    compare(one.service ?? "\uffff", other.service ?? "\uffff") ||
    compare(one.at.source.path, other.at.source.path) ||
    one.at.start - other.at.start ||
    compare(one.rule, other.rule) ||
    compare(one.message, other.message)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
