import { lastName, type Expression, type ExpressionOf } from "../expression.ts";
import type { Module } from "./module.ts";
import type { Outcome } from "./outcome.ts";

/** A value that was read, wherever it is spoken of. */
export interface Subject {
  is(expression: Expression): boolean;
  /** The error that comes with the value. */
  isError(expression: Expression): boolean;
}

export function subjectOf({ node, bound }: Pick<Outcome, "node" | "bound">, module: Module): Subject {
  const names = new Set(bound.map(({ name }) => name));
  return {
    is: (expression) =>
      (expression.node.start === node.start && expression.node.end === node.end) ||
      (expression.kind === "name" &&
        names.has(expression.name) &&
        !ERROR.test(expression.name) &&
        isSame(expression, { node, bound }, module)) ||
      (expression.kind === "member" && names.has(module.textOf(expression.node))),
    isError: (expression) =>
      expression.kind === "name" &&
      names.has(expression.name) &&
      ERROR.test(expression.name) &&
      isSame(expression, { node, bound }, module),
  };
}

/** Whether a name still means what the value was bound to: it does not where it is declared anew after the read. */
function isSame({ name, node }: ExpressionOf<"name">, read: Pick<Outcome, "node" | "bound">, module: Module): boolean {
  const here = module.definitionsAt(name, node);
  return here.length === 0 || here.some((one) => read.bound.includes(one) || one.node.start <= read.node.start);
}

const ERROR = /^(?:err|error|e)$/;

/** Whether a test that holds says that the value is absent. */
export function isAbsent(test: Expression, subject: Subject): boolean {
  switch (test.kind) {
    case "not":
      return isPresent(test.operand, subject);
    case "operation":
      return isAbsentBy(test, subject);
    case "call":
      return EMPTY.has(lastName(test.callee)) && subjectsOf(test).some((one) => subject.is(one));
    case "member":
      return EMPTY.has(test.name) && subject.is(test.object);
    default:
      return false;
  }
}

function isAbsentBy(test: ExpressionOf<"operation">, subject: Subject): boolean {
  const { operator, left, right } = test;
  switch (operator) {
    case "or":
      return isAbsent(left, subject) || isAbsent(right, subject);
    case "equal":
      return comparesWithNothing(test, subject);
    case "unequal":
      return subject.isError(left) && isNothing(right);
    case "in":
      return subject.is(left) && right.kind === "list" && right.items.some(isNothing);
    default:
      return false;
  }
}

/** Whether a test that holds says so beside that this is no development: `not value and not DEBUG`. A feature that is turned on is another matter. */
export function isAbsentToo(test: Expression, subject: Subject): boolean {
  if (test.kind !== "operation" || test.operator !== "and") return false;
  const { left, right } = test;
  return (isAbsent(left, subject) && isServing(right)) || (isAbsent(right, subject) && isServing(left));
}

/** Whether a test holds where the program serves others. */
function isServing(test: Expression): boolean {
  if (test.kind === "not") return true;
  if (test.kind === "operation")
    return test.operator === "unequal" || (test.operator === "equal" && (isServing(test.left) || isServing(test.right)));
  if (test.kind === "call") return isServing(test.callee);
  return /prod/i.test(test.kind === "text" ? test.text : lastName(test));
}

/** Whether it says that the value is there. */
export function isPresent(test: Expression, subject: Subject): boolean {
  if (test.kind === "not") return isAbsent(test.operand, subject);
  if (subject.is(test)) return true;
  if (test.kind === "operation") {
    if (test.operator === "and") return isPresent(test.left, subject) || isPresent(test.right, subject);
    return test.operator === "unequal" && comparesWithNothing(test, subject);
  }
  return test.kind === "call" && PRESENT.has(lastName(test.callee)) && subjectsOf(test).some((one) => subject.is(one));
}

function comparesWithNothing({ left, right }: ExpressionOf<"operation">, subject: Subject): boolean {
  const measured = (one: Expression): boolean =>
    one.kind === "call" && LENGTH.has(lastName(one.callee)) && subjectsOf(one).some((inner) => subject.is(inner));
  return (subject.is(left) && isNothing(right)) || (subject.is(right) && isNothing(left)) || (measured(left) && isZero(right));
}

const isZero = (expression: Expression): boolean => expression.kind === "number" && expression.text === "0";
const isNothing = (expression: Expression): boolean => expression.kind === "null" || (expression.kind === "text" && expression.text === "");

const EMPTY = new Set([
  "empty",
  "isEmpty",
  "is_empty",
  "IsNullOrEmpty",
  "IsNullOrWhiteSpace",
  "isBlank",
  "isNullOrEmpty",
  "isNullOrBlank",
  "blank?",
  "nil?",
  "empty?",
  "is_null",
  "is_nil",
  "is_none",
  "is_err",
  "isNull",
]);
const PRESENT = new Set(["present?", "isset", "is_ok", "is_some", "isPresent", "isNotEmpty", "isNotBlank", "Boolean"]);
const LENGTH = new Set(["len", "strlen", "length", "size", "count"]);

function subjectsOf({ callee, arguments: given }: ExpressionOf<"call">): readonly Expression[] {
  return [...(callee.kind === "member" ? [callee.object] : []), ...given.map(({ value }) => value)];
}
