import { type Checklist, checklistOf } from "../checklist/checklist.ts";
import { asJson } from "../checklist/json.ts";
import { asMarkdown } from "../checklist/markdown.ts";
import { digestOf } from "../discover/digest.ts";
import type { Host } from "../host.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { fingerprintKeyName } from "../resolve/fingerprint.ts";
import { assess } from "../run.ts";
import { problemLine } from "../text/problem.ts";
import { complaints, deliver, type Outcome, refused } from "./command.ts";

/** `envcheck checklist --stage production [--from REF]`: what of a release was verified, what a person must confirm, and what it changes. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const [stage, ...more] = request.stages;
  if (stage === undefined || more.length > 0) return refused(["checklist is of one stage: checklist --stage production"]);
  const former = request.from === undefined ? undefined : host.at(request.from);
  if (former !== undefined && "because" in former) return refused([`--from ${request.from ?? ""}: ${former.because}`]);
  const { project, report } = await assess({ ...request, targets: [] }, host, { kept: true });
  const before =
    former === undefined ? undefined : (await assess({ ...request, targets: [], allowEmpty: true }, former, { kept: true })).project;
  if (project.deployments.length === 0)
    return refused([...report.problems.map(problemLine), `nothing is known of ${stage}: no schema gives a service this stage`]);
  const digest = await digestOf(request, host, host.env.get(fingerprintKeyName));
  const checklist: Checklist = { stage, time: host.time(), from: request.from, digest, services: checklistOf({ project, report, before }) };
  const shown = deliver(request.outputs, surface, (format) => (format === "json" ? asJson : asMarkdown)(checklist));
  const troubles = report.problems.map(problemLine);
  return { exitCode: troubles.length > 0 ? 2 : exitCodeOf(checklist, request.strict), stderr: complaints(troubles), ...shown };
}

function exitCodeOf({ services }: Checklist, strict: boolean): Outcome["exitCode"] {
  if (services.some(({ findings }) => findings.some(({ severity }) => severity === "error"))) return 1;
  return strict && services.some(({ unconfirmed }) => unconfirmed.length > 0) ? 3 : 0;
}
