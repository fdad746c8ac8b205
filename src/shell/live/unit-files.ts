import { statSync } from "node:fs";
import { sanitise } from "../../text/sanitise.ts";
import { textOf, tried } from "./proc.ts";
import type { Unit } from "./unit-properties.ts";

/** A unit file that has a part in the environment (systemd.exec(5)). */
const setsVariables = /^[ \t]*(?:Environment|EnvironmentFile|PassEnvironment|UnsetEnvironment)\s*=/m;

/** What its main process was told that has changed since it started, in Unix milliseconds. */
export function staleIn({ files, envFiles }: Unit, started: number): readonly string[] {
  const changed = [...files.filter((path) => setsVariables.test(textOf(path))), ...envFiles].filter((path) => isLater(path, started));
  return changed.map((path) => `${sanitise(path)} was changed after the process was started`);
}

function isLater(path: string, started: number): boolean {
  const changed = tried(() => statSync(path).mtimeMs);
  return changed !== undefined && changed > started;
}
