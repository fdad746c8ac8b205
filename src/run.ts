import { check } from "./check.ts";
import { type Code, readCode } from "./code.ts";
import { closuresOf, ServiceCodes } from "./discover/closures.ts";
import { deploy } from "./discover/deployments.ts";
import { gather, type Gathered } from "./discover/gather.ts";
import { declaredReaders, type Inputs, loadInputs } from "./discover/inputs.ts";
import { Files } from "./discover/reader.ts";
import type { Host } from "./host.ts";
import type { Config } from "./model/config.ts";
import type { Report } from "./model/diagnostic.ts";
import type { ServiceSchema } from "./model/schema.ts";
import { reportOf } from "./report/report.ts";
import type { Problem } from "./model/source.ts";
import type { Request } from "./request.ts";
import type { Project } from "./model/project.ts";

/** A run up to its report. */
export interface Assessment {
  readonly config: Config;
  readonly project: Project;
  readonly report: Report;
}

/** Why a run without trouble has checked nothing. */
function emptinessOf({ readings }: Pick<Project, "readings">): Problem | undefined {
  if (readings.some(({ environments }) => environments.length > 0)) return undefined;
  const lack =
    readings.length === 0 ? "no schema, env file, compose file, manifest or Dockerfile is here" : "what is here holds no workload";
  return { message: `nothing was checked: ${lack} (--allow-empty accepts that)` };
}

/** Files that stand at the root of a repository of code. */
const manifests =
  "package.json pyproject.toml requirements.txt setup.py manage.py Pipfile go.mod Cargo.toml Gemfile composer.json pom.xml build.gradle build.gradle.kts mix.exs".split(" ");

/** Whether there is code to read: a schema names it, an image is built from it, or the root looks like it. */
function hasCode({ readings, services }: Pick<Project, "readings"> & { readonly services: readonly ServiceSchema[] }, host: Host): boolean {
  if (services.some(({ code }) => code.length > 0)) return true;
  if (readings.some(({ spec }) => spec.workloads.some(({ built }) => built !== undefined))) return true;
  return manifests.some((path) => host.kindOf(path) === "file");
}

/** What a run has when everything but code is read. */
interface Prepared {
  readonly request: Request;
  readonly host: Host;
  readonly started: number;
  readonly files: Files;
  readonly inputs: Inputs;
  readonly gathered: Gathered;
}

/** The program on one page: load what is declared, gather what is there, read the code, deploy (who gets what), check, report. */
export async function assess(request: Request, host: Host): Promise<Assessment> {
  const prepared = prepare(request, host);
  const { inputs, gathered } = prepared;
  const reads = !request.withoutCode && hasCode({ ...gathered, ...inputs }, host);
  return conclude(prepared, reads ? await readCode(host, declaredReaders(inputs)) : undefined);
}

/** The same without a look at the code, in one turn. */
export function assessWithoutCode(request: Request, host: Host): Assessment {
  return conclude(prepare(request, host), undefined);
}

function prepare(request: Request, host: Host): Prepared {
  const started = host.now();
  const files = new Files(host);
  const inputs = loadInputs(request, files);
  return { request, host, started, files, inputs, gathered: gather({ ...inputs, request, files }) };
}

function conclude({ request, host, started, files, inputs, gathered }: Prepared, code: Code | undefined): Assessment {
  const { config, services, declared, problems } = inputs;
  const { readings, placements } = gathered;
  const codes = code === undefined ? undefined : new ServiceCodes(code, files, config.dynamic);
  const deployments = deploy(placements, (placement) => codes?.ofPlacement(placement, services));
  const closures = codes === undefined ? [] : closuresOf(readings, deployments, codes);
  const project = { readings, deployments, closures };
  const diagnostics = check(project, config.rules);
  const troubles = [...problems, ...gathered.problems];
  const empty = troubles.length > 0 || request.allowEmpty ? undefined : emptinessOf(project);
  const report = reportOf({
    project,
    diagnostics,
    problems: empty === undefined ? troubles : [empty],
    skipped: gathered.skipped,
    fragments: gathered.fragments,
    declared,
    filesRead: files.count + (code?.files.length ?? 0),
    milliseconds: Math.round(host.now() - started),
  });
  return { config, project, report };
}
