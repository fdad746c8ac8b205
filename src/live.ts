import { compareEnvironments } from "./compare/compare.ts";
import type { Comparer } from "./compare/comparer.ts";
import { deploy, type Placement } from "./discover/deployments.ts";
import { gather, type Gathered, gatherLive, targetsOf } from "./discover/gather.ts";
import { askLive } from "./discover/live-answers.ts";
import type { Host } from "./host.ts";
import { secrecyOf } from "./judgement/secrecy.ts";
import type { Environment } from "./model/environment.ts";
import type { Deployment, Drift, Project, Reading } from "./model/project.ts";
import type { Instance } from "./model/live.ts";
import type { Problem, Unseen } from "./model/source.ts";
import type { Request } from "./request.ts";
import { type Assessment, conclude, open } from "./run.ts";
import { ownComparer } from "./snapshots.ts";
import { changedBy } from "./text/managed-fields.ts";
import { withhold } from "./text/withhold.ts";

const unplaced: Problem = {
  message: "nothing says where a service runs: give its stages `live:`, or name a target, such as docker:auth-1",
};

/** What is promised to one service in one stage, or to whoever asks. */
interface Promised {
  readonly service: string | undefined;
  readonly stage: string | undefined;
  readonly environment: Environment;
  readonly readings: readonly Reading[];
}

/** What runs, judged by the schema and beside what was promised: by `--against`, else by the targets of its stage. */
export async function assessLive(request: Request, host: Host): Promise<Assessment> {
  const opened = open({ ...request, withoutCode: true }, host);
  const { services } = opened.inputs;
  const asked: Request = { ...request, targets: request.against === undefined ? [] : [request.against] };
  const running = targetsOf(request, services, "live");
  const live = await askLive([...running, ...targetsOf(asked, services, "targets")], host, request);
  const context = { ...opened.inputs, request: opened.request, files: opened.files, live };
  const gathered = gatherLive(context);
  const hasPromise = request.against !== undefined || services.some(({ stages }) => stages.length > 0);
  const promised = hasPromise ? gather({ ...context, request: asked }) : undefined;
  const promises = promised === undefined ? [] : promisesOf(promised);
  const placements = gathered.placements.map((placement): Placement => {
    const promise = promiseTo({ ...placement, service: placement.schema.service }, promises, request);
    return promise === undefined ? placement : { ...placement, promised: promise.environment };
  });
  const deployments = deploy(placements);
  const { same, problems } = ownComparer(host);
  const means = { promises, request, host, same };
  const drifts = runsIn({ deployments, readings: gathered.readings }).flatMap((one) => driftsOf(one, means));
  const isMistaken = opened.inputs.problems.length > 0;
  const nowhere = running.length === 0 && !isMistaken ? [unplaced] : [];
  const project = { readings: gathered.readings, deployments, closures: [], drifts };
  const found = withTrouble({ ...gathered, problems: [...gathered.problems, ...nowhere, ...problems] }, promised, request);
  return { ...conclude({ ...opened, gathered: found }, { project }), hopeless: isMistaken || running.length === 0 };
}

/** What is promised and cannot be read is trouble where it was asked for, and otherwise only told. */
function withTrouble(gathered: Gathered, promised: Gathered | undefined, { against }: Request): Gathered {
  if (promised === undefined) return gathered;
  if (against !== undefined) return { ...gathered, problems: [...gathered.problems, ...promised.problems] };
  const skipped = promised.problems.map(({ at, message }): Unseen => ({
    path: at?.source.path ?? "what is promised",
    reason: "unreadable",
    because: message,
  }));
  return { ...gathered, skipped: [...gathered.skipped, ...skipped] };
}

function promisesOf({ placements, readings }: Gathered): readonly Promised[] {
  if (placements.length > 0) return placements.map(({ schema, ...placement }) => ({ ...placement, service: schema.service }));
  return readings.flatMap((reading) =>
    reading.environments.map((environment) => ({ service: undefined, stage: undefined, environment, readings: [reading] })),
  );
}

/** Something that runs, and what it is. */
interface Runner {
  readonly service: string | undefined;
  readonly stage: string | undefined;
  readonly environment: Environment;
  readonly readings: readonly Reading[];
  readonly deployment?: Deployment;
}

/** Everything that was read is something that runs, be it a process or what somebody has written down of one. */
function runsIn({ deployments, readings }: Pick<Project, "deployments" | "readings">): readonly Runner[] {
  if (deployments.length > 0) return deployments.map((deployment) => ({ ...deployment, service: deployment.schema.service, deployment }));
  return readings.flatMap((reading) =>
    reading.environments.map((environment) => ({ service: undefined, stage: undefined, environment, readings: [reading] })),
  );
}

/** The promise to a service in its stage; several workloads are told apart by their names. */
function promiseTo(
  { service, stage, environment: { workload } }: Omit<Runner, "deployment">,
  promises: readonly Promised[],
  { against }: Request,
): Promised | undefined {
  const own = promises.filter((one) => one.service === service && (against !== undefined || one.stage === stage));
  const [first, ...others] = own;
  if (others.length === 0) return first;
  const named = own.filter(
    ({ environment }) => environment.workload.main && environment.workload.names.some((name) => workload.names.includes(name)),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** What all drifts are found with. */
interface Means {
  readonly promises: readonly Promised[];
  readonly request: Request;
  readonly host: Host;
  readonly same: Comparer;
}

function driftsOf(runner: Runner, { promises, request, host, same }: Means): readonly Drift[] {
  const promise = promiseTo(runner, promises, request);
  if (promise === undefined || runner.environment.openings.length > 0) return [];
  const { environment, readings, deployment } = runner;
  const { instance, address } = environment.workload;
  const differences = compareEnvironments(promise.environment, environment, same, secrecyOf(deployment?.declarations));
  const paths = differences.length === 0 ? [] : promise.readings.flatMap(({ spec }) => spec.sources.map(({ path }) => path));
  const promisedWorkload = promise.environment.workload;
  return [
    {
      environment,
      running: address || targetsOfReadings(readings),
      seen: instance?.seen ?? "read from what was given",
      deployment,
      promised: promise.environment,
      target: targetsOfReadings(promise.readings),
      whole: promisedWorkload.instance !== undefined || promisedWorkload.recorded !== undefined,
      differences,
      changedBy: changesIn(instance),
      later: new Set(paths.filter((path) => isLater(host.changed(path), instance?.started))),
    },
  ];
}

function targetsOfReadings(readings: readonly Reading[]): string {
  return [...new Set(readings.map(({ target }) => target))].join(", ");
}

/** Who changed what in the template that a process was started from. */
function changesIn(instance: Instance | undefined): ReadonlyMap<string, string> {
  const { controller, address = "" } = instance ?? {};
  if (controller === undefined) return new Map();
  const changes = [...changedBy(controller.text, address.split("/").at(-1))];
  return new Map(changes.map(([name, { manager, time }]) => [name, `changed by ${withhold(manager)} at ${new Date(time).toISOString()}`]));
}

function isLater(changed: number | undefined, started: number | undefined): boolean {
  return changed !== undefined && started !== undefined && changed > started;
}
