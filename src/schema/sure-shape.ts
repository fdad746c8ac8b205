import { types } from "../types/index.ts";
import { envFileReaders, readers, words } from "./words.ts";

/** Whether a plain value surely has a shape; false also where that would take a closer look. */
type Holds = (value: unknown) => boolean;

const isProse: Holds = (value) => typeof value === "string";
const isFlag: Holds = (value) => typeof value === "boolean";
const isText: Holds = (value) => isProse(value) || isFlag(value) || Number.isFinite(value);
const isLine: Holds = (value) => isProse(value) && value !== "";
const isName: Holds = (value) => typeof value === "string" && /^[^=\s]+$/.test(value);
const isLength: Holds = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

function either(...shapes: readonly Holds[]): Holds {
  return (value) => shapes.some((holds) => holds(value));
}

function listOf(holds: Holds, least = 1): Holds {
  return (value) => Array.isArray(value) && value.length >= least && value.every(holds);
}

function isMapping(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function named(holds: Holds): Holds {
  return (value) => isMapping(value) && Object.entries(value).every(([key, inner]) => isName(key) && holds(inner));
}

function oneOf(allowed: readonly string[]): Holds {
  return (value) => typeof value === "string" && allowed.includes(value);
}

/** `needed` is the one key that must be there. */
function mapping(keys: Readonly<Record<string, Holds>>, needed?: string): Holds {
  return (value) => {
    if (!isMapping(value) || (needed !== undefined && !Object.hasOwn(value, needed))) return false;
    return Object.entries(value).every(([key, inner]) => Object.hasOwn(keys, key) && keys[key]?.(inner) === true);
  };
}

const isType = oneOf(types.map(({ id }) => id));
const isWhen = named(either(isText, listOf(isText), mapping({ set: isFlag }, "set")));
const isTarget = either(isLine, listOf(isLine));

const limits = {
  "one-of": listOf(isText),
  not: listOf(isText),
  pattern: isProse,
  min: isText,
  max: isText,
  "min-length": isLength,
  "max-length": isLength,
  "min-bytes": isLength,
  schemes: listOf(isText),
  hosts: listOf(isText),
  separator: isLine,
  unique: isFlag,
  kind: oneOf(Object.values(words.kind).flat()),
  "key-type": oneOf(Object.values(words["key-type"]).flat()),
  "min-bits": isLength,
  algorithm: oneOf(Object.values(words.algorithm).flat()),
};

const overridable = {
  type: isType,
  required: either(isFlag, mapping({ when: isWhen }, "when")),
  default: isText,
  sensitive: isFlag,
  deprecated: either(isFlag, isProse),
  description: isProse,
  impact: isProse,
  example: isText,
  docs: isProse,
  owner: isProse,
  runbook: isProse,
  ...limits,
  items: either(isType, mapping({ type: isType, ...limits })),
};

const isVariable = mapping({
  ...overridable,
  forbidden: either(isFlag, listOf(isName)),
  aliases: listOf(isName),
  in: named(mapping({ ...overridable, forbidden: isFlag })),
});

const isLayered = mapping(
  { target: isTarget, live: isTarget, "host-env": listOf(isName, 0), provided: either(listOf(isName, 0), named(isProse)) },
  "target",
);

const isConstraint = mapping({
  when: isWhen,
  require: listOf(isName),
  forbid: listOf(isName),
  "exactly-one-of": listOf(isName, 2),
  "at-least-one-of": listOf(isName, 2),
  "all-or-none": listOf(isName, 2),
  distinct: listOf(isName, 2),
  equal: listOf(isName, 2),
  "less-than": listOf(isName, 2),
  message: isProse,
});

/** The usual part of the shape of a service's schema file (`serviceShape`), which takes a library and its description of every key. */
export const isSurelyService = mapping({
  $schema: isProse,
  service: (value) => typeof value === "string" && /^[A-Za-z0-9][\w.-]*$/.test(value),
  description: isProse,
  owner: isProse,
  runbook: isProse,
  extends: isTarget,
  reader: oneOf([...readers, ...envFileReaders]),
  code: listOf(isLine, 0),
  closed: isFlag,
  stages: named(either(isTarget, isLayered)),
  variables: named((value) => value === null || isVariable(value)),
  constraints: listOf(isConstraint, 0),
});
