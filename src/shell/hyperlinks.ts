import { hostname } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Links } from "../reporters/reporter.ts";

/**
 * Whether the terminal is one that is known to show OSC 8 as links, and nothing stands between that may not pass it on. VS Code makes links of
 * `path:line:column` by itself, and better ones.
 */
export function hasHyperlinks(env: ReadonlyMap<string, string>): boolean {
  const [term, program] = [env.get("TERM") ?? "", env.get("TERM_PROGRAM") ?? ""];
  if ((env.get("CI") ?? "") !== "" || env.has("TMUX") || env.has("STY") || /^(?:dumb|linux|screen|tmux)\b/.test(term)) return false;
  if (program === "iTerm.app") return versionIn(env, "TERM_PROGRAM_VERSION") >= 3;
  if (program !== "") return ["WezTerm", "ghostty"].includes(program);
  // VTE 0.50.0 breaks down on links: bugzilla.gnome.org 787475.
  return term === "xterm-kitty" || env.has("WT_SESSION") || versionIn(env, "VTE_VERSION") > 5000;
}

function versionIn(env: ReadonlyMap<string, string>, name: string): number {
  return Number.parseInt(env.get(name) ?? "0", 10);
}

/** With the name of this machine: over ssh the terminal runs on another one, which must not open its own file of that path. */
export function linksTo(root: string): Links {
  return { root: folderUrl(root), pages: folderUrl(join(import.meta.dirname, "../docs/rules")) };
}

function folderUrl(path: string): string {
  const { pathname } = pathToFileURL(path.endsWith("/") ? path : `${path}/`);
  const host = hostname();
  return `file://${/^[A-Za-z0-9.-]+$/.test(host) ? host : ""}${pathname}`;
}
