import { fstatSync, statSync } from "node:fs";
import type { Surface } from "../reporters/reporter.ts";
import { hasHyperlinks, linksTo } from "./hyperlinks.ts";

/** Columns where nobody says how wide the output is shown: a log. */
const logWidth = 120;

/** Whether a person looks at a descriptor. process.stdout is costly to build, so that it is not asked where it is a file, a pipe or /dev/null. */
export function isTerminal(descriptor: 1 | 2): boolean {
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isCharacterDevice() || stats.rdev === statSync("/dev/null").rdev) return false;
  } catch {
    return false;
  }
  return descriptor === 1 ? process.stdout.isTTY : process.stderr.isTTY;
}

/** What the output is for, beside the environment. */
interface Wish {
  /** `--color`. */
  readonly color: string | undefined;
  readonly quiet: boolean;
  /** The project's folder; undefined where nothing leads to files. */
  readonly root?: string;
}

/**
 * How what is written to a descriptor looks: `--color`, then NO_COLOR and FORCE_COLOR (no-color.org, force-color.org), then whether a terminal
 * shows it. Hyperlinks only where a terminal shows it.
 */
export function surfaceOf({ color: wish, quiet, root }: Wish, env: ReadonlyMap<string, string>, descriptor: 1 | 2 = 1): Surface {
  const terminal = isTerminal(descriptor);
  const columns = terminal ? (descriptor === 1 ? process.stdout : process.stderr).columns : Number(env.get("COLUMNS"));
  const color = wantsColor(wish, terminal, env);
  const links = terminal && color && root !== undefined && hasHyperlinks(env) ? linksTo(root) : undefined;
  return { color, width: columns > 0 ? columns : logWidth, quiet, links };
}

function wantsColor(color: string | undefined, terminal: boolean, env: ReadonlyMap<string, string>): boolean {
  if (color === "always" || color === "never") return color === "always";
  if ((env.get("NO_COLOR") ?? "") !== "") return false;
  const forced = env.get("FORCE_COLOR");
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return terminal && env.get("TERM") !== "dumb";
}
