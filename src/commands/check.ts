import type { Host } from "../host.ts";
import type { Report } from "../model/diagnostic.ts";
import { reporters } from "../reporters/index.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { assess, type Assessment } from "../run.ts";
import { deliver, type Outcome } from "./command.ts";

/** `envcheck [check] [targets...]`: every service in every stage, or the targets that are named. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  return outcomeOf(await assess(request, host), request, surface);
}

/** The report in every format that is asked for, and the exit code. */
export function outcomeOf({ report, config }: Assessment, request: Request, surface: Surface): Outcome {
  const shown = deliver(request.outputs, { ...surface, quiet: request.quiet }, (format, on) => reporterOf(format).render(report, on));
  const failOn = request.failOn ?? config.failOn ?? "error";
  return { exitCode: exitCodeOf(report, { ...request, failOn, strict: request.strict || config.strict }), stderr: "", ...shown };
}

function reporterOf(format: string): (typeof reporters)[number] {
  return reporters.find(({ id }) => id === format) ?? reporters[0];
}

/** Wrong or unreadable input outweighs findings, findings outweigh doubt; a process that cannot be read is always in doubt. */
function exitCodeOf({ problems, summary }: Report, { failOn, strict }: Pick<Request, "failOn" | "strict">): Outcome["exitCode"] {
  if (problems.length > 0) return 2;
  const failing = failOn === "never" ? 0 : summary.errors + (failOn === "warning" ? summary.warnings : 0);
  if (failing > 0) return 1;
  if (summary.undetermined > 0) return 3;
  return strict && summary.unverifiable + summary.dynamicReads > 0 ? 3 : 0;
}
