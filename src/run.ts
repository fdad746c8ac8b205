import { judge as judgeAll } from "./judge.ts";
import type { Code } from "./code.ts";
import { closuresOf, ServiceCodes } from "./discover/closures.ts";
import { deploy } from "./discover/deployments.ts";
import { Files } from "./discover/files.ts";
import { type Focus, focalIn, focusOn, gatherFocused } from "./discover/focus.ts";
import { gather, type Gathered, targetsOf } from "./discover/gather.ts";
import { declaredReaders, type Inputs, loadInputs } from "./discover/inputs.ts";
import { askLive } from "./discover/live-answers.ts";
import { EarlyCheck } from "./early-check.ts";
import type { Host } from "./host.ts";
import type { Config } from "./model/config.ts";
import type { LiveAnswers } from "./model/live.ts";
import type { Diagnostic, Report } from "./model/diagnostic.ts";
import type { ServiceSchema } from "./model/schema.ts";
import { reportOf } from "./report/report.ts";
import type { Problem } from "./model/source.ts";
import type { Request } from "./request.ts";
import type { Project } from "./model/project.ts";
import { rules } from "./rules/index.ts";
import { settle } from "./suppress/suppress.ts";

/** A run up to its report. */
export interface Assessment {
  readonly config: Config;
  readonly project: Project;
  readonly report: Report;
  /** What is declared otherwise than where it counts; the report tells it as well. */
  readonly notes?: readonly string[];
  /** Every single finding, as the report tells them together. */
  readonly found: readonly Diagnostic[];
  /** Whether it is wrong how it was asked, so that no later look can tell more. */
  readonly hopeless?: boolean;
  /** The baseline without what is gone, where it may be written. */
  readonly shrunk?: string | undefined;
}

/** Why a run without trouble has checked nothing. */
function emptinessOf({ readings, gone }: Pick<Project, "readings" | "gone">): Problem | undefined {
  if ((gone?.environments ?? 0) > 0 || readings.some(({ environments }) => environments.length > 0)) return undefined;
  const lack =
    readings.length === 0 ? "no schema, env file, compose file, manifest or Dockerfile is here" : "what is here holds no workload";
  return { message: `nothing was checked: ${lack} (--allow-empty accepts that)` };
}

/** Files that stand at the root of a repository of code. */
const manifests =
  "package.json pyproject.toml requirements.txt setup.py manage.py Pipfile go.mod Cargo.toml Gemfile composer.json pom.xml build.gradle build.gradle.kts mix.exs".split(
    " ",
  );

/** Whether there is code to read, as far as can be told before anything else is: a schema names it, or the root looks like it. */
function announcesCode(services: readonly ServiceSchema[], host: Host): boolean {
  return services.some(({ code }) => code.length > 0) || manifests.some((path) => host.kindOf(path) === "file");
}

/** Also for a stage that nobody asked for: another one may deploy the image by its name. */
function buildsImages({ readings, placements }: Gathered): boolean {
  const workloads = [...readings.flatMap(({ spec }) => spec.workloads), ...placements.map(({ environment }) => environment.workload)];
  return workloads.some(({ built }) => built !== undefined);
}

/** What a run has when it knows what is declared. */
export interface Opened {
  readonly request: Request;
  readonly host: Host;
  readonly started: number;
  readonly files: Files;
  readonly inputs: Inputs;
  /** What is told of; undefined for everything. */
  readonly focus?: Focus;
}

/** What a run has when everything but code is read. */
interface Prepared extends Opened {
  readonly early: EarlyCheck;
  readonly gathered: Gathered;
  /** Whether there is code to read. */
  readonly hasCode: boolean;
}

/** Whether all that was read is to be `kept`: otherwise what can be judged while it is gathered is let go, and is not in the project. */
interface Keeping {
  readonly kept?: boolean;
}

/** The program on one page: load what is declared, ask what runs, gather what is there, read the code, deploy (who gets what), check, report. */
export async function assess(request: Request, host: Host, keeping: Keeping = {}): Promise<Assessment> {
  const opened = open(request, host);
  const focus = focusOn(request, opened.inputs.services);
  return assessOpened(focus === undefined ? opened : { ...opened, focus }, keeping);
}

/** The same from what is declared on, or from a part of it. */
export async function assessOpened(opened: Opened, keeping: Keeping = {}): Promise<Assessment> {
  const { request, host, inputs } = opened;
  const live = await askLive(targetsOf(request, inputs.services, "targets"), host, request);
  const prepared = prepare(opened, live, keeping);
  if (!prepared.hasCode) return judge(prepared, undefined);
  const listed = host.code();
  const { readCode } = await import("./code.ts");
  return judge(prepared, await readCode(host, declaredReaders(prepared.inputs), listed));
}

/** The same without a look at the code and at what runs, in one turn. */
export function assessWithoutCode(request: Request, host: Host, keeping: Keeping = {}): Assessment {
  return judge(prepare(open({ ...request, withoutCode: true }, host), new Map(), keeping), undefined);
}

/** Reads what is declared. */
export function open(request: Request, host: Host): Opened {
  const started = host.now();
  const files = new Files(host);
  return { request, host, started, files, inputs: loadInputs(request, files) };
}

function prepare(opened: Opened, live: LiveAnswers, { kept = false }: Keeping): Prepared {
  const { request, host, files, inputs, focus } = opened;
  const early = new EarlyCheck(inputs.config.rules);
  const announced = !request.withoutCode && inputs.policy !== undefined && announcesCode(inputs.services, host);
  const isKept = kept || announced || focus?.pick !== undefined;
  const context = { ...inputs, request, files, live, ...(isKept ? {} : { judge: early }) };
  const gathered = focus === undefined ? gather(context) : gatherFocused(context, focus);
  return { ...opened, early, gathered, hasCode: announced || (!request.withoutCode && buildsImages(gathered)) };
}

function judge(prepared: Prepared, code: Code | undefined): Assessment {
  const { files, inputs, early, gathered, focus } = prepared;
  const { readings, placements } = gathered;
  const codes = code === undefined ? undefined : new ServiceCodes(code, files, inputs.config.dynamic);
  const all = deploy(placements, (placement) => codes?.ofPlacement(placement, inputs.everyService));
  const deployments = focus === undefined ? all : all.filter(focalIn(focus));
  const closures = codes === undefined ? [] : closuresOf(readings, deployments, codes);
  const { diagnostics: told, gone } = early.result();
  return conclude(prepared, {
    project: { readings, deployments, closures, gone, services: inputs.everyService },
    told,
    codeFiles: code?.files.length ?? 0,
  });
}

/** Whoever stands in a folder of a project may mean the project. */
function elsewhere({ above }: Request): readonly string[] {
  return above === undefined ? [] : [`the schemas are in ${above}: --root ${above} checks what they declare`];
}

/** What is to be judged, and what was judged before. */
interface Judged {
  readonly project: Project;
  readonly told?: readonly Diagnostic[];
  readonly codeFiles?: number;
}

/** Checks a project and puts everything together that a report tells. */
export function conclude(opened: Opened & { gathered: Gathered }, judged: Judged): Assessment {
  const { request, host, started, files, inputs, gathered, focus } = opened;
  const { config, declared, services } = inputs;
  const { project, told = [], codeFiles = 0 } = judged;
  const isDeclared = declared || inputs.problems.length > 0;
  const diagnostics = [...told, ...judgeAll(rules, project, config.rules)];
  const policy = request.schemaRef === undefined ? undefined : inputs.policy;
  const settled = settle({ request, host, files, config, services, project, diagnostics, baseline: inputs.baseline, policy });
  const troubles = [...inputs.problems, ...gathered.problems, ...settled.problems];
  const empty = troubles.length > 0 || request.allowEmpty ? undefined : emptinessOf(project);
  const report = reportOf({
    project,
    diagnostics: settled.diagnostics,
    problems: empty === undefined ? troubles : [empty],
    skipped: gathered.skipped,
    fragments: gathered.fragments,
    remarks: [...inputs.notes, ...(focus?.remarks ?? []), ...settled.remarks, ...(isDeclared ? [] : elsewhere(request))],
    declared: isDeclared,
    filesRead: files.count + codeFiles,
    milliseconds: Math.round(host.now() - started),
  });
  return { config, project, report, notes: inputs.notes, found: settled.found, shrunk: settled.shrunk };
}
