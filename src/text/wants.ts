import type { Condition, Constraint, Constraints, Declaration, Requirement, TypeUse } from "../model/schema.ts";
import { either } from "./complaint.ts";

/** What a schema wants of a variable in a stage: `integer from 300 to 1209600, required`. Texts that it lists for a sensitive variable are not told. */
export function wantsOf({ use, required, default: fallback, forbidden, deprecated, sensitive, aliases }: Declaration): string {
  return [
    [use.type.id, ...limitsOf({ ...use, sensitive })].join(" "),
    forbidden ? "forbidden" : fallback === undefined ? needOf(required) : "with a default",
    ...(sensitive ? ["sensitive"] : []),
    ...(deprecated === undefined ? [] : ["deprecated"]),
    ...(aliases.length === 0 ? [] : [`also read as ${aliases.join(", ")}`]),
  ].join(", ");
}

function needOf(required: Requirement): string {
  if (typeof required === "boolean") return required ? "required" : "optional";
  return `required${whenOf(required.when)}`;
}

/** Names alone: what another variable must be set to may be a secret. */
function whenOf(conditions: readonly Condition[]): string {
  const words = conditions.map(({ name, test }) => {
    if (test.kind === "one-of") return `${name} is as the schema says`;
    return `${name} is ${test.present ? "set" : "not set"}`;
  });
  return words.length === 0 ? "" : ` when ${words.join(" and ")}`;
}

function limitsOf({ type, constraints, sensitive }: TypeUse): readonly string[] {
  const { min, max, minLength, maxLength, minBytes, minBits, schemes, hosts, items, kind, keyType, algorithm, unique } = constraints;
  const show = (bound: number | bigint): string => boundOf(type.id, bound);
  return [
    ...range(min, max, show),
    ...range(minLength, maxLength, String).map((words) => `${words} characters`),
    ...range(minBytes, undefined, String).map((words) => `${words} bytes`),
    ...range(minBits, undefined, String).map((words) => `${words} bits`),
    ...(kind === undefined ? [] : [`of kind ${kind}`]),
    ...[keyType, algorithm].flatMap((word) => (word === undefined ? [] : [`for ${word}`])),
    ...(schemes === undefined ? [] : [`with the scheme ${either(schemes)}`]),
    ...(hosts === undefined || sensitive === true ? [] : [`at ${either(hosts)}`]),
    ...(items === undefined
      ? []
      : [`of ${[items.type.id, ...limitsOf({ ...items, ...(sensitive !== undefined && { sensitive }) })].join(" ")}`]),
    ...(unique === true ? ["without repetition"] : []),
    ...textLimits(constraints, sensitive === true),
  ];
}

function textLimits({ oneOf, not, patternText }: Constraints, sensitive: boolean): readonly string[] {
  if (sensitive) return [oneOf, not, patternText].some((limit) => limit !== undefined) ? ["as the schema lists"] : [];
  return [
    ...(oneOf === undefined ? [] : [`that is ${either(oneOf)}`]),
    ...(not === undefined ? [] : [`other than ${either(not)}`]),
    ...(patternText === undefined ? [] : [`that matches ${patternText}`]),
  ];
}

function range<Bound>(min: Bound | undefined, max: Bound | undefined, show: (bound: Bound) => string): readonly string[] {
  if (min !== undefined && max !== undefined) return [`from ${show(min)} to ${show(max)}`];
  if (min !== undefined) return [`of at least ${show(min)}`];
  return max === undefined ? [] : [`of at most ${show(max)}`];
}

/** The bounds of a schema in the unit of their type. */
function boundOf(type: string, bound: number | bigint): string {
  if (type === "duration") return `${String(Number(bound) / 1000)}s`;
  if (type === "byte-size") return `${String(bound)} bytes`;
  return type === "date-time" ? new Date(Number(bound)).toISOString() : String(bound);
}

/** A law that a variable is part of: `distinct: ACCESS_KEY, REFRESH_KEY`. */
export function lawOf({ kind, variables, when, services, stages }: Constraint): string {
  const where = [...services, ...stages];
  return `${kind}: ${variables.join(", ")}${where.length === 0 ? "" : ` in ${where.join(" and ")}`}${whenOf(when)}`;
}
