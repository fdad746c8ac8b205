import type { Finding, Note } from "../model/diagnostic.ts";
import type { Deployment, Project, Reading } from "../model/project.ts";
import type { Declaration, ServiceSchema } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import { misspelledAmong } from "../text/misspelling.ts";
import { listed } from "../text/listing.ts";
import { basename, dirname } from "../text/path.ts";
import type { Rule } from "./rule.ts";

export const staleExample: Rule = {
  id: "stale-example",
  scope: "project",
  severity: "warning",
  summary: "An example env file does not name what the service requires, or misspells it.",
  why: "Whoever sets the service up from the example gets one that does not start, or that ignores what was written.",
  *check(project) {
    for (const reading of project.readings) {
      const path = reading.spec.sources[0]?.path;
      if (reading.role !== "example" || !/env/.test(reading.format) || path === undefined) continue;
      const deployments = deploymentsOf(path, project);
      if (deployments[0] !== undefined) yield* judge(reading, deployments[0].schema, deployments);
    }
  },
};

/** A name of the example that is near a declared one, and the declared one. */
interface Misspelt {
  readonly name: string;
  readonly at: Span;
  readonly meant: Declaration;
}

function* judge(example: Reading, schema: ServiceSchema, deployments: readonly Deployment[]): Iterable<Finding> {
  const named = new Map(example.environments.flatMap(({ entries }) => [...entries].map(([name, { from }]) => [name, from[0].at] as const)));
  const declared = new Set([...schema.variables.values()].flatMap(({ name, aliases }) => [name, ...aliases]));
  const strangers = [...named].filter(([name]) => !declared.has(name));
  const place = example.spec.workloads[0]?.at;
  if (strangers.length * 2 > named.size || place === undefined) return;
  const unnamed = [...schema.variables.values()].filter((declaration) => !isMentioned(declaration, example));
  const meantBy = misspelledAmong(unnamed.map(({ name }) => name));
  const misspelt = strangers.flatMap(([name, at]): Misspelt[] => {
    const meant = schema.variables.get(meantBy(name) ?? "");
    return meant === undefined ? [] : [{ name, at, meant }];
  });
  const missing = unnamed.filter(
    (declaration) => isNeeded(declaration, deployments, dirname(place.source.path)) && !misspelt.some(({ meant }) => meant === declaration),
  );
  const finding = findingOf(misspelt, missing, { place, service: schema.service });
  if (finding !== undefined) yield finding;
}

/** In a comment too: `# NAME=` says enough. */
function isMentioned({ name, aliases }: Declaration, { spec }: Reading): boolean {
  const words = new Set(spec.sources.flatMap(({ text }) => text.match(/[A-Za-z_]\w*/g) ?? []));
  return [name, ...aliases].some((one) => words.has(one));
}

/** Required in every stage, and on a desk set by no other file than the one that is made of the example. */
function isNeeded(
  { name, required, forbidden, default: otherwise }: Declaration,
  deployments: readonly Deployment[],
  folder: string,
): boolean {
  if (required !== true || forbidden || otherwise !== undefined) return false;
  return !deployments.some(({ role, variables }) => {
    const path = role === "deploy" ? undefined : variables.get(name)?.entry?.from[0].at.source.path;
    return path !== undefined && !(dirname(path) === folder && isEnvFile(path));
  });
}

function findingOf(
  [first, ...others]: readonly Misspelt[],
  missing: readonly Declaration[],
  { place, service }: { readonly place: Span; readonly service: string },
): Finding | undefined {
  const absent = missing
    .slice(0, 5)
    .map((declaration): Note => ({ at: declaration.at, message: `${declaration.name} is declared required` }));
  const names = listed(missing.map(({ name }) => name));
  if (first !== undefined) {
    const also = others.map(({ name, at, meant }): Note => ({ at, message: `${name} here: did you mean ${meant.name}?` }));
    return {
      at: first.at,
      variable: first.name,
      message: `${first.name} is not declared by ${service}, which has ${first.meant.name}`,
      label: `did you mean ${first.meant.name}?`,
      notes: [{ at: first.meant.at, message: "declared" }, ...also, ...absent],
      ...(missing.length === 0 ? {} : { help: `${names} ${missing.length === 1 ? "is" : "are"} not named here either` }),
    };
  }
  if (missing[0] === undefined) return undefined;
  const [are, them] = missing.length === 1 ? ["is", "it"] : ["are", "them"];
  return {
    at: place,
    variable: missing[0].name,
    message: `${names} ${are} required by ${service}, but this example does not name ${them}`,
    notes: absent,
    help: `add ${them} without a value`,
  };
}

/**
 * The deployments of the one service that the example surely belongs to: the service whose stage reads the env file that is made of it, else
 * the only service there is, for an example in the root or beside a document that it is deployed with.
 */
function deploymentsOf(path: string, { deployments }: Project): readonly Deployment[] {
  const beside = deployments.filter((deployment) => pathsOf(deployment).some((other) => isMadeOf(other, path)));
  if (beside.length > 0) return ofOneService(beside, deployments);
  const folder = dirname(path);
  const near = folder === "" || deployments.some((deployment) => pathsOf(deployment).some((other) => dirname(other) === folder));
  return near && stemOf(path) === "env" ? ofOneService(deployments, deployments) : [];
}

function ofOneService(found: readonly Deployment[], deployments: readonly Deployment[]): readonly Deployment[] {
  const [service, ...others] = new Set(found.map(({ schema }) => schema));
  return others.length > 0 ? [] : deployments.filter(({ schema }) => schema === service);
}

function pathsOf({ readings }: Deployment): string[] {
  return readings.flatMap(({ spec }) => spec.sources.map(({ path }) => path));
}

function isMadeOf(path: string, example: string): boolean {
  return path !== example && isEnvFile(path) && dirname(path) === dirname(example) && stemOf(path) === stemOf(example);
}

function isEnvFile(path: string): boolean {
  return /(?:^|\.)env(?:\.|$)/.test(basename(path));
}

/** `.env.example`, `example.env`, `env.sample` and `.env` have the stem `env`, `auth.env.example` has `auth.env`. */
function stemOf(path: string): string {
  const words = basename(path).split(".");
  return words.filter((word) => word !== "" && !/^(?:example|sample|template|tmpl|dist|defaults?)$/.test(word)).join(".");
}
