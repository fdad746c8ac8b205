import type { Environment } from "../model/environment.ts";
import type { Project, Role } from "../model/project.ts";

/** Every environment once: those of each document, and those that the layered targets of a stage make together. */
export function* environmentsOf({
  readings,
  deployments,
}: Pick<Project, "readings" | "deployments">): Iterable<{ readonly environment: Environment; readonly role: Role }> {
  const seen = new Set<Environment>();
  for (const { environment, role } of [...deployments, ...alone({ readings })]) {
    if (seen.has(environment)) continue;
    seen.add(environment);
    yield { environment, role };
  }
}

function alone({ readings }: Pick<Project, "readings">): { environment: Environment; role: Role }[] {
  return readings.flatMap(({ environments, role }) => environments.map((environment) => ({ environment, role })));
}
