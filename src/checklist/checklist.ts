import { compareEnvironments } from "../compare/compare.ts";
import { doubtOf } from "../judgement/doubt.ts";
import type { Diagnostic, Report } from "../model/diagnostic.ts";
import type { Difference } from "../model/difference.ts";
import type { Deployment, Project, Variable } from "../model/project.ts";
import type { Span } from "../model/source.ts";
import { type Change, compareReleases } from "../release/release.ts";
import { verdictOf } from "../report/verdict.ts";

/** Variables that were seen, and the document that gives them. */
export interface Seen {
  readonly path: string;
  readonly names: readonly string[];
}

/** What nobody could see from here, and a person has to confirm. */
export interface Unconfirmed {
  readonly names: readonly string[];
  readonly because: string;
  readonly at: Span | undefined;
}

/** What one service brings into the stage. */
export interface ServiceList {
  readonly service: string;
  readonly owner: string | undefined;
  readonly runbooks: readonly string[];
  readonly verified: readonly Seen[];
  /** Variables that are not set and have a default. */
  readonly defaults: readonly string[];
  readonly findings: readonly Diagnostic[];
  readonly unconfirmed: readonly Unconfirmed[];
  /** What its code reads otherwise than before. */
  readonly reads: readonly Change[];
  /** What its environment sets otherwise than before. */
  readonly changes: readonly Difference[];
  /** Names that the former release would miss in this environment. */
  readonly rollback: readonly string[];
}

export interface Checklist {
  readonly stage: string;
  /** Unix milliseconds. */
  readonly time: number;
  /** The commit that runs now, and to which a rollback leads; undefined where it was not said. */
  readonly from: string | undefined;
  readonly digest: string;
  readonly services: readonly ServiceList[];
}

/** A project as it is to be released, with what was said of it; and as it runs now. */
export interface Sides {
  readonly project: Project;
  readonly report: Report;
  readonly before: Project | undefined;
}

/** What of a stage was verified, what was not, and what is different from what runs now. */
export function checklistOf({ project, report, before }: Sides): readonly ServiceList[] {
  const releases = before === undefined ? [] : compareReleases({ before, after: project });
  const services = new Map<string, Deployment[]>();
  for (const deployment of project.deployments)
    services.set(deployment.schema.service, [...(services.get(deployment.schema.service) ?? []), deployment]);
  return [...services].map(([service, deployments]) => {
    const release = releases.find((one) => one.service === service);
    const variables = deployments.flatMap((deployment) => [...deployment.variables.values()]);
    const schema = deployments[0]?.schema;
    return {
      service,
      owner: schema?.owner,
      runbooks: runbooksOf(deployments),
      verified: verifiedIn(variables),
      defaults: namesOf(variables.filter((variable) => verdictOf(variable) === "default")),
      findings: report.diagnostics.filter((one) => one.service === service && one.suppressed === null && one.rule !== "unverifiable"),
      unconfirmed: [...unconfirmedIn(variables), ...providedIn(deployments)],
      reads: release?.changes ?? [],
      changes: changesOf(deployments, before),
      rollback: [...new Set(release?.stages.flatMap(({ rollback }) => rollback.map(({ variable }) => variable)) ?? [])],
    };
  });
}

function runbooksOf(deployments: readonly Deployment[]): readonly string[] {
  const all = deployments.flatMap(({ schema, declarations }) => [
    schema.runbook,
    ...[...declarations.values()].map(({ runbook }) => runbook),
  ]);
  return [...new Set(all.filter((runbook) => runbook !== undefined))];
}

function namesOf(variables: readonly Variable[]): readonly string[] {
  return [...new Set(variables.map(({ declaration }) => declaration.name))];
}

function verifiedIn(variables: readonly Variable[]): readonly Seen[] {
  const byPath = new Map<string, Set<string>>();
  for (const variable of variables) {
    const path = variable.entry?.from[0].at.source.path;
    if (path === undefined || verdictOf(variable) !== "ok" || isProvided(variable)) continue;
    byPath.set(path, (byPath.get(path) ?? new Set()).add(variable.declaration.name));
  }
  return [...byPath].map(([path, names]) => ({ path, names: [...names] }));
}

function unconfirmedIn(variables: readonly Variable[]): readonly Unconfirmed[] {
  const byReason = new Map<string, { names: Set<string>; at: Span | undefined }>();
  for (const variable of variables) {
    const because = doubtOf(variable);
    if (because === undefined) continue;
    const known = byReason.get(because) ?? { names: new Set<string>(), at: placeOf(variable, because) };
    byReason.set(because, known);
    known.names.add(variable.declaration.name);
  }
  return [...byReason].map(([because, { names, at }]) => ({ names: [...names], because, at }));
}

function placeOf({ deployment }: Variable, because: string): Span | undefined {
  return deployment.environment.openings.find((opening) => opening.because === because)?.at;
}

/** What the schema says that something else sets: its word is all there is. */
function isProvided({ entry, deployment: { schema, stage } }: Variable): boolean {
  const at = schema.stages.find(({ name }) => name === stage)?.at;
  return entry !== undefined && entry.from[0].at === at;
}

function providedIn(deployments: readonly Deployment[]): readonly Unconfirmed[] {
  return deployments.flatMap(({ schema, stage, declarations }) => {
    const own = schema.stages.find(({ name }) => name === stage);
    return [...(own?.provided ?? [])]
      .filter(([name]) => declarations.has(name))
      .map(([name, because]): Unconfirmed => ({ names: [name], because, at: own?.at }));
  });
}

function changesOf(deployments: readonly Deployment[], before: Project | undefined): readonly Difference[] {
  const all = deployments.flatMap(({ schema, stage, environment }) => {
    const address = environment.workload.address;
    const former = before?.deployments.find(
      (one) => one.schema.service === schema.service && one.stage === stage && one.environment.workload.address === address,
    );
    return former === undefined ? [] : compareEnvironments(former.environment, environment).filter(({ ambient }) => !ambient);
  });
  return [...new Map(all.map((difference) => [difference.name, difference])).values()];
}
