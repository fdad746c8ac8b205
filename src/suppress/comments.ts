import type { Problem, Source, Span } from "../model/source.ts";
import type { Suppression } from "../model/suppression.ts";
import { isDay } from "../text/day.ts";
import { didYouMean } from "../text/suggest.ts";

/** Suppressions, and what is wrong with those that cannot be understood. */
export interface Written {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly Problem[];
}

const word = "envcheck-ignore";
const ownLine = /^[\t ]*(?:#|\/\/|--|<!--)[\t ]*(envcheck-ignore\b.*)$/;
const trailing = /[\t ](?:#|\/\/)[\t ]*(envcheck-ignore\b[^]*)$/;
const comment = /^[\t ]*(?:#|\/\/|--|<!--|$)/;

/** `# envcheck-ignore RULE [NAME...] -- reason (until 2027-01-31)`: above a line, or behind it where the document surely has comments there. */
export function suppressionsIn(source: Source, ruleIds: readonly string[]): Written {
  if (!source.text.includes(word)) return { suppressions: [], problems: [] };
  const lines = source.text.split(/\r?\n/);
  const suppressions: Suppression[] = [];
  const problems: Problem[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const found = ownLine.exec(line) ?? (commented.test(source.path) ? trailing.exec(line) : null);
    if (found !== null) {
      const text = (found[1] ?? "").replace(/-->[\t ]*$/, "").trimEnd();
      const column = line.indexOf(word);
      const at: Span = { source, start: start + column, end: start + column + word.length };
      const read = readSuppression(text.slice(word.length), ruleIds);
      if (typeof read === "string") problems.push({ at, message: read });
      else suppressions.push({ ...read, at, lines: linesMeant(lines, index, ownLine.test(line)), ...anywhere(source) });
    }
    start += line.length + (source.text.startsWith("\r\n", start + line.length) ? 2 : 1);
  }
  return { suppressions, problems };
}

function anywhere({ path: own }: Source): Pick<Suppression, "paths" | "service" | "stage"> {
  return { paths: (path) => path === own, service: undefined, stage: undefined };
}

/** What has comments behind its lines wherever they stand; in an env file such a comment may be a part of the value. */
const commented = /\.(?:ya?ml|py|[cm]?[jt]sx?|vue|go|rb|rs|php|java|kts?|cs|exs?|tf|hcl|toml)$/;

/** The line that a comment stands behind, else the next one that says something; of an item of a YAML list all its lines. */
function linesMeant(lines: readonly string[], index: number, isOwnLine: boolean): { first: number; last: number } {
  let first = index;
  if (isOwnLine)
    do first += 1;
    while (first < lines.length - 1 && comment.test(lines[first] ?? ""));
  const [, indent] = /^([\t ]*)- /.exec(lines[first] ?? "") ?? [];
  let last = first;
  if (indent !== undefined) while (last + 1 < lines.length && isInside(lines[last + 1] ?? "", indent.length)) last += 1;
  return { first: first + 1, last: last + 1 };
}

function isInside(line: string, indent: number): boolean {
  return line.trim() !== "" && line.length - line.trimStart().length > indent;
}

/** Characters of the longest comment. */
const longest = 500;

const form = "it reads: envcheck-ignore RULE -- reason (until 2027-01-31)";

/** What follows the word; a sentence where it cannot be understood. */
function readSuppression(text: string, ruleIds: readonly string[]): Pick<Suppression, "rules" | "variables" | "reason" | "until"> | string {
  const [head = "", ...tail] = ` ${text.slice(0, longest)} `.split(" -- ");
  const [first, ...others] = head.split(/[\s,]+/).filter((one) => one !== "");
  if (first === undefined) return `a suppression names the rule: ${form}`;
  const [, said = tail.join(" -- "), until] = /^([^(]*(?:\((?!until )[^(]*)*)\(until ([^)]*)\)\s*$/.exec(tail.join(" -- ")) ?? [];
  const reason = said.trim();
  if (reason === "") return `a suppression gives its reason: ${form}`;
  if (until !== undefined && !isDay(until)) return "a suppression ends on a day: (until 2027-01-31)";
  const unknown = [first, ...others.filter((one) => one.includes("-"))].find((one) => !ruleIds.includes(one));
  if (unknown !== undefined) return `${unknown} is no rule${hint(unknown, ruleIds)}`;
  const rules = [first, ...others.filter((one) => ruleIds.includes(one))];
  return { rules, variables: others.filter((one) => !rules.includes(one)), reason, until };
}

function hint(unknown: string, ruleIds: readonly string[]): string {
  const meant = didYouMean(unknown, ruleIds);
  return meant === undefined ? "" : `; ${meant}`;
}
