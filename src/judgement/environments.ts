import type { Environment } from "../model/environment.ts";
import type { Project, Role } from "../model/project.ts";

/** Every environment once: those of each document, and those that the layered targets of a stage make together. */
export function* environmentsOf({
  readings,
  deployments,
}: Pick<Project, "readings" | "deployments">): Iterable<{ readonly environment: Environment; readonly role: Role }> {
  const seen = new Set<Environment>();
  const isNew = (environment: Environment): boolean => seen.size < seen.add(environment).size;
  for (const { environment, role } of deployments) if (isNew(environment)) yield { environment, role };
  for (const { environments, role } of readings) {
    for (const environment of environments) if (isNew(environment)) yield { environment, role };
  }
}
