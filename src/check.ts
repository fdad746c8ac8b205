import type { Diagnostic, Finding, Note, Severity } from "./model/diagnostic.ts";
import type { Span } from "./model/source.ts";
import { rules } from "./rules/index.ts";
import type { Deployment, Project } from "./model/project.ts";
import type { Rule } from "./rules/rule.ts";

/** What the configuration says of each rule; a rule it does not name keeps its own severity. */
export type RuleLevels = ReadonlyMap<string, Severity | "off">;

/** Runs every rule; stamps rule, severity, service and stage; merges what is the same and sorts. Nothing else does any of that. */
export function check(project: Project, levels: RuleLevels): Diagnostic[] {
  const diagnostics = rules.filter(({ id }) => levels.get(id) !== "off").flatMap((rule) => [...apply(rule, project, levels.get(rule.id))]);
  return merge(diagnostics).toSorted(inOrder);
}

function* apply(rule: Rule, project: Project, level: Severity | "off" | undefined): Iterable<Diagnostic> {
  const configured = level === "off" ? undefined : level;
  for (const { finding, deployment = deploymentOf(finding, project) } of findings(rule, project)) {
    yield {
      ...finding,
      rule: rule.id,
      severity: configured ?? finding.severity ?? rule.severity,
      suppressed: null,
      ...(deployment === undefined ? {} : contextOf(finding, deployment)),
    };
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
  const { readings, deployments } = project;
  if (rule.scope === "project") return [...rule.check(project)].map((finding) => ({ finding }));
  if (rule.scope === "reading") return readings.flatMap((reading) => [...rule.check(reading)].map((finding) => ({ finding })));
  if (rule.scope === "deployment") {
    return deployments.flatMap((deployment) => [...rule.check(deployment)].map((finding) => ({ finding, deployment })));
  }
  return deployments.flatMap((deployment) =>
    [...deployment.variables.values()].flatMap((variable) =>
      [...rule.check(variable)].map((finding) => ({ finding: { variable: variable.declaration.name, ...finding }, deployment })),
    ),
  );
}

function contextOf({ variable }: Finding, { schema, stage, declarations }: Deployment): Partial<Diagnostic> {
  const declaration = variable === undefined ? undefined : declarations.get(variable);
  const runbook = declaration?.runbook ?? schema.runbook;
  const impact = declaration?.impact;
  return {
    service: schema.service,
    stage,
    ...(runbook === undefined ? {} : { runbook }),
    ...(impact === undefined ? {} : { impact }),
  };
}

/** The same words about the same variable are told once: the first place is the place, the others are notes. */
function merge(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { rule, severity, service, stage, variable, message } = diagnostic;
    const key = JSON.stringify([rule, severity, service, stage, variable, message]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [diagnostic]);
    else if (!group.some(({ at }) => samePlace(at, diagnostic.at))) group.push(diagnostic);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.toSorted(inOrder);
    if (first === undefined || others.length === 0) return first ?? [];
    const places: Note[] = others.map(({ at }) => ({ at, message: "here too" }));
    return { ...first, notes: [...(first.notes ?? []), ...places] };
  });
}

function samePlace(one: Span, other: Span): boolean {
  return one.source.path === other.source.path && one.start === other.start;
}

/** Errors first, then by place: what breaks the deploy is read before what may hurt. */
function inOrder(one: Diagnostic, other: Diagnostic): number {
  return (
    Number(one.severity === "warning") - Number(other.severity === "warning") ||
    compare(one.service ?? "\uffff", other.service ?? "\uffff") ||
    compare(one.at.source.path, other.at.source.path) ||
    one.at.start - other.at.start ||
    compare(one.rule, other.rule) ||
    compare(one.message, other.message)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
