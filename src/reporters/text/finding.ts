import type { Diagnostic, Note } from "../../model/diagnostic.ts";
import type { Problem } from "../../model/source.ts";
import type { Color } from "../../text/paint.ts";
import { placeOf } from "../../text/place.ts";
import { sanitise } from "../../text/sanitise.ts";
import { widthOf, wrap } from "../../text/width.ts";
import { barLines, frameLines, gutterOf } from "./frame.ts";
import { hang, linked, linkedRule, type Page } from "./page.ts";

const mostPlaces = 10;
const colors: Readonly<Record<Diagnostic["severity"], Color>> = { error: "red", warning: "yellow" };

/** A finding as DESIGN section 6 shows it. */
export function findingLines(finding: Diagnostic, page: Page): string[] {
  const { at, rule, severity, message, label = "", notes = [] } = finding;
  const color = colors[severity];
  const indent = " ".repeat(gutterOf(at));
  return [
    ...headLines(`${severity}[${rule}]`, message, color, page),
    ...frameLines(at, { text: sanitise(label), color }, page),
    ...barLines(at, page),
    ...placeLines(notes, indent, page),
    ...reasons(finding).flatMap((reason) => equalLines(reason, indent, page)),
    ...pageLines(finding, indent, page),
  ];
}

/** A document that is wrong in itself, before any finding. */
export function problemLines({ at, message }: Problem, page: Page): string[] {
  const frame = at === undefined ? [] : frameLines(at, { text: "", color: "red" }, page);
  return [...headLines("error", message, "red", page), ...frame];
}

const indentOfMore = "  ";

function headLines(kind: string, message: string, color: Color, { paint, width }: Page): string[] {
  const colon = kind.endsWith("]") ? "" : ":";
  const [first, ...more] = wrap(`${kind}${colon} ${sanitise(message)}`, width);
  const rest = more.length === 0 ? [] : wrap(more.join(" "), width - indentOfMore.length);
  const shown = first.startsWith(kind) ? paint(kind, "bold", color) + paint(first.slice(kind.length), "bold") : first;
  return [shown, ...rest.map((line) => paint(indentOfMore + line, "bold"))];
}

function placeLines(notes: readonly Note[], indent: string, page: Page): string[] {
  const placed = notes.flatMap(({ at, message }) => (at === undefined ? [] : [{ at, place: placeOf(at), message: sanitise(message) }]));
  const shown = placed.slice(0, mostPlaces);
  const column = Math.max(...shown.map(({ place }) => place.length), 0);
  const start = indent.length + 4;
  const longest = Math.max(...shown.map(({ message }) => widthOf(message)), 0);
  const gap = start + column + 6 + longest <= page.width ? 6 : 2;
  const below = start + column + gap + Math.min(longest, 24) > page.width;
  const sign = `${indent}${page.paint(":::", "blue")} `;
  const more = placed.length - shown.length;
  return [
    ...shown.flatMap(({ at, place, message }) => {
      const head = sign + linked(place, at, page);
      if (below) return [head, ...hang(" ".repeat(start + 2), start + 2, message, page)];
      return hang(head + " ".repeat(column + gap - place.length), start + column + gap, message, page);
    }),
    ...(more > 0 ? [`${sign}and ${String(more)} more`] : []),
  ];
}

interface Reason {
  readonly word: string;
  readonly text: string;
  readonly added?: readonly string[];
}

function reasons({ notes = [], impact, help, suggestion = [] }: Diagnostic): Reason[] {
  const unplaced = notes.filter(({ at }) => at === undefined);
  return [
    ...unplaced.map(({ message }) => ({ word: "", text: message })),
    ...(impact === undefined ? [] : [{ word: "impact: ", text: impact }]),
    ...(help === undefined && suggestion.length === 0 ? [] : [{ word: "help: ", text: help ?? "add", added: suggestion }]),
  ];
}

function equalLines({ word, text, added = [] }: Reason, indent: string, page: Page): string[] {
  const { paint } = page;
  const start = indent.length + 2;
  const prefix = `${indent}${paint("=", "blue")} ${paint(word, "bold")}`;
  const [first = "", ...rest] = hang("", start, word + sanitise(text), page);
  return [prefix + first.slice(word.length), ...rest, ...added.map((line) => `${indent}    ${paint(`+ ${sanitise(line)}`, "green")}`)];
}

function pageLines({ rule, runbook, owner }: Diagnostic, indent: string, page: Page): string[] {
  const { paint, width } = page;
  const sign = `${indent}${paint("=", "blue")} `;
  const words = [
    ...(runbook === undefined ? [] : [{ word: "runbook: ", text: sanitise(runbook) }]),
    ...(owner === undefined ? [] : [{ word: "owner: ", text: sanitise(owner) }]),
    { word: "rule: ", text: `docs/rules/${rule}.md` },
  ];
  const shown = words.map(({ word, text }) => paint(word, "bold") + (word === "rule: " ? linkedRule(text, rule, page) : text));
  const columns = indent.length + 2 + words.reduce((sum, { word, text }) => sum + 4 + widthOf(word + text), -4);
  return columns <= width ? [sign + shown.join("    ")] : shown.map((line) => sign + line);
}
