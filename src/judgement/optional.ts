import type { Opening } from "../model/environment.ts";
import type { Deployment, Reading, Variable } from "../model/project.ts";
import type { Span } from "../model/source.ts";
import { factsOf, Places } from "./facts.ts";
import { mayBeDeployed } from "./role.ts";

/** A required variable that only an optional reference may give, so that the service starts without it. */
export interface Optional {
  readonly variable: Variable;
  readonly at: Span;
  /** What is referred to: `key session of secret auth`, `auth.env`. */
  readonly what: string;
}

const key = /^(key .+), which is optional\b/;

const known = new WeakMap<Deployment, ReadonlyMap<string, Optional>>();

/** By the name of the variable. What an optional object in these files lacks is certain, and no matter of this. */
export function optionalOf(deployment: Deployment): ReadonlyMap<string, Optional> {
  const found = known.get(deployment) ?? findOptional(deployment);
  known.set(deployment, found);
  return found;
}

function findOptional(deployment: Deployment): ReadonlyMap<string, Optional> {
  const found = new Map<string, Optional>();
  if (!mayBeDeployed(deployment.role)) return found;
  const unsure = [...deployment.variables.values()].filter(isUnsure);
  const opening = unsure.length === 0 ? undefined : onlyOptional(deployment);
  for (const variable of unsure) {
    const one = ofKey(variable) ?? ofOpening(variable, opening);
    if (one !== undefined) found.set(variable.declaration.name, one);
  }
  return found;
}

function isUnsure({ declaration, required, value }: Variable): boolean {
  return required === true && !declaration.forbidden && value.state === "unknown";
}

function ofKey(variable: Variable): Optional | undefined {
  const { entry, value } = variable;
  const [, what] = value.state === "unknown" ? (key.exec(value.because) ?? []) : [];
  return entry === undefined || what === undefined ? undefined : { variable, at: entry.from[0].at, what };
}

function ofOpening(variable: Variable, opening: Opening | undefined): Optional | undefined {
  if (opening === undefined || variable.entry !== undefined) return undefined;
  return { variable, at: opening.at, what: opening.because.replace(/ is (?:ignored by git, so it is )?not in these files$/, "") };
}

/** The first of the layers that cannot be seen into, where the service starts without any of them. */
function onlyOptional({ environment: { openings }, readings }: Deployment): Opening | undefined {
  const places = new Places(readings.flatMap((reading) => [...optionalFiles(reading), ...optionalImports(reading)]));
  return openings.every(({ at }) => places.has(at)) ? openings[0] : undefined;
}

function optionalFiles(reading: Reading): readonly Span[] {
  return factsOf(reading, "missing-file").flatMap(({ at, optional }) => (optional ? [at] : []));
}

function optionalImports({ spec: { workloads } }: Reading): readonly Span[] {
  return workloads
    .flatMap(({ layers }) => layers)
    .flatMap((layer) => (layer.kind === "import" && layer.optional === true ? [layer.at] : []));
}
