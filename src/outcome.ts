import { deliver, type Outcome } from "./commands/command.ts";
import type { Report } from "./model/diagnostic.ts";
import { reporters } from "./reporters/index.ts";
import type { Run, Surface } from "./reporters/reporter.ts";
import type { Request } from "./request.ts";
import { rules } from "./rules/index.ts";
import type { Assessment } from "./run.ts";
import { sanitise } from "./text/sanitise.ts";
import { version } from "./version.ts";

/** The report in every format that is asked for, and the exit code. */
export function outcomeOf({ report, config, project, notes = [] }: Assessment, request: Request, surface: Surface): Outcome {
  const failOn = request.failOn ?? config.failOn ?? "error";
  const exitCode = exitCodeOf(report, { ...request, failOn, strict: request.strict || config.strict });
  const run: Run = { version, exitCode, category: categoryOf(request), rules, schemas: schemasOf(project) };
  const shown = deliver(request.outputs, { ...surface, quiet: request.quiet }, (format, on) => reporterOf(format).render(report, on, run));
  const stderr = tellsRemarks(request) ? "" : notes.map((note) => `envcheck: ${sanitise(note)}\n`).join("");
  return { exitCode, stderr, ...shown };
}

/** Whether what is printed has the remarks of the report. */
function tellsRemarks({ outputs, quiet }: Request): boolean {
  const shown = outputs.find(({ file }) => file === undefined)?.format;
  return shown === "json" || shown === "markdown" || (shown === "text" && !quiet);
}

function categoryOf({ command, services, stages }: Request): string {
  return ["envcheck", ...(command === "check" ? [] : [command]), ...services, ...stages].map((part) => `${part}/`).join("");
}

function schemasOf({ deployments }: Assessment["project"]): ReadonlySet<string> {
  const places = deployments.flatMap(({ schema, declarations }) => [schema.at, ...[...declarations.values()].map(({ at }) => at)]);
  return new Set(places.map(({ source }) => source.path));
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
