import { guard, type Guarded } from "../guard/guard.ts";
import type { Host } from "../host.ts";
import type { Report } from "../model/diagnostic.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { basename } from "../text/path.ts";
import { sanitise } from "../text/sanitise.ts";
import type { Outcome, Start } from "./command.ts";

/** `envcheck run -- COMMAND`: the command is to be started, or the findings say why not. What there is to tell goes to standard error. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const guarded = await guard(request, host);
  const [command = "", ...args] = request.argv;
  const start: Start = { command, args, added: guarded.added };
  // The log of a container whose environment is in order stays its own; what would write a report is not even loaded.
  if (isSilent(guarded, request)) return { exitCode: 0, stdout: "", stderr: "", files: [], start };
  const { outcomeOf } = await import("../outcome.ts");
  const { exitCode, stdout, files } = outcomeOf(guarded, request, surface);
  const told = isClean(guarded.report) && exitCode === 0 ? "" : stdout;
  const name = sanitise(basename(command));
  if (exitCode === 0) return { exitCode, stdout: "", stderr: told, files, start };
  if (!request.warnOnly) return { exitCode, stdout: "", stderr: `${told}envcheck: ${name} is not started\n`, files };
  return { exitCode: 0, stdout: "", stderr: `${told}envcheck: ${name} is started all the same (--warn-only)\n`, files, start };
}

function isSilent({ config, report }: Guarded, { strict, outputs }: Request): boolean {
  const { unverifiable, undetermined, dynamicReads } = report.summary;
  const isSure = undetermined === 0 && ((!strict && !config.strict) || unverifiable + dynamicReads === 0);
  return isClean(report) && isSure && outputs.every(({ file }) => file === undefined);
}

function isClean({ diagnostics, problems }: Report): boolean {
  return problems.length === 0 && diagnostics.every(({ suppressed }) => suppressed !== null);
}
