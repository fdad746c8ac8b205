import { isLacking, needsOf, type Need } from "../judgement/needs.ts";
import type { Closure, Project, ServiceCode } from "../model/project.ts";
import { valueOf } from "../model/environment.ts";
import type { Declaration } from "../model/schema.ts";
import { isSameRead } from "../text/same-default.ts";

/** What is different about one variable: the code now fails without it; reads it for the first time; does not read it any more; or reads it in another way. */
export interface Change {
  readonly variable: string;
  readonly kind: "requires" | "reads" | "drops" | "alters";
  readonly before: Need | undefined;
  readonly after: Need | undefined;
}

/** A variable that a stage does not give. */
export interface Lack {
  readonly variable: string;
  /** The code that fails without it; undefined where only the schema asks for it. */
  readonly need: Need | undefined;
  readonly declaration: Declaration | undefined;
  /** Whether the former release could do without, or had it. */
  readonly isNew: boolean;
}

/** A required variable of which nobody can tell here whether it is set. */
export interface Doubt {
  readonly variable: string;
  readonly because: string;
  readonly isNew: boolean;
}

/** One stage, with its environment as it will be. */
export interface StageRelease {
  readonly stage: string;
  readonly closure: Closure;
  readonly lacks: readonly Lack[];
  readonly doubts: readonly Doubt[];
  /** What the former release would miss in this environment. */
  readonly rollback: readonly Need[];
}

export interface ServiceRelease {
  readonly service: string;
  readonly changes: readonly Change[];
  readonly stages: readonly StageRelease[];
}

/** Two states of a project, each read with its own code, schemas and specs. */
export interface Sides {
  readonly before: Project;
  readonly after: Project;
}

/** What a release changes for each service, and which stages can carry it. */
export function compareReleases({ before, after }: Sides): readonly ServiceRelease[] {
  const former = new Map(before.closures.map((closure) => [keyOf(closure), closure]));
  const services = new Map<string, Closure[]>();
  for (const closure of after.closures) {
    const service = serviceOf(closure);
    services.set(service, [...(services.get(service) ?? []), closure]);
  }
  return [...services].map(([service, closures]) => {
    const pairs = closures.map((closure) => ({ closure, old: former.get(keyOf(closure)) }));
    const changes = new Map(
      pairs.flatMap(({ closure, old }) => changesBetween(old?.code, closure.code)).map((change) => [change.variable, change]),
    );
    return { service, changes: [...changes.values()], stages: pairs.map(({ closure, old }) => stageOf(closure, old)) };
  });
}

function serviceOf({ deployment, environment: { workload }, readings }: Closure): string {
  return deployment?.schema.service ?? (workload.address === "" ? (readings[0]?.target ?? "") : workload.address);
}

function stageName({ deployment, readings }: Closure): string {
  return deployment?.stage ?? readings[0]?.target ?? "";
}

function keyOf(closure: Closure): string {
  return JSON.stringify([serviceOf(closure), stageName(closure), closure.environment.workload.address]);
}

function changesBetween(before: ServiceCode | undefined, after: ServiceCode): readonly Change[] {
  const [old, now] = [before === undefined ? new Map<string, Need>() : needsOf(before), needsOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  return names.flatMap((variable) => {
    const kind = kindOf(old.get(variable), now.get(variable));
    return kind === undefined ? [] : [{ variable, kind, before: old.get(variable), after: now.get(variable) }];
  });
}

function kindOf(before: Need | undefined, after: Need | undefined): Change["kind"] | undefined {
  if (after === undefined) return "drops";
  if (after.required !== undefined && before?.required === undefined) return "requires";
  if (before === undefined) return "reads";
  const [old, now] = [before.reads[0], after.reads[0]];
  return old !== undefined && now !== undefined && !isSameRead(old, now) ? "alters" : undefined;
}

function stageOf(closure: Closure, old: Closure | undefined): StageRelease {
  const lacks = [...lackingIn(closure, old), ...declaredLacks(closure, old)];
  return {
    stage: stageName(closure),
    closure,
    lacks: [...new Map(lacks.toReversed().map((lack) => [lack.variable, lack])).values()].toReversed(),
    doubts: doubtsIn(closure, old),
    rollback:
      old === undefined ? [] : [...needsOf(old.code).values()].filter((need) => need.required !== undefined && isLacking(need, closure)),
  };
}

function lackingIn(closure: Closure, old: Closure | undefined): readonly Lack[] {
  return [...needsOf(closure.code).values()].flatMap((need) => {
    if (need.required === undefined || !isLacking(need, closure)) return [];
    const declaration = closure.deployment?.declarations.get(need.variable);
    return [{ variable: need.variable, need, declaration, isNew: !wasLacking(need.variable, old) }];
  });
}

function declaredLacks({ deployment }: Closure, old: Closure | undefined): readonly Lack[] {
  return [...(deployment?.variables.values() ?? [])].flatMap(({ declaration, value, required }) => {
    if (required !== true || value.state !== "absent" || declaration.forbidden) return [];
    const { name } = declaration;
    const former = old?.deployment?.variables.get(name);
    const need = deployment?.code === undefined ? undefined : needsOf(deployment.code).get(name);
    return [{ variable: name, need, declaration, isNew: former?.required !== true || former.value.state !== "absent" }];
  });
}

function wasLacking(name: string, old: Closure | undefined): boolean {
  const need = old === undefined ? undefined : needsOf(old.code).get(name);
  return old !== undefined && need?.required !== undefined && isLacking(need, old);
}

function doubtsIn(closure: Closure, old: Closure | undefined): readonly Doubt[] {
  return [...needsOf(closure.code).values()].flatMap(({ variable, required }) => {
    const value = valueOf(closure.environment, variable);
    if (required === undefined || value.state !== "unknown") return [];
    const before = old === undefined ? undefined : needsOf(old.code).get(variable);
    return [{ variable, because: value.because, isNew: before?.required === undefined }];
  });
}
