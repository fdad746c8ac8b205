import { type Audit, type RotationAudit, type SideAudit, sidesIn, type SnapshotAudit, type StageAudit, stageKey } from "./audit/audit.ts";
import { compareEnvironments } from "./compare/compare.ts";
import type { Comparer } from "./compare/comparer.ts";
import { type Kept, rotationOf } from "./diff/rotation.ts";
import { Files } from "./discover/files.ts";
import { loadInputs } from "./discover/inputs.ts";
import type { Host } from "./host.ts";
import { secrecyOf } from "./judgement/secrecy.ts";
import { assessLive } from "./live.ts";
import type { Difference } from "./model/difference.ts";
import type { Deployment } from "./model/project.ts";
import type { Problem } from "./model/source.ts";
import type { Request } from "./request.ts";
import { assess } from "./run.ts";
import { fileNameOf } from "./snapshot/plan.ts";
import { formerAt, ownComparer } from "./snapshots.ts";
import { listed } from "./text/listing.ts";
import { joinPath } from "./text/path.ts";
import { distinctProblems } from "./text/problem.ts";

/** An audit, and the number of processes that could not be read. */
export interface Audited {
  readonly audit: Audit;
  readonly undetermined: number;
}

const nothing: Problem = { message: "nothing was audited: no schema gives a service a stage (--allow-empty accepts that)" };

/** Looks at every service in every stage: what is declared, what runs where a stage says where, and the last snapshot of either. */
export async function auditAll(request: Request, host: Host): Promise<Audited> {
  const asked: Request = { ...request, targets: [], allowEmpty: true };
  const declared = await assess(asked, host, { kept: true });
  const { services } = loadInputs(asked, new Files(host));
  const live = services.some(({ stages }) => stages.some((stage) => stage.live.length > 0)) ? await assessLive(asked, host) : undefined;
  const { same, problems: weak } = ownComparer(host);
  const records = new Records(request, new Files(host), same);
  const sides = [sidesIn(declared.report, "declared"), ...(live === undefined ? [] : [sidesIn(live.report, "live")])];
  const groups = stagesOf([...declared.project.deployments, ...(live?.project.deployments ?? [])]);
  const audited = auditStages(groups, sides, records);
  const found = distinctProblems([...declared.report.problems, ...(live?.report.problems ?? []), ...records.problems, ...weak]);
  const problems = found.length === 0 && audited.length === 0 && !request.allowEmpty ? [nothing] : found;
  return { audit: { time: host.time(), stages: audited, problems }, undetermined: live?.report.summary.undetermined ?? 0 };
}

function auditStages(groups: readonly Group[], sides: readonly ReadonlyMap<string, SideAudit>[], records: Records): readonly StageAudit[] {
  const stages = groups.map((deployments) => {
    const [{ schema, stage }] = deployments;
    const own = sides.flatMap((side) => side.get(stageKey(schema.service, stage)) ?? []);
    return { service: schema.service, stage, sides: own, snapshot: records.snapshotOf(deployments) };
  });
  const rotation = records.rotation();
  return stages.map((one) => ({ ...one, rotation: rotation.get(stageKey(one.service, one.stage)) ?? [] }));
}

type Group = readonly [Deployment, ...Deployment[]];

function stagesOf(deployments: readonly Deployment[]): readonly Group[] {
  const groups = new Map<string, [Deployment, ...Deployment[]]>();
  for (const deployment of deployments) {
    const key = stageKey(deployment.schema.service, deployment.stage);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [deployment]);
    else group.push(deployment);
  }
  return [...groups.values()];
}

/** Snapshots beside what there is now. */
class Records {
  readonly problems: Problem[] = [];
  readonly #request: Request;
  readonly #files: Files;
  readonly #same: Comparer;
  readonly #kept: Kept[] = [];

  constructor(request: Request, files: Files, same: Comparer) {
    this.#request = request;
    this.#files = files;
    this.#same = same;
  }

  /** What runs counts where it could be read, else what is declared. */
  snapshotOf(deployments: Group): SnapshotAudit | undefined {
    const [{ schema, stage }] = deployments;
    const path = joinPath(`${this.#request.snapshots}/`, fileNameOf({ service: schema.service, stage, target: "" }));
    const former = formerAt(path, this.#files);
    if (former === undefined) return undefined;
    if ("message" in former) {
      this.problems.push(former);
      return undefined;
    }
    this.#kept.push({ service: schema.service, stage, environment: former, declarations: deployments[0].declarations });
    const taken = former.workload.recorded?.taken ?? "";
    const running = deployments.filter(
      ({ environment }) => environment.workload.instance !== undefined && environment.openings.length === 0,
    );
    const now = running.length > 0 ? running : deployments.filter(({ environment }) => environment.workload.instance === undefined);
    const all = now.flatMap(({ environment, declarations }) =>
      compareEnvironments(former, environment, this.#same, secrecyOf(declarations)),
    );
    const differences = [...new Map(all.map((one): [string, Difference] => [one.name, one])).values()].filter(({ ambient }) => !ambient);
    return { path, taken, seconds: Math.round((this.#files.host.time() - Date.parse(taken)) / 1000), differences };
  }

  /** Of the snapshots that were looked at, by service and stage: none where nobody asks. */
  rotation(): ReadonlyMap<string, readonly RotationAudit[]> {
    const found = new Map<string, RotationAudit[]>();
    const { rotation: days } = this.#request;
    if (days === undefined) return found;
    const enter = (service: string, stage: string, variable: string, message: string): void => {
      const key = stageKey(service, stage);
      found.set(key, [...(found.get(key) ?? []), { variable, message }]);
    };
    const { stale, shared } = rotationOf(this.#kept, { days, today: this.#files.host.time() }, this.#same);
    for (const one of stale) enter(one.service, one.stage, one.name, `has not changed for ${String(one.days)} days, since ${one.since}`);
    for (const { service, stages, name } of shared)
      for (const stage of stages) enter(service, stage, name, `is the same in ${listed(stages)}`);
    return found;
  }
}
