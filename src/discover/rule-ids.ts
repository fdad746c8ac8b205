import { rules } from "../rules/index.ts";

/** What every rule is called; a function, since the guard of a start knows few of them. */
export function ruleIds(): readonly string[] {
  return rules.map(({ id }) => id);
}
