import type { Host } from "../host.ts";
import type { ServiceSchema } from "../model/schema.ts";
import type { Problem } from "../model/source.ts";
import type { Request } from "../request.ts";
import type { Placement } from "./deployments.ts";
import { Files } from "./files.ts";
import { gather, gatherLive, targetsOf } from "./gather.ts";
import { loadInputs } from "./inputs.ts";
import { askLive } from "./live-answers.ts";

/** What every service gets in its stages. */
export interface EveryStage {
  readonly services: readonly ServiceSchema[];
  readonly placements: readonly Placement[];
  readonly problems: readonly Problem[];
}

/** Reads what runs in each stage, and where a stage does not say what does, what its documents promise. */
export async function readEveryStage(request: Request, host: Host): Promise<EveryStage> {
  const files = new Files(host);
  const inputs = loadInputs(request, files);
  const [running, promised] = [withStages(inputs.services, true), withStages(inputs.services, false)];
  const live = await askLive([...targetsOf(request, running, "live"), ...targetsOf(request, promised, "targets")], host, request);
  const context = { ...inputs, request, files, live };
  const found = [
    ...(running.length === 0 ? [] : [gatherLive({ ...context, services: running })]),
    ...(promised.length === 0 ? [] : [gather({ ...context, services: promised })]),
  ];
  return {
    services: inputs.services,
    placements: found.flatMap(({ placements }) => placements),
    problems: [...inputs.problems, ...found.flatMap(({ problems }) => problems)],
  };
}

/** The services with those of their stages alone that say what runs, or that do not. */
function withStages(services: readonly ServiceSchema[], isRunning: boolean): readonly ServiceSchema[] {
  return services
    .map((schema) => ({ ...schema, stages: schema.stages.filter(({ live }) => live.length > 0 === isRunning) }))
    .filter(({ stages }) => stages.length > 0);
}
