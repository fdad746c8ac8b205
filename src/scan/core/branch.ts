import type { Branch } from "../languages/language.ts";
import { isWithin, type Node } from "../tree.ts";
import { isAbsent, isPresent, type Subject } from "./absence.ts";
import type { Module } from "./module.ts";

/** Whether a place is on one of the sides, and not in the test. */
export function isInside(node: Node, { yes, no }: Branch): boolean {
  return [yes, no].some((side) => side !== undefined && isWithin(node, side));
}

/** The side that runs where the value is absent. */
export function sideWithout({ test, yes, no }: Branch, subject: Subject, module: Module): Node | undefined {
  const expression = module.lower(test);
  if (isAbsent(expression, subject)) return yes;
  return isPresent(expression, subject) ? no : undefined;
}
