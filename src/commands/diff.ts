import { comparerWith } from "../compare/comparer.ts";
import { compareSides, type Side, verdictOf } from "../diff/comparison.ts";
import { asJson } from "../diff/json.ts";
import { asMarkdown } from "../diff/markdown.ts";
import { type Kept, rotationOf } from "../diff/rotation.ts";
import { rotationJson, rotationMarkdown, rotationText } from "../diff/rotation-report.ts";
import { asText } from "../diff/text.ts";
import { type Named, readNamed } from "../discover/named.ts";
import type { ReadTarget } from "../discover/reader.ts";
import type { Host } from "../host.ts";
import type { Fingerprinter } from "../model/record.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { ownFingerprinter } from "../snapshots.ts";
import { problemLine } from "../text/problem.ts";
import { withoutValues } from "../text/withhold.ts";
import { deliver, type Outcome, refused } from "./command.ts";

/** `envcheck diff A B`: what differs from one to the other, and never a value; `--rotation DAYS`: which secrets are due. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const fingerprinter = ownFingerprinter(host);
  if (fingerprinter !== undefined && "mistake" in fingerprinter) return refused([fingerprinter.mistake]);
  return request.rotation === undefined
    ? compare(request, host, { surface, fingerprinter })
    : rotate({ ...request, rotation: request.rotation }, host, { surface, fingerprinter });
}

interface Setting {
  readonly surface: Surface;
  readonly fingerprinter: Fingerprinter | undefined;
}

async function compare(request: Request, host: Host, { surface, fingerprinter }: Setting): Promise<Outcome> {
  const { targets, outputs } = request;
  if (targets.length !== 2) return refused(["diff takes two targets: what was, and what is"]);
  const named = await readNamed(targets, request, host);
  const [one, other] = named.found;
  if (named.problems.length > 0 || one === undefined || other === undefined) return refused(named.problems.map(problemLine));
  const [before, after] = [sidesOf(one), sidesOf(other)];
  const empty = [one, other].filter(({ chosen }) => chosen.length === 0).map(({ reading }) => `${reading.target} holds no workload`);
  if (empty.length > 0) return refused(empty);
  const declarations = declarationsOf(named, request.stages[0]);
  const comparisons = compareSides(before, after, { same: comparerWith(fingerprinter), declarations });
  const keyId = fingerprinter?.keyId;
  const shown = deliver(outputs, surface, (format, on) => {
    if (format === "json") return asJson(comparisons, keyId);
    return format === "markdown" ? asMarkdown(comparisons, keyId) : asText(comparisons, keyId, on);
  });
  const exitCodes = { same: 0, different: 1, unknown: 3 } as const;
  return { exitCode: exitCodes[verdictOf(comparisons)], stderr: "", ...shown };
}

function sidesOf({ reading: { target }, chosen }: ReadTarget): readonly Side[] {
  return chosen.map((environment) => ({ target, environment }));
}

/** The schema as a stage sees it; without one as it stands, which is what most stages see. */
function declarationsOf({ schema }: Named, stage = ""): Kept["declarations"] {
  return schema?.inStage(stage);
}

async function rotate(request: Request & { readonly rotation: number }, host: Host, { surface, fingerprinter }: Setting): Promise<Outcome> {
  const { snapshots, rotation: days } = request;
  const targets = request.targets.length > 0 ? request.targets : host.glob([`${snapshots}/*.json`]).map((path) => `snapshot:${path}`);
  if (targets.length === 0) return refused([`${snapshots} holds no snapshot; envcheck snapshot writes them`]);
  const named = await readNamed(targets, request, host);
  if (named.problems.length > 0) return refused(named.problems.map(problemLine));
  const kept = named.found.flatMap((read) => keptIn(read, named, request));
  const rotation = rotationOf(kept, { days, today: host.time() }, comparerWith(fingerprinter));
  const shown = deliver(request.outputs, surface, (format, on) => {
    if (format === "json") return rotationJson(rotation);
    return format === "markdown" ? rotationMarkdown(rotation) : rotationText(rotation, on);
  });
  const isDue = rotation.stale.length + rotation.shared.length > 0;
  return { exitCode: isDue ? 1 : rotation.undated.length > 0 ? 3 : 0, stderr: "", ...shown };
}

/** The environments of a target, each under the service and the stage that it was recorded for. */
function keptIn({ reading, chosen }: ReadTarget, named: Named, { services, stages }: Request): readonly Kept[] {
  return chosen
    .map((environment) => {
      const { recorded } = environment.workload;
      const service = recorded?.service ?? services[0] ?? named.service;
      const stage = recorded?.stage ?? "";
      const schema = named.schemas.find((one) => one.service === service);
      return { service, stage: stage === "" ? withoutValues(reading.target) : stage, environment, declarations: schema?.inStage(stage) };
    })
    .filter(({ service, stage, environment }) => {
      const isRecorded = environment.workload.recorded !== undefined;
      return (services.length === 0 || services.includes(service)) && (stages.length === 0 || !isRecorded || stages.includes(stage));
    });
}
