import { emptiness } from "../judgement/deployment.ts";
import type { VerdictId } from "../model/diagnostic.ts";
import type { Variable } from "../model/project.ts";
import { isEmpty } from "../model/value.ts";

/** What can be said of one declared variable in one deployment; `unverifiable` wherever the value is out of reach. */
export function verdictOf(variable: Variable): VerdictId {
  const { declaration, value, complaint } = variable;
  if (value.state === "unknown") return "unverifiable";
  if (value.state === "absent") return withoutValue(variable);
  if (declaration.forbidden) return isEmpty(value) ? "not-applicable" : "forbidden";
  if (emptiness(variable) !== undefined) return "empty";
  return complaint === undefined ? "ok" : "invalid";
}

function withoutValue({ declaration, required }: Variable): VerdictId {
  if (declaration.forbidden) return "not-applicable";
  if (declaration.default !== undefined) return "default";
  if (required === "unknown") return "unverifiable";
  return required ? "missing" : "not-applicable";
}
