import type { Expression } from "../expression.ts";
import type { Effect } from "../languages/language.ts";
import type { Outcome } from "./outcome.ts";

/** What a method or a function, called with further arguments, makes of a read value. */
export function withEffect(outcome: Outcome, effect: Effect, given: readonly Expression[]): Outcome {
  const spared = effect.spare === undefined ? outcome : { ...outcome, spare: (outcome.spare ?? 0) + effect.spare };
  const typed = { ...spared, type: spared.type ?? effect.type ?? null };
  switch (effect.mode) {
    case "required":
      return demanded(typed);
    case "optional":
      return typed.mode === "required" ? { ...typed, mode: "optional", confidence: null } : typed;
    case "default":
      return replaced(typed, effect, given);
    default:
      return typed;
  }
}

/** The program fails without the value, or at first for another reason. */
function demanded(outcome: Outcome): Outcome {
  const { spare = 0, mode } = outcome;
  if (spare > 0) return { ...outcome, spare: spare - 1 };
  return mode === "default" ? outcome : { ...outcome, mode: "required", confidence: "certain" };
}

/** By a text of the effect's own, or by an argument. */
function replaced(outcome: Outcome, { text, argument = 0 }: Effect, given: readonly Expression[]): Outcome {
  if (text === undefined) return defaulted(outcome, given.at(argument));
  if ((outcome.spare ?? 0) > 0) return { ...outcome, spare: 0 };
  return defaulted(outcome, { kind: "text", node: outcome.node, text });
}

function defaulted(outcome: Outcome, given: Expression | undefined): Outcome {
  const instead = given === undefined ? null : valueOf(given);
  if (instead?.kind === "null") return { ...outcome, mode: "optional", confidence: null };
  if (instead?.kind === "abort") return { ...outcome, mode: "required", confidence: "certain" };
  return { ...outcome, mode: "default", confidence: null, default: instead };
}

/** What a closure returns, where that is a single expression; anything else is itself. */
export function valueOf(given: Expression): Expression {
  return given.kind === "function" ? (given.result ?? given) : given;
}
