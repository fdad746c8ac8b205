import type { Environment } from "../model/environment.ts";
import type { Project, Role } from "../model/project.ts";

/** Every environment once: those of each document, and those that the layered targets of a stage make together. */
export function* environmentsOf({ readings, deployments }: Project): Iterable<{ readonly environment: Environment; readonly role: Role }> {
  const seen = new Set<Environment>();
  for (const { environment, role } of [...deployments, ...alone({ readings, deployments })]) {
    if (seen.has(environment)) continue;
    seen.add(environment);
    yield { environment, role };
  }
}

function alone({ readings }: Project): { environment: Environment; role: Role }[] {
  return readings.flatMap(({ environments, role }) => environments.map((environment) => ({ environment, role })));
}
