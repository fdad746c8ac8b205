import { fstatSync, statSync } from "node:fs";
import type { Surface } from "../reporters/reporter.ts";

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

/** `--color`, then NO_COLOR and FORCE_COLOR (no-color.org, force-color.org), then whether a terminal shows it. */
export function surfaceOf(color: string | undefined, quiet: boolean, env: ReadonlyMap<string, string>): Surface {
  const terminal = isTerminal(1);
  const columns = terminal ? process.stdout.columns : Number(env.get("COLUMNS"));
  return { color: wantsColor(color, terminal, env), width: columns > 0 ? columns : logWidth, quiet };
}

function wantsColor(color: string | undefined, terminal: boolean, env: ReadonlyMap<string, string>): boolean {
  if (color === "always" || color === "never") return color === "always";
  if ((env.get("NO_COLOR") ?? "") !== "") return false;
  const forced = env.get("FORCE_COLOR");
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return terminal && env.get("TERM") !== "dumb";
}
