import { emptiness } from "../judgement/deployment.ts";
import { loudness } from "../judgement/role.ts";
import type { VerdictId } from "../model/diagnostic.ts";
import type { Role, Variable } from "../model/project.ts";
import type { Complaint } from "../model/schema.ts";
import { isEmpty } from "../model/value.ts";

/** What can be said of one declared variable in one deployment; `unverifiable` wherever the value is out of reach. */
export function verdictOf(variable: Variable): VerdictId {
  const { declaration, value, complaint, deployment } = variable;
  if (value.state === "unknown") return "unverifiable";
  if (value.state === "absent") return withoutValue(variable);
  if (declaration.forbidden) return isEmpty(value) ? "not-applicable" : "forbidden";
  if (emptiness(variable) !== undefined) return "empty";
  return complaint === undefined || isAtHome(complaint, deployment.role) ? "ok" : "invalid";
}

/** Placeholders and weak secrets belong to workplaces and tests, where no rule speaks of them. */
function isAtHome({ rule }: Complaint, role: Role): boolean {
  return (rule === "placeholder" || rule === "known-default" || rule === "weak-secret") && loudness(role) === undefined;
}

function withoutValue({ declaration, required }: Variable): VerdictId {
  if (declaration.forbidden) return "not-applicable";
  if (required === true) return "missing";
  if (required === "unknown") return "unverifiable";
  return declaration.default === undefined ? "not-applicable" : "default";
}
