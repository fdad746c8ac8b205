import { forWhomIn, inClosure } from "../judgement/closure.ts";
import { misplacedAmong } from "../judgement/misplaced.ts";
import { isRead, unreadOf } from "../judgement/unread.ts";
import type { Closure, Deployment } from "../model/project.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Declaration, ServiceSchema } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

export const unread: Rule = {
  id: "unread",
  scope: "project",
  severity: "warning",
  summary: "A variable is declared or set for code that does not read it.",
  why: "Whoever changes it believes that something happens; often it is an old name, and the new one is not set.",
  *check({ closures, deployments, services = [] }) {
    const misplaced = misplacedAmong(closures);
    for (const closure of closures) yield* setInVain(closure, new Set(misplaced.get(closure)?.map(({ name }) => name)));
    if (closures.length > 0) yield* declaredInVain(deployments, services);
  },
};

/** What another service reads, or another name is meant by, has rules of its own. */
function* setInVain(closure: Closure, misplaced: ReadonlySet<string>): Iterable<Finding> {
  for (const { name, entry, meant } of unreadOf(closure)) {
    if (meant !== undefined || misplaced.has(name)) continue;
    const finding = {
      at: entry.from[0].at,
      variable: name,
      message: `${name} is set${forWhomIn(closure)}, but the code does not read it`,
    };
    yield inClosure({ ...finding, help: "remove it, or correct its name" }, closure);
  }
}

/** A declared variable, and the deployments that have it from the very same place. */
interface Shared {
  readonly declaration: Declaration;
  readonly deployments: Deployment[];
}

/**
 * Only where the schema says which code is meant: another repository may hold what reads the variable. What a schema takes from a file that
 * others extend is for them all, so the code of one is enough.
 */
function* declaredInVain(deployments: readonly Deployment[], everyService: readonly ServiceSchema[]): Iterable<Finding> {
  for (const { declaration, deployments: own } of sharedAmong(deployments).values()) {
    const { name, at, required } = declaration;
    const isOfCatalogue = at.source.path.startsWith("catalogue:");
    if (own.some((deployment) => mayRead(declaration, deployment)) || (isOfCatalogue && required !== true)) continue;
    const services = [...new Set(own.map(({ schema }) => schema.service))];
    if (everyService.some((schema) => !services.includes(schema.service) && hasFrom(at, schema.variables.get(name)))) continue;
    const message = `${name} is declared, but the code of ${listed(services)} does not read it`;
    const remedy = isOfCatalogue ? "extend what the code reads" : "remove it from the schema";
    yield { at, variable: name, message, help: `${remedy}, or name what reads it: code, readers, dynamic` };
  }
}

function sharedAmong(deployments: readonly Deployment[]): ReadonlyMap<string, Shared> {
  const places = new Map<string, Shared>();
  for (const deployment of deployments) {
    for (const declaration of deployment.declarations.values()) {
      if (declaration.forbidden || declaration.deprecated !== undefined) continue;
      const { source, start } = declaration.at;
      const key = JSON.stringify([source.path, start, declaration.name]);
      const shared = places.get(key) ?? { declaration, deployments: [] };
      shared.deployments.push(deployment);
      places.set(key, shared);
    }
  }
  return places;
}

function hasFrom({ source, start }: Span, found: Declaration | undefined): boolean {
  return found !== undefined && found.at.source.path === source.path && found.at.start === start;
}

function mayRead({ name, aliases }: Declaration, { code }: Deployment): boolean {
  return code === undefined || code.by !== "schema" || [name, ...aliases].some((one) => isRead(one, code));
}
