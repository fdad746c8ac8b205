import type { Binding } from "../model/binding.ts";
import type { Entry, Environment } from "../model/environment.ts";
import { valueOf } from "../model/environment.ts";
import type { Deployment, Reading, Role, ServiceCode, Variable } from "../model/project.ts";
import type { Declaration, ServiceSchema, Stage } from "../model/schema.ts";
import { opaque } from "../model/value.ts";
import { overlay } from "../resolve/resolve.ts";
import { judgeValue } from "../types/judge.ts";
import { isRequired, supplyOf } from "./requirement.ts";

/** One environment that a service gets in a stage, before it is judged. */
export interface Placement {
  readonly schema: ServiceSchema;
  readonly stage: string;
  readonly role: Role;
  readonly environment: Environment;
  readonly readings: readonly Reading[];
  /** What the environment should be, where this is one that runs. */
  readonly promised?: Environment;
}

/** Every way to take one environment of each target, laid over each other in the order of the targets. */
export function overlays(choices: readonly (readonly Environment[])[]): readonly Environment[] {
  const [first, ...rest] = choices;
  return rest.reduce<readonly Environment[]>(
    (under, over) => under.flatMap((below) => over.map((above) => overlay([below, above]))),
    first ?? [],
  );
}

/** Adds what the stage says is set by something that no file shows; a file that does set it wins. */
export function withProvided(environment: Environment, stage: Stage): Environment {
  if (stage.provided.size === 0) return environment;
  const entries = new Map(environment.entries);
  for (const [name, reason] of stage.provided) {
    const { state } = valueOf(environment, name);
    if (state === "known" || state === "opaque") continue;
    const binding: Binding = { name, value: opaque(reason), at: stage.at };
    const entry: Entry = { value: opaque(reason), from: [binding], shadowed: [] };
    entries.set(name, entry);
  }
  return { ...environment, entries };
}

/** Judges every declared variable of every placement. Deployments of one service know each other; `codeOf` finds what runs there. */
export function deploy(
  placements: readonly Placement[],
  codeOf: (placement: Placement) => ServiceCode | undefined = () => undefined,
): readonly Deployment[] {
  const byService = new Map<ServiceSchema, Deployment[]>();
  return placements.map((placement) => {
    const siblings = byService.get(placement.schema) ?? [];
    byService.set(placement.schema, siblings);
    const declarations = placement.schema.inStage(placement.stage);
    const variables = new Map<string, Variable>();
    const deployment: Deployment = { ...placement, declarations, variables, siblings, code: codeOf(placement) };
    siblings.push(deployment);
    for (const declaration of declarations.values()) variables.set(declaration.name, variableOf(declaration, deployment));
    return deployment;
  });
}

function variableOf(declaration: Declaration, deployment: Deployment): Variable {
  const { environment, schema } = deployment;
  const { value, entry } = supplyOf(declaration, environment);
  return {
    declaration,
    value,
    entry,
    required: isRequired(declaration, deployment),
    complaint: judgeValue(value, declaration.use, schema.reader),
    deployment,
  };
}
