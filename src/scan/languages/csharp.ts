import { childOf, type Node } from "../tree.ts";
import { lower } from "./csharp/expressions.ts";
import { binds, CLASSES, shape } from "./csharp/names.ts";
import type { Effect, Language, Reader } from "./language.ts";

const VARIABLE = { position: 0, keyword: "variable" };

/** With `using System` and without; the second argument says whose environment. */
const readers: readonly Reader[] = ["Environment", "System.Environment"].flatMap((of): readonly Reader[] => [
  { access: "call", of: `${of}.GetEnvironmentVariable`, name: VARIABLE, mode: "optional" },
  { access: "index", of: `${of}.GetEnvironmentVariables()`, mode: "optional" },
  { access: "call", of: `${of}.GetEnvironmentVariables().Contains`, name: { position: 0 }, mode: "presence" },
]);

const parsers = (types: readonly string[], effect: Effect): readonly (readonly [string, Effect])[] =>
  types.flatMap((type): readonly (readonly [string, Effect])[] => [
    [`${type}.Parse`, effect],
    [`${type}.TryParse`, effect],
  ]);

const REQUIRED: Effect = { mode: "required" };

const branch = (node: Node): ReturnType<Language["branches"][string]> => ({
  test: childOf(node, "condition"),
  yes: childOf(node, "consequence"),
  no: childOf(node, "alternative"),
});

export const csharp: Language = {
  id: "csharp",
  grammar: "c_sharp",
  prefilter: /GetEnvironmentVariable/,
  lower,
  binds,
  scopes: new Set([
    "compilation_unit",
    "method_declaration",
    "constructor_declaration",
    "local_function_statement",
    "lambda_expression",
    "foreach_statement",
    "accessor_declaration",
    ...CLASSES,
  ]),
  functions: { method_declaration: shape, constructor_declaration: shape, local_function_statement: shape, lambda_expression: shape },
  branches: { if_statement: branch },
  aborts: ({ type }) => type === "throw_statement" || type === "throw_expression",
  exits: new Set(["Environment.Exit", "Environment.FailFast", "System.Environment.Exit", "System.Environment.FailFast"]),
  attempts: {
    try_statement: (node, lowering) => {
      const handler = node.children.find(({ type }) => type === "catch_clause");
      return handler !== undefined && !/\bthrow\b|Environment\.(?:Exit|FailFast)/.test(lowering.textOf(handler))
        ? childOf(node, "body")
        : undefined;
    },
  },
  asserts: new Set(["postfix_unary_expression"]),
  written: (node) => {
    const { parent } = node;
    if (parent?.type !== "assignment_expression" || childOf(parent, "left") !== node) return null;
    return childOf(parent, "operator")?.type === "??=" ? "default" : "write";
  },
  readers,
  methods: {
    Trim: {},
    ToLower: {},
    ToUpper: {},
    ToLowerInvariant: {},
    ToUpperInvariant: {},
    TrimEnd: {},
    TrimStart: {},
    Replace: {},
    ToString: {},
    Split: { type: "list" },
  },
  conversions: {
    ...Object.fromEntries(parsers(["int", "Int32", "long", "Int64", "ushort", "uint", "short"], { type: "integer" })),
    ...Object.fromEntries(parsers(["double", "Double", "float", "decimal"], { type: "number" })),
    ...Object.fromEntries(parsers(["bool", "Boolean"], { type: "boolean" })),
    ...Object.fromEntries(parsers(["TimeSpan"], { type: "duration" })),
    "Convert.ToInt32": { type: "integer" },
    "Convert.ToInt64": { type: "integer" },
    "Convert.ToBoolean": { type: "boolean" },
    "Convert.ToDouble": { type: "number" },
    Uri: { type: "url" },
    "JsonSerializer.Deserialize": { type: "json" },
    "JsonConvert.DeserializeObject": { type: "json" },
    "ArgumentNullException.ThrowIfNull": REQUIRED,
    "ArgumentException.ThrowIfNullOrEmpty": REQUIRED,
    "ArgumentException.ThrowIfNullOrWhiteSpace": REQUIRED,
    "Guard.Against.Null": REQUIRED,
    "Guard.Against.NullOrEmpty": REQUIRED,
    "Guard.Against.NullOrWhiteSpace": REQUIRED,
  },
  unit: (path) => path,
  locate: (module) => [module.replaceAll(".", "/"), module.slice(module.lastIndexOf(".") + 1)],
  declares: /(?<=[\w>\]?](?<!\b(?:new|return|throw|else|case|is|await)))\s+(\w+)(?=\s*(?:[={(;:<]|where\b))/g,
  passesOn: /(?!)/,
  global: (name) => (/^[A-Z]/.test(name) ? [name] : []),
};
