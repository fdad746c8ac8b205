import { check } from "./check.ts";
import { deploy } from "./discover/deployments.ts";
import { gather } from "./discover/gather.ts";
import { loadInputs } from "./discover/inputs.ts";
import { Files } from "./discover/files.ts";
import { EarlyCheck } from "./early-check.ts";
import type { Host } from "./host.ts";
import type { Config } from "./model/config.ts";
import type { Report } from "./model/diagnostic.ts";
import { reportOf } from "./report/report.ts";
import type { Problem } from "./model/source.ts";
import type { Request } from "./request.ts";
import type { Project } from "./model/project.ts";

/** A run up to its report. */
export interface Assessment {
  readonly config: Config;
  readonly project: Project;
  readonly report: Report;
}

/** Why a run without trouble has checked nothing. */
function emptinessOf({ readings, gone }: Project): Problem | undefined {
  if ((gone?.environments ?? 0) > 0 || readings.some(({ environments }) => environments.length > 0)) return undefined;
  const lack =
    readings.length === 0 ? "no schema, env file, compose file, manifest or Dockerfile is here" : "what is here holds no workload";
  return { message: `nothing was checked: ${lack} (--allow-empty accepts that)` };
}

/**
 * The program on one page: load what is declared, gather what is there, deploy (who gets what), check, report. What is judged while it is gathered
 * is not in the project, unless all of it is to be `kept`.
 */
export function assess(request: Request, host: Host, { kept = false } = {}): Assessment {
  const started = host.now();
  const files = new Files(host);
  const { config, services, declared, hostEnv, problems } = loadInputs(request, files);
  const early = new EarlyCheck(config.rules);
  const gathered = gather({ request, files, config, services, hostEnv, ...(kept ? {} : { judge: early }) });
  const { diagnostics: told, gone } = early.result();
  const project = { readings: gathered.readings, deployments: deploy(gathered.placements), gone };
  const diagnostics = check(project, config.rules, told);
  const troubles = [...problems, ...gathered.problems];
  const empty = troubles.length > 0 || request.allowEmpty ? undefined : emptinessOf(project);
  const report = reportOf({
    project,
    diagnostics,
    problems: empty === undefined ? troubles : [empty],
    skipped: gathered.skipped,
    fragments: gathered.fragments,
    declared,
    filesRead: files.count,
    milliseconds: Math.round(host.now() - started),
  });
  return { config, project, report };
}
