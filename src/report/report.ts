import { attributionTo } from "./attribution.ts";
import { doubtOf } from "../judgement/doubt.ts";
import { grouped } from "../judgement/together.ts";
import { isUndetermined, type Running, runningIn } from "../judgement/running.ts";
import type { Diagnostic, Report, StageResult } from "../model/diagnostic.ts";
import type { Opening } from "../model/environment.ts";
import type { Problem, Unseen } from "../model/source.ts";
import type { Deployment, Project } from "../model/project.ts";
import { withhold } from "../text/withhold.ts";
import { listed } from "../text/listing.ts";
import { openingOfReads, openReadsOf } from "./open-reads.ts";
import { verdictOf } from "./verdict.ts";
import { seenRemarks } from "./running.ts";
import { withholdOpening, withholdProblem } from "./withholding.ts";

export interface Outcomes {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
  readonly problems: readonly Problem[];
  readonly skipped: readonly Unseen[];
  /** Compose files that were read without the ones they are merged with. */
  readonly fragments: readonly string[];
  /** Whole sentences beside those about what was read. */
  readonly remarks?: readonly string[];
  /** Whether the project declares any service. */
  readonly declared: boolean;
  readonly filesRead: number;
  readonly milliseconds: number;
}

/** Everything a reporter needs, counted once. */
export function reportOf(outcomes: Outcomes): Report {
  const { project, diagnostics, problems, filesRead, milliseconds } = outcomes;
  const counted = diagnostics.filter(({ suppressed }) => suppressed === null);
  const { deployments, readings, gone } = project;
  const concerns = attributionTo(deployments);
  const concerned = counted.map((diagnostic) => ({ diagnostic, by: concerns(diagnostic) }));
  const stages = [...stagesOf(deployments).values()].map((group) => {
    const own = concerned.filter(({ by }) => group.some((deployment) => by.has(deployment)));
    return stageResult(
      group,
      own.map(({ diagnostic }) => diagnostic),
    );
  });
  const services = new Set(deployments.map(({ schema }) => schema.service));
  const openReads = openReadsOf(deployments);
  const running = runningIn(project);
  const environments =
    deployments.length > 0 ? deployments.length : (gone?.environments ?? 0) + readings.flatMap((reading) => reading.environments).length;
  return {
    diagnostics,
    verdicts: deployments.flatMap(({ schema, stage, variables }) =>
      [...variables.values()].map((variable) => ({
        service: schema.service,
        stage,
        variable: variable.declaration.name,
        verdict: verdictOf(variable),
      })),
    ),
    stages,
    unseen: [...openingsOf(unseenIn(deployments, running)), ...openReads.map(openingOfReads)],
    problems: problems.map(withholdProblem),
    remarks: [...seenRemarks(running), ...remarksOf(outcomes), ...(outcomes.remarks ?? [])].map(withhold),
    summary: {
      services: services.size,
      environments,
      variables: deployments.flatMap(({ variables }) => [...variables]).length || countVariables(project),
      errors: counted.filter(({ severity }) => severity === "error").length,
      warnings: counted.filter(({ severity }) => severity === "warning").length,
      unverifiable: stages.reduce((sum, stage) => sum + stage.unverifiable, 0),
      undetermined: running.filter(isUndetermined).length,
      dynamicReads: openReads.reduce((sum, { reads }) => sum + reads.length, 0),
      filesRead,
      milliseconds,
    },
  };
}

function countVariables({ readings, gone }: Project): number {
  const environments = readings.flatMap((reading) => reading.environments);
  return environments.reduce((sum, { entries }) => sum + entries.size, gone?.variables ?? 0);
}

function stagesOf(deployments: readonly Deployment[]): Map<string, Deployment[]> {
  const groups = new Map<string, Deployment[]>();
  for (const deployment of deployments) {
    const key = JSON.stringify([deployment.schema.service, deployment.stage]);
    groups.set(key, [...(groups.get(key) ?? []), deployment]);
  }
  return groups;
}

function stageResult(group: readonly Deployment[], own: readonly Diagnostic[]): StageResult {
  const [first] = group;
  const [service, stage] = [first?.schema.service ?? "", first?.stage ?? ""];
  const variables = group.flatMap((deployment) => [...deployment.variables.values()]);
  return {
    service,
    stage,
    errors: own.filter(({ severity }) => severity === "error").length,
    warnings: own.filter(({ severity }) => severity === "warning").length,
    missing: variables.filter((variable) => verdictOf(variable) === "missing").length,
    unverifiable: variables.filter((variable) => doubtOf(variable) !== undefined).length,
    openings: openingsOf(group.flatMap(({ environment }) => environment.openings)),
  };
}

function unseenIn(deployments: readonly Deployment[], running: readonly Running[]): readonly Opening[] {
  const all = deployments.length > 0 ? deployments : running;
  return all.flatMap(({ environment }) => environment.openings);
}

/** The same opening is told once, however many environments it stands in. */
function openingsOf(openings: readonly Opening[]): readonly Opening[] {
  const seen = new Map<string, Opening>();
  for (const opening of openings) {
    const key = `${opening.at.source.path}\0${String(opening.at.start)}\0${opening.because}`;
    if (!seen.has(key)) seen.set(key, opening);
  }
  return [...seen.values()].map(withholdOpening);
}

/** More fragments than this are a habit of the project, which needs no remark. */
const mostFragments = 3;

/** More files than this that are skipped for one reason are told in one sentence: the templates of a generator, the material of its tests. */
const mostSkipped = 3;

function skippedRemarks(skipped: readonly Unseen[]): string[] {
  return grouped(skipped, ({ because }) => because).flatMap((group) => {
    const paths = group.map(({ path }) => path);
    const subjects = paths.length > mostSkipped ? [listed(paths, paths.length)] : paths;
    return subjects.map((subject) => `skipped ${subject}: ${group[0].because}`);
  });
}

/** Services whose stages nobody names, though they say what differs in some. */
function unstaged(deployments: readonly Deployment[]): string[] {
  return grouped(deployments, ({ schema }) => schema).flatMap((group) => {
    const [{ schema }] = group;
    const { service, stages, spokenOf } = schema;
    if (stages.length > 0 || spokenOf.size === 0 || group.some(({ stage }) => spokenOf.has(stage))) return [];
    const names = listed([...spokenOf]);
    return [`${service} has no stages, so what it says of ${names} was not applied: give it stages, or name a target and its --stage`];
  });
}

function remarksOf({ project: { deployments, readings }, problems, skipped, fragments, declared }: Outcomes): string[] {
  const told = new Set(problems.map(({ at }) => at?.source.path));
  const remarks = skippedRemarks(skipped.filter(({ path }) => !told.has(path)));
  if (fragments.length > 0 && fragments.length <= mostFragments)
    remarks.push(
      `${listed(fragments)} ${fragments.length === 1 ? "is" : "are"} read alone, without the compose files that bring the images`,
    );
  remarks.push(...unstaged(deployments));
  const images = new Set(deployments.flatMap(({ environment }) => environment.workload.image?.name ?? []));
  if (images.size > 0) {
    const what = images.size === 1 ? `${[...images].join("")} sets` : `${String(images.size)} images set`;
    remarks.push(`what ${what} is not in these files, and taken to be none of the declared variables`);
  }
  if (!declared && readings.length > 0) {
    remarks.push("no schema declares a service here, so only rules that need none were applied; envcheck init writes a first one");
  }
  return remarks;
}
