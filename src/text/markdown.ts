import { sanitise } from "./sanitise.ts";

/** Invisible in the rendered text, and enough to keep a mention, an issue number or an address from becoming a link. */
const gap = "<!-- -->";

/** Untrusted text inside Markdown, as GitHub renders it: no markup, no HTML, no mention, no link, no formula and no end of a table's cell. */
export function escapeMarkdown(text: string): string {
  return sanitise(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_{}[\]()!|~$]/g, String.raw`\$&`)
    .replaceAll(/[@#]|:(?=\/)|www\./gi, `$&${gap}`);
}

/** Untrusted text as code, with a fence longer than any run of backticks in it; not for a table, whose cells end at `|` even here. */
export function codeSpan(text: string): string {
  const safe = sanitise(text);
  const fence = fenceFor(safe, 1);
  const pad = safe.startsWith("`") || safe.endsWith("`") || safe.trim() === "" ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** Lines as a fenced block of a language, every line behind the indentation. */
export function codeBlock(lines: readonly string[], language: string, indent: string): string[] {
  const safe = lines.map(sanitise);
  const fence = fenceFor(safe.join("\n"), 3);
  return [fence + language, ...safe, fence].map((line) => indent + line);
}

function fenceFor(text: string, least: number): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  return "`".repeat(runs.reduce((longest, run) => Math.max(longest, run + 1), least));
}
