import type { Closure, Deployment, Project } from "./model/project.ts";
import type { Diagnostic, Finding, Note, Severity } from "./model/diagnostic.ts";
import { rules } from "./rules/index.ts";
import { placeKey } from "./judgement/facts.ts";
import { grouped } from "./judgement/together.ts";
import { listed } from "./text/listing.ts";
import type { Rule } from "./rules/rule.ts";
import { withholdFinding } from "./report/withholding.ts";

/** What the configuration says of each rule; a rule it does not name keeps its own severity. */
export type RuleLevels = ReadonlyMap<string, Severity | "off">;

/** Runs every rule; stamps rule, severity, service and stage; merges what is the same and sorts. Nothing else does any of that. */
export function check(project: Project, levels: RuleLevels, early: readonly Diagnostic[] = []): Diagnostic[] {
  return mergePlaces(mergeStages([...early, ...judge(rules, project, levels)])).toSorted(inOrder);
}

/** What some rules say of a project or of a part of one, stamped, in no particular order. */
export function judge(some: readonly Rule[], project: Project, levels: RuleLevels): Diagnostic[] {
  return some.filter(({ id }) => levels.get(id) !== "off").flatMap((rule) => [...apply(rule, project, levels.get(rule.id))]);
}

function* apply(rule: Rule, project: Project, level: Severity | "off" | undefined): Iterable<Diagnostic> {
  const configured = level === "off" ? undefined : level;
  for (const { finding, deployment = deploymentOf(finding, project) } of findings(rule, project)) {
    yield {
      ...withholdFinding(finding),
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
  const { readings, deployments, closures } = project;
  if (rule.scope === "project") return [...rule.check(project)].map((finding) => ({ finding }));
  if (rule.scope === "closure") return closures.flatMap((closure) => [...rule.check(closure)].map((finding) => foundIn(finding, closure)));
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

function foundIn(finding: Finding, { deployment }: Closure): Found {
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

/** What stands at one place and is the same in several stages, such as a value of a base that they share, is told once, for the first of them. */
function mergeStages(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return groupsOf(diagnostics, ({ rule, severity, service, variable, message, at }) => [
    rule,
    severity,
    service,
    variable,
    message,
    at.source.path,
    at.start,
  ]).map(([first, ...others]) => {
    const stages = [...new Set(others.flatMap(({ stage }) => (stage === undefined || stage === first.stage ? [] : [stage])))];
    if (first.stage === undefined || stages.length === 0) return first;
    return { ...first, alsoIn: stages, notes: [...(first.notes ?? []), { message: `the same in ${listed([first.stage, ...stages])}` }] };
  });
}

/** The same words about the same variable are told once: the first place is the place, the others are notes. */
function mergePlaces(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return groupsOf(diagnostics, ({ rule, severity, service, stage, alsoIn, variable, message }) => [
    rule,
    severity,
    service,
    stage,
    alsoIn,
    variable,
    message,
  ]).map((group) => {
    const [first = group[0], ...others] = group.toSorted(inOrder);
    if (others.length === 0) return first;
    const places = others.flatMap(({ at, notes = [] }): Note[] => [{ at, message: "here too" }, ...notes]);
    return { ...first, notes: distinct([...(first.notes ?? []), ...places]) };
  });
}

function groupsOf(
  diagnostics: readonly Diagnostic[],
  keyOf: (diagnostic: Diagnostic) => unknown,
): (readonly [Diagnostic, ...Diagnostic[]])[] {
  return grouped(diagnostics, (diagnostic) => JSON.stringify(keyOf(diagnostic)));
}

/** Each place once. */
function distinct(notes: readonly Note[]): Note[] {
  return grouped(notes, ({ at, message }) => (at === undefined ? message : placeKey(at))).map(([first]) => first);
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
