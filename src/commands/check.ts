import type { Host } from "../host.ts";
import { outcomeOf } from "../outcome.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { assess } from "../run.ts";
import { sanitise } from "../text/sanitise.ts";
import { joinPath } from "../text/path.ts";
import { type Outcome, refused } from "./command.ts";

/** `envcheck [check] [targets...]`: every service in every stage, or the targets that are named. A baseline loses what is gone from it. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  if (request.staged) return runStaged(request, host, surface);
  const assessment = await assess(request, host);
  const outcome = outcomeOf(assessment, request, surface);
  const [path, text] = [request.baseline ?? assessment.config.baseline, assessment.shrunk];
  if (path === undefined || text === undefined) return outcome;
  return { ...outcome, files: [...outcome.files, { path: joinPath(`${request.root}/`, path), text, append: false }] };
}

/** `envcheck check --staged`: what git would commit, as far as something staged can affect it. */
async function runStaged(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const { assessStaged } = await import("../staged.ts");
  const assessed = await assessStaged(request, host);
  if ("refused" in assessed) return refused([assessed.refused]);
  const outcome = outcomeOf(assessed.assessment, request, surface);
  const { untouched } = assessed;
  const isText = request.outputs.some(({ format, file }) => format === "text" && file === undefined);
  if (untouched === undefined || !isText) return outcome;
  return { ...outcome, stdout: request.quiet ? "" : `${sanitise(untouched)}\n` };
}
