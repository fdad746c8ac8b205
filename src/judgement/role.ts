import type { Severity } from "../model/diagnostic.ts";
import type { Role } from "../model/project.ts";

/**
 * How loud a doubtful value is told: an error where it is surely deployed, a warning where nobody can tell, nothing where placeholders and
 * weak secrets are at home.
 */
export function loudness(role: Role): Severity | undefined {
  if (role === "deploy") return "error";
  return role === "unknown" ? "warning" : undefined;
}

/** Whether values may reach users: examples, tests and workplaces do not. */
export function mayBeDeployed(role: Role): boolean {
  return role === "deploy" || role === "unknown";
}
