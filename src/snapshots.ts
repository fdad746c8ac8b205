import { type Comparer, comparerWith } from "./compare/comparer.ts";
import { Files } from "./discover/files.ts";
import { readNamed } from "./discover/named.ts";
import { readEveryStage } from "./discover/every-stage.ts";
import { snapshot as format } from "./formats/snapshot.ts";
import type { Host } from "./host.ts";
import type { Environment } from "./model/environment.ts";
import type { Fingerprinter } from "./model/record.ts";
import { isSource, type Problem } from "./model/source.ts";
import { absent } from "./model/value.ts";
import type { Request } from "./request.ts";
import { fingerprinterOf, fingerprintKeyName } from "./resolve/fingerprint.ts";
import { resolve } from "./resolve/resolve.ts";
import { type Taken, takeSnapshot } from "./snapshot/document.ts";
import { fileNameOf, type Plan, undeterminedIn } from "./snapshot/plan.ts";
import { joinPath } from "./text/path.ts";

/** One snapshot, ready to be written. */
export interface Written extends Taken {
  /** From the root. */
  readonly path: string;
}

/** A process that could not be read: its former snapshot stays. */
export interface Unwritten {
  readonly path: string;
  readonly because: string;
}

export interface Recording {
  readonly written: readonly Written[];
  readonly undetermined: readonly Unwritten[];
  readonly problems: readonly Problem[];
  /** Undefined where no key was there, so that only presence is kept. */
  readonly fingerprinter: Fingerprinter | undefined;
}

/** The key that envcheck's own environment has, or what is wrong with it. */
export function ownFingerprinter(host: Host): ReturnType<typeof fingerprinterOf> {
  return fingerprinterOf(host.env.get(fingerprintKeyName), (key, text) => host.hmac(key, text));
}

/** What texts and fingerprints are compared with, and what is wrong with the key. */
export function ownComparer(host: Host): { readonly same: Comparer; readonly problems: readonly Problem[] } {
  const fingerprinter = ownFingerprinter(host);
  if (fingerprinter === undefined || !("mistake" in fingerprinter)) return { same: comparerWith(fingerprinter), problems: [] };
  return { same: comparerWith(undefined), problems: [{ message: fingerprinter.mistake }] };
}

/** Records the targets that a request names, else each service in each of its stages. Nothing is written here. */
export async function recordSnapshots(request: Request, host: Host): Promise<Recording> {
  const fingerprinter = ownFingerprinter(host);
  if (fingerprinter !== undefined && "mistake" in fingerprinter)
    return { written: [], undetermined: [], problems: [{ message: fingerprinter.mistake }], fingerprinter: undefined };
  const { plans, problems } = request.targets.length > 0 ? await namedPlans(request, host) : await stagedPlans(request, host);
  const paths = plans.map((plan) => joinPath(`${request.snapshots}/`, fileNameOf(plan)));
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  if (twice !== undefined)
    return {
      written: [],
      undetermined: [],
      problems: [{ message: `${twice} would be written twice; record each with its own --stage` }],
      fingerprinter,
    };
  const files = new Files(host);
  const undetermined = plans.flatMap((plan, index) =>
    undeterminedIn(plan)
      .slice(0, 1)
      .map((because) => ({ path: paths[index] ?? "", because })),
  );
  const results = plans.flatMap((plan, index) => {
    const path = paths[index] ?? "";
    return undeterminedIn(plan).length > 0 ? [] : [record(plan, path, { request, files, fingerprinter })];
  });
  return {
    written: results.flatMap((result) => ("message" in result ? [] : [result])),
    undetermined,
    problems: [...problems, ...results.flatMap((result) => ("message" in result ? [result] : []))],
    fingerprinter,
  };
}

interface Plans {
  readonly plans: readonly Plan[];
  readonly problems: readonly Problem[];
}

async function namedPlans(request: Request, host: Host): Promise<Plans> {
  const { found, schema, service, problems } = await readNamed(request.targets, request, host);
  const [stage = ""] = request.stages;
  const plans = found
    .filter(({ chosen }) => chosen.length > 0)
    .map(({ reading: { target }, chosen }) => ({ service, stage, target, schema, environments: chosen }));
  return { plans, problems };
}

async function stagedPlans(request: Request, host: Host): Promise<Plans> {
  const { placements, problems } = await readEveryStage(request, host);
  const plans = new Map<string, Plan>();
  for (const { schema, stage, environment, readings } of placements) {
    const key = JSON.stringify([schema.service, stage]);
    const target = readings.map((reading) => reading.target).join(", ");
    const before = plans.get(key);
    const targets = before === undefined ? target : [...new Set([before.target, target])].join(", ");
    plans.set(key, {
      service: schema.service,
      stage,
      target: targets,
      schema,
      environments: [...(before?.environments ?? []), environment],
    });
  }
  return { plans: [...plans.values()], problems };
}

interface Means {
  readonly request: Request;
  readonly files: Files;
  readonly fingerprinter: Fingerprinter | undefined;
}

/** What keeps a snapshot from being written is wrong with the one whose place it would take. */
function record(plan: Plan, path: string, { request, files, fingerprinter }: Means): Written | Problem {
  const former = formerAt(path, files);
  if (former !== undefined && "message" in former) return former;
  const taken = takeSnapshot({
    ...plan,
    taken: new Date(files.host.time()).toISOString().slice(0, 10),
    declarations: plan.schema?.inStage(plan.stage),
    fingerprinter,
    plain: request.plain,
    former,
  });
  return { ...taken, path };
}

/** The record at a path; undefined where there is none. */
export function formerAt(path: string, files: Files): Environment | Problem | undefined {
  const source = files.read(path);
  if (!isSource(source)) return source.reason === "missing" ? undefined : { message: `${source.path} ${source.because}` };
  const spec = format.read({ sources: [source], options: new Map() }, { read: (other) => files.read(other), shell: () => absent });
  const [problem] = spec.problems;
  return problem === undefined ? resolve(spec)[0] : { ...problem, message: `${problem.message}; it is left as it is` };
}
