import type { Report, StageResult } from "../../model/diagnostic.ts";
import { countWords, marks, type Standing, standingOf, stageWords, suppressedIn, suppressedWords } from "../../text/counts.ts";
import type { Color } from "../../text/paint.ts";
import { placeOf } from "../../text/place.ts";
import { sanitise } from "../../text/sanitise.ts";
import { cut, widthOf, wrap } from "../../text/width.ts";
import { hang, linked, type Page } from "./page.ts";

const mostUnseen = 20;
const gap = "   ";
const colors: Readonly<Record<Standing, Color>> = { failed: "red", doubtful: "yellow", fine: "green" };

/** What no one could look into, and where. */
export function unseenLines({ unseen }: Report, page: Page): string[] {
  if (unseen.length === 0) return [];
  const more = unseen.length - mostUnseen;
  return [
    page.paint("not seen", "bold", "yellow"),
    ...unseen.slice(0, mostUnseen).flatMap(({ at, because }) => {
      const [reason, place] = [sanitise(because), placeOf(at)];
      const fits = 2 + widthOf(reason) + gap.length + widthOf(place) <= page.width;
      const shown = linked(page.paint(place, "dim"), at, page);
      return fits ? [`  ${reason}${gap}${shown}`] : [...hang("  ", 2, reason, page), `    ${shown}`];
    }),
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
  ];
}

/** What counts for nothing, and who says so. */
export function suppressedLines(report: Report, page: Page): string[] {
  const suppressed = suppressedIn(report);
  if (suppressed.length === 0) return [];
  return [page.paint("suppressed", "bold"), ...suppressed.flatMap((one) => hang("  ", 4, sanitise(suppressedWords(one)), page))];
}

export function remarkLines({ remarks }: Report, page: Page): string[] {
  return remarks.flatMap((remark) => hang(`${page.paint("note:", "bold", "cyan")} `, 6, sanitise(remark), page));
}

/** One line per service with its stages, where the width allows, then the counts. */
export function summaryLines(report: Report, page: Page): string[] {
  const services = new Map<string, StageResult[]>();
  for (const stage of report.stages) services.set(stage.service, [...(services.get(stage.service) ?? []), stage]);
  const names = [...services.keys()].map((name) => cut(sanitise(name), 24));
  const column = Math.max(...names.map(widthOf), 0);
  const lines = [...services.values()].flatMap((stages, index) => {
    const name = names[index] ?? "";
    const head = page.paint(name, "bold") + " ".repeat(column - widthOf(name)) + gap;
    return flow(stages, column + gap.length, page).map((line, row) => (row === 0 ? head : " ".repeat(column + gap.length)) + line);
  });
  return [...lines, ...wrapCounts(countWords(report), page.width).map((line) => page.paint(line, "dim"))];
}

/** Keeps each number with its noun. */
function wrapCounts(words: string, width: number): string[] {
  return wrap(words.replaceAll(/(\d) /g, "$1\u00A0"), width).map((line) => line.replaceAll("\u00A0", " "));
}

/** Puts the stages side by side as long as they fit. */
function flow(stages: readonly StageResult[], indent: number, page: Page): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const stage of stages) {
    const { shown, width } = cell(stage, page.width - indent, page);
    const last = lines.at(-1);
    const [head = "", ...rest] = shown;
    if (last !== undefined && used + gap.length + width <= page.width - indent) {
      lines.splice(-1, 1, last + gap + head);
      used += gap.length + width;
    } else {
      lines.push(head, ...rest);
      used = rest.length > 0 ? page.width : width;
    }
  }
  return lines;
}

/** `production ✗ 1 missing`, broken below its words where it is wider than the room. */
function cell(stage: StageResult, room: number, { paint }: Page): { shown: readonly string[]; width: number } {
  const standing = standingOf(stage);
  const color = colors[standing];
  const name = cut(sanitise(stage.stage), 32);
  const words = stageWords(stage);
  const head = `${name} ${paint(marks[standing], "bold", color)}`;
  const start = widthOf(name) + 3;
  if (words === "") return { shown: [head], width: start - 1 };
  const below = room - start < Math.min(20, widthOf(words));
  const indent = below ? 2 : start;
  const [first, ...rest] = wrap(words, Math.max(room - indent, 20));
  const more = (below ? [first, ...rest] : rest).map((line) => " ".repeat(indent) + paint(line, color));
  return { shown: [below ? head : `${head} ${paint(first, color)}`, ...more], width: more.length > 0 ? Infinity : start + widthOf(first) };
}
