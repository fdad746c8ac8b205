import type { Host } from "../host.ts";
import { asJson, type Ends } from "../release/json.ts";
import { asMarkdown } from "../release/markdown.ts";
import { compareReleases, type ServiceRelease } from "../release/release.ts";
import { asText } from "../release/text.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { assess } from "../run.ts";
import { problemLine } from "../text/problem.ts";
import { complaints, deliver, type Outcome, refused } from "./command.ts";

/** `envcheck release --from REF [--to REF]`: what the code newly requires, against each stage as it will be; and what a way back would miss. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const { from, to } = request;
  if (from === undefined) return refused(["release needs --from REF: the tag, branch or commit that runs now"]);
  const [before, after] = [host.at(from), to === undefined ? host : host.at(to)];
  if (!isHost(before)) return refused([`--from ${from}: ${before.because}`]);
  if (!isHost(after)) return refused([`--to ${to ?? ""}: ${after.because}`]);
  const [old, now] = [await assess({ ...request, allowEmpty: true }, before), await assess(request, after)];
  const services = compareReleases({ before: old.project, after: now.project });
  const { problems } = now.report;
  const nothing = services.length === 0 && !request.allowEmpty;
  const shown = deliver(request.outputs, surface, (format, on) => render(format, { from, to: to ?? null }, services, on));
  const troubles = [
    ...problems.map(problemLine),
    ...(nothing ? ["nothing was compared: no code here runs in an environment of these files"] : []),
  ];
  return {
    exitCode: troubles.length > 0 ? 2 : exitCodeOf(services, request.strict),
    stderr: complaints([...(now.notes ?? []), ...troubles]),
    ...shown,
  };
}

function isHost(found: ReturnType<Host["at"]>): found is Host {
  return "glob" in found;
}

function render(format: string, ends: Ends, services: readonly ServiceRelease[], surface: Surface): string {
  if (format === "json") return asJson(ends, services);
  return format === "markdown" ? asMarkdown(ends, services) : asText(ends, services, surface);
}

function exitCodeOf(services: readonly ServiceRelease[], strict: boolean): Outcome["exitCode"] {
  const stages = services.flatMap((service) => service.stages);
  if (stages.some(({ lacks }) => lacks.length > 0)) return 1;
  return strict && stages.some(({ doubts }) => doubts.length > 0) ? 3 : 0;
}
