import { updateBaseline } from "../baseline/write.ts";
import { Files } from "../discover/files.ts";
import { loadInputs } from "../discover/inputs.ts";
import type { Host } from "../host.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { assess } from "../run.ts";
import { count } from "../text/counts.ts";
import { listed } from "../text/listing.ts";
import { joinPath } from "../text/path.ts";
import { problemLine } from "../text/problem.ts";
import { sanitise } from "../text/sanitise.ts";
import { complaints, type Outcome } from "./command.ts";

const usual = "envcheck-baseline.json";

/** `envcheck baseline update`: everything that is found now is old from now on. What is missing in production is parked only by its name. */
export async function run(request: Request, host: Host, _surface: Surface): Promise<Outcome> {
  if (request.name !== "update") return told(2, ["baseline takes update: envcheck baseline update"]);
  const files = new Files(host);
  const path = request.baseline ?? loadInputs(request, files).config.baseline ?? usual;
  const before = loadInputs({ ...request, baseline: path }, files).baseline;
  const { report, project, found } = await assess({ ...request, baseline: path }, host);
  if (report.problems.length > 0) return told(2, [...report.problems.map(problemLine), `${path} is left as it is`]);
  const open = found.filter(({ suppressed }) => suppressed === null);
  const today = new Date(host.time()).toISOString().slice(0, 10);
  const { text, count: parked, refused } = updateBaseline(open, before, request.allowMissing, today);
  const names = [...new Set(refused.map(({ variable = "" }) => variable))];
  const stages = new Set(project.deployments.map(({ stage }) => stage));
  const done = `${sanitise(path)}: ${count(parked, "finding")} in ${count(stages.size, "stage")}\n`;
  const left =
    names.length === 0
      ? []
      : [
          `${listed(names)} missing in production is not parked; if that is meant: ${names.map((name) => `--allow-missing ${name}`).join(" ")}`,
        ];
  return { ...told(0, left), done, files: [{ path: joinPath(`${request.root}/`, path), text, append: false }] };
}

function told(exitCode: Outcome["exitCode"], messages: readonly string[]): Outcome {
  return { exitCode, stdout: "", stderr: complaints(messages), files: [] };
}
