import type { Host } from "../host.ts";
import { goalsOf } from "../probe/goals.ts";
import { asJson } from "../probe/json.ts";
import { asMarkdown } from "../probe/markdown.ts";
import { planFor, type ProbeReport, remarksOn } from "../probe/probe.ts";
import { asText } from "../probe/text.ts";
import { softened, verdictOn } from "../probe/verdict.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { assess } from "../run.ts";
import { problemLine } from "../text/problem.ts";
import { complaints, deliver, type Outcome } from "./command.ts";

/** `envcheck probe`: whether what the variables of a stage lead to can be reached from here. It is the one command that opens connections of its own. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const { project, report, config } = await assess({ ...request, withoutCode: true }, host, { kept: true });
  const goals = project.deployments.flatMap((deployment) => goalsOf(deployment, request.authenticate));
  const plan = planFor(goals);
  const started = host.now();
  const contacts = await host.probe(plan.peers, request.timeout);
  const time = host.time();
  const verdicts = softened(
    goals.map((goal) => {
      const index = plan.indexOf(goal);
      return verdictOn(goal, index === undefined ? undefined : contacts[index], time);
    }),
  );
  const probed: ProbeReport = {
    verdicts,
    remarks: remarksOn(verdicts, goals, project.deployments),
    milliseconds: Math.round(host.now() - started),
  };
  const nothing = goals.length === 0 && report.problems.length === 0 && !request.allowEmpty;
  const troubles = [...report.problems.map(problemLine), ...(nothing ? [nothingToProbe] : [])];
  const shown = deliver(request.outputs, surface, (format, on) => render(format, probed, on));
  const stderr = complaints(troubles);
  return { exitCode: troubles.length > 0 ? 2 : exitCodeOf(probed, request.failOn ?? config.failOn ?? "error"), stderr, ...shown };
}

const nothingToProbe = "nothing was probed: no schema declares a url, host-port or hostname that is set here (--allow-empty accepts that)";

function render(format: string, report: ProbeReport, surface: Surface): string {
  if (format === "json") return asJson(report);
  return format === "markdown" ? asMarkdown(report) : asText(report, surface);
}

function exitCodeOf({ verdicts }: ProbeReport, failOn: "error" | "warning" | "never"): Outcome["exitCode"] {
  const failed = verdicts.some(({ state, warnings }) => state === "failed" || (failOn === "warning" && warnings.length > 0));
  if (failed && failOn !== "never") return 1;
  return verdicts.some(({ state }) => state === "undetermined") ? 3 : 0;
}
