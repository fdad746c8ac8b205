import type { Closure, Deployment, Drift, Project } from "./model/project.ts";
import type { Diagnostic, Finding, Severity } from "./model/diagnostic.ts";
import type { Rule } from "./rules/rule.ts";
import { withholdFinding } from "./report/withholding.ts";

/** What the configuration says of each rule; a rule it does not name keeps its own severity. */
export type RuleLevels = ReadonlyMap<string, Severity | "off">;

/** What a rule finds, as it is told. */
export function stamped(finding: Finding, { id, severity }: Rule, level: Severity | undefined): Diagnostic {
  return { ...withholdFinding(finding), rule: id, severity: level ?? finding.severity ?? severity, suppressed: null };
}

/** What some rules say of a project or of a part of one, stamped, in no particular order. */
export function judge(some: readonly Rule[], project: Project, levels: RuleLevels): Diagnostic[] {
  return some.filter(({ id }) => levels.get(id) !== "off").flatMap((rule) => [...apply(rule, project, levels.get(rule.id))]);
}

function* apply(rule: Rule, project: Project, level: Severity | "off" | undefined): Iterable<Diagnostic> {
  const configured = level === "off" ? undefined : level;
  for (const { finding, deployment = deploymentOf(finding, project) } of findings(rule, project)) {
    yield { ...stamped(finding, rule, configured), ...(deployment === undefined ? {} : contextOf(finding, deployment)) };
  }
}

/** The deployment that a finding about the whole project speaks of. */
function deploymentOf({ service, stage }: Finding, { deployments }: Project): Deployment | undefined {
  if (service === undefined) return undefined;
  return deployments.find((deployment) => deployment.schema.service === service && deployment.stage === stage);
}

interface Found {
  readonly finding: Finding;
  readonly deployment?: Deployment;
}

function findings(rule: Rule, project: Project): readonly Found[] {
  const { readings, deployments, closures, drifts = [] } = project;
  if (rule.scope === "suppression") return [];
  if (rule.scope === "project") return [...rule.check(project)].map((finding) => ({ finding }));
  if (rule.scope === "closure") return closures.flatMap((closure) => [...rule.check(closure)].map((finding) => foundIn(finding, closure)));
  if (rule.scope === "drift") return drifts.flatMap((drift) => [...rule.check(drift)].map((finding) => foundIn(finding, drift)));
  if (rule.scope === "reading") return readings.flatMap((reading) => [...rule.check(reading, project)].map((finding) => ({ finding })));
  if (rule.scope === "deployment") {
    return deployments.flatMap((deployment) => [...rule.check(deployment)].map((finding) => ({ finding, deployment })));
  }
  return deployments.flatMap((deployment) =>
    [...deployment.variables.values()].flatMap((variable) =>
      [...rule.check(variable)].map((finding) => ({ finding: { variable: variable.declaration.name, ...finding }, deployment })),
    ),
  );
}

function foundIn(finding: Finding, { deployment }: Closure | Drift): Found {
  return deployment === undefined ? { finding } : { finding, deployment };
}

function contextOf({ variable }: Finding, { schema, stage, declarations }: Deployment): Partial<Diagnostic> {
  const declaration = variable === undefined ? undefined : declarations.get(variable);
  const runbook = declaration?.runbook ?? schema.runbook;
  const owner = declaration?.owner ?? schema.owner;
  const impact = declaration?.impact;
  return {
    service: schema.service,
    stage,
    ...(runbook === undefined ? {} : { runbook }),
    ...(owner === undefined ? {} : { owner }),
    ...(impact === undefined ? {} : { impact }),
  };
}
