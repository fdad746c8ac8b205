import type { Host } from "../host.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { rules } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { didYouMean } from "../text/suggest.ts";
import { deliver, type Outcome } from "./command.ts";

/** `envcheck rules [ID]`: the list, or one rule in its own words. */
export function run(request: Request, _host: Host, surface: Surface): Outcome {
  const { rule: id } = request;
  const chosen = id === undefined ? rules : rules.filter((rule) => rule.id === id);
  if (id !== undefined && chosen.length === 0) {
    const hint = didYouMean(
      id,
      rules.map((rule) => rule.id),
    );
    return { exitCode: 2, stdout: "", stderr: `envcheck: no rule has this name; ${hint ?? "envcheck rules lists them"}\n`, files: [] };
  }
  const shown = deliver(request.outputs, surface, (format) => (format === "json" ? asJson(chosen) : asText(chosen, id !== undefined)));
  return { exitCode: 0, stderr: "", ...shown };
}

function asJson(chosen: readonly Rule[]): string {
  const list = chosen.map(({ id, severity, scope, summary, why }) => ({ id, severity, scope, summary, why, url: pageOf(id) }));
  return `${sanitiseJson(JSON.stringify({ version: 1, rules: list }, undefined, 2))}\n`;
}

function asText(chosen: readonly Rule[], whole: boolean): string {
  if (whole)
    return chosen.map(({ id, severity, summary, why }) => `${severity}[${id}]\n\n${summary} ${why}\n\npage: ${pageOf(id)}\n`).join("\n");
  const width = Math.max(...chosen.map(({ id }) => id.length));
  return chosen.map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`).join("");
}

function pageOf(id: string): string {
  return `docs/rules/${id}.md`;
}
