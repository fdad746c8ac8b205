import type { Diagnostic } from "../../model/diagnostic.ts";
import { codeBlock, codeSpan, escapeMarkdown } from "../../text/markdown.ts";
import { placeOf } from "../../text/place.ts";

/** A finding: what breaks and what to do in plain sight, the other places that matter folded away. */
export function itemOf(finding: Diagnostic): string {
  const { at, rule, severity, message, impact, help, suggestion = [], runbook, owner } = finding;
  const lines = [
    `- **${severity}** ${codeSpan(rule)} ${escapeMarkdown(message)} ${codeSpan(placeOf(at))}`,
    ...(impact === undefined ? [] : [`  - **impact** ${escapeMarkdown(impact)}`]),
    ...(help === undefined ? [] : [`  - **help** ${escapeMarkdown(help)}`]),
    ...(suggestion.length === 0 ? [] : ["", ...diff(suggestion)]),
    ...(runbook === undefined ? [] : [`  - **runbook** ${codeSpan(runbook)}`]),
    ...(owner === undefined ? [] : [`  - **owner** ${escapeMarkdown(owner)}`]),
    ...placesOf(finding),
  ];
  return `${lines.join("\n")}\n`;
}

function diff(suggestion: readonly string[]): string[] {
  const added = suggestion.map((line) => `+ ${line}`);
  return codeBlock(added, "diff", "    ");
}

function placesOf({ notes = [] }: Diagnostic): string[] {
  if (notes.length === 0) return [];
  const places = notes.map(({ at, message }) => `  - ${escapeMarkdown(message)}${at === undefined ? "" : ` ${codeSpan(placeOf(at))}`}`);
  return ["", "  <details><summary>why</summary>", "", ...places, "", "  </details>", ""];
}
