import type { Host } from "../host.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { type Recording, recordSnapshots, type Written } from "../snapshots.ts";
import { count } from "../text/counts.ts";
import { problemLine } from "../text/problem.ts";
import { sanitise } from "../text/sanitise.ts";
import { withhold } from "../text/withhold.ts";
import { complaints, deliver, type Outcome, type OutputFile } from "./command.ts";

/** `envcheck snapshot [TARGET...]`: records what each service has, so that a later run can tell what changed. What cannot be read keeps its former record. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const recording = await recordSnapshots(request, host);
  const { written, undetermined, problems } = recording;
  const wantsJson = request.outputs.some(({ format }) => format === "json");
  const mistake = mistakeIn(recording, wantsJson);
  const told = [
    ...problems.map(problemLine),
    ...(mistake === undefined ? [] : [mistake]),
    ...undetermined.map(({ path, because }) => `${path} is not written: ${withhold(because)}`),
  ];
  const stderr = complaints(told);
  if (mistake !== undefined) return { exitCode: 2, stdout: "", stderr, files: [] };
  const shown = deliver(request.outputs, surface, (format) =>
    format === "json" ? written.map(({ text }) => text).join("") : asText(recording, wantsJson),
  );
  const files = [
    ...(wantsJson ? [] : written.filter(({ isUnchanged }) => !isUnchanged).map((one) => fileOf(one, request))),
    ...shown.files,
  ];
  return { exitCode: problems.length > 0 ? 2 : undetermined.length > 0 ? 3 : 0, stdout: shown.stdout, stderr, files };
}

/** Why nothing is written or shown at all. */
function mistakeIn({ written, undetermined, problems }: Recording, wantsJson: boolean): string | undefined {
  const all = written.length + undetermined.length;
  if (all === 0 && problems.length === 0)
    return "nothing was recorded: no schema has a stage with targets; name one, such as docker:auth-1";
  if (wantsJson && all > 1) return "--format json shows one snapshot: choose it with --service and --stage, or name its target";
  return undefined;
}

function fileOf({ path, text }: Written, { root }: Request): OutputFile {
  return { path: path.startsWith("/") ? path : `${root.replace(/\/$/, "")}/${path}`, text, append: false, folder: true };
}

function asText({ written, fingerprinter }: Recording, isShown: boolean): string {
  const lines = written.map((one) => `${one.path}  ${one.isUnchanged && !isShown ? "unchanged: " : ""}${wordsOf(one)}`);
  const keyless = fingerprinter === undefined && written.length > 0 ? [withoutKey] : [];
  return [...lines, ...keyless].map((line) => `${sanitise(line)}\n`).join("");
}

const withoutKey = "without ENVCHECK_FINGERPRINT_KEY only the names are kept, and no later run can tell whether a value changed";

function wordsOf({ variables, fingerprints, plain, isOfOtherKey, leftOut }: Written): string {
  return [
    count(variables, "variable"),
    ...(fingerprints > 0 ? [`${String(fingerprints)} with a fingerprint`] : []),
    ...(plain > 0 ? [`${String(plain)} in plain text`] : []),
    ...(isOfOtherKey ? ["every date begins anew, since the former one was taken with another key"] : []),
    ...(leftOut > 0 ? [`${count(leftOut, "name")} left out that may be a piece of a value`] : []),
  ].join(", ");
}
