import type { Rule } from "../rules/rule.ts";
import { rules } from "../rules/index.ts";

/** Every rule, for an environment that env files are laid under; a function, since a start without them needs few. */
export function allRules(): readonly Rule[] {
  return rules;
}
