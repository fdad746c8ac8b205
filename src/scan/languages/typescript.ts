import type { Expression } from "../expression.ts";
import { childOf, type Node } from "../tree.ts";
import type { Around, Effect, Language, Lowering, Reader, Refinement } from "./language.ts";
import { parts } from "./lowering.ts";
import { ENVIRONMENTS, isEnvironment } from "./typescript/environments.ts";
import { lower, moduleOf } from "./typescript/expressions.ts";
import { locate } from "./typescript/locate.ts";
import { binds, functions } from "./typescript/names.ts";

/** Methods of every object, and https://vite.dev/guide/env-and-mode: what Vite itself puts into import.meta.env. */
const NO_VARIABLES = /^(?:hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf|constructor|__proto__)$/;
const NO_VARIABLES_OF_VITE = /^(?:hasOwnProperty|MODE|DEV|PROD|SSR|BASE_URL)$/;

function readersOf(of: string): readonly Reader[] {
  const except = of === "import.meta.env" ? NO_VARIABLES_OF_VITE : NO_VARIABLES;
  return [
    { access: "member", of, mode: "optional", except },
    { access: "test", of, mode: "presence", except },
    { access: "call", of: `${of}.hasOwnProperty`, name: { position: 0 }, mode: "presence" },
  ];
}

/** Only where it is given an environment first. */
function givenEnvironment(call: Expression, around: Around): Refinement {
  const [first] = call.kind === "call" ? call.arguments : [];
  return first !== undefined && isEnvironment(around.pathOf(first.value) ?? "") ? {} : { ignore: true };
}

const readers: readonly Reader[] = [
  ...ENVIRONMENTS.flatMap(readersOf),
  ...["Deno.env.get", "Netlify.env.get"].map((of): Reader => ({ access: "call", of, name: { position: 0 }, mode: "optional" })),
  ...["Deno.env.has", "Netlify.env.has"].map((of): Reader => ({ access: "call", of, name: { position: 0 }, mode: "presence" })),
  ...["Object.hasOwn", "Object.prototype.hasOwnProperty.call", "Reflect.has"].map((of): Reader => ({
    access: "call",
    of,
    name: { position: 1 },
    mode: "presence",
    refine: givenEnvironment,
  })),
  ...["Reflect.get", "lodash.get", "lodash/get", "lodash-es.get"].map((of): Reader => ({
    access: "call",
    of,
    name: { position: 1 },
    default: { position: 2 },
    mode: "optional",
    refine: givenEnvironment,
  })),
];

function written(node: Node): "write" | "default" | null {
  let whole = node;
  while (whole.parent !== null && TRANSPARENT.has(whole.parent.type)) whole = whole.parent;
  const { parent } = whole;
  if (parent === null || (childOf(parent, "left") ?? childOf(parent, "argument")) !== whole) return null;
  return WRITES[parent.type]?.(new Set(parent.children.map(({ type }) => type))) ?? null;
}

/** By the type of what a variable is the left side or the operand of, with the signs in it. */
const WRITES: Readonly<Record<string, (signs: ReadonlySet<string>) => "write" | "default" | null>> = {
  unary_expression: (signs) => (signs.has("delete") ? "write" : null),
  assignment_expression: () => "write",
  augmented_assignment_expression: (signs) => (signs.has("??=") || signs.has("||=") ? "default" : "write"),
};

const TRANSPARENT: ReadonlySet<string> = new Set(["parenthesized_expression", "non_null_expression"]);

/** A `try` whose failure is caught for good. */
function attempted(node: Node, lowering: Lowering): Node | undefined {
  const handler = childOf(node, "handler");
  return handler !== undefined && !/\bthrow\b|process\.exit/.test(lowering.textOf(handler)) ? childOf(node, "body") : undefined;
}

const EXPORTS =
  /\bexport\s+(?:(?:declare|default|async|abstract)\s+)*(?:const\s+enum|const|let|var|function\s*\*?|class|enum|namespace)\s+(?:([\w$]+)|\{([^}]{0,3000})\})|\bexport\s*\{([^{}]*)\}/g;

/** What the module says that it exports, or `any` where it does so by assignment. */
function exported(text: string): ReadonlySet<string> | "any" {
  if (/\bexports\b|\bexport\s*=/.test(text)) return "any";
  const names = [...text.matchAll(EXPORTS)].flatMap(([, name, pattern, list]) => [
    name ?? "",
    ...((pattern ?? list)?.match(/[\w$]+/g) ?? []),
  ]);
  return new Set([...names, "default"]);
}

const ASSERTIONS = [
  "assert",
  "assert.ok",
  "assert.strict",
  "assert/strict",
  "assert/strict.ok",
  "assert.strict.ok",
  "tiny-invariant",
  "invariant",
  "ts-invariant",
  "ts-invariant.invariant",
];

/** Their functions fail without a true argument. */
const assertions = Object.fromEntries(
  ASSERTIONS.flatMap((path) => [path, `node:${path}`]).map((path): [string, Effect] => [path, { mode: "required" }]),
);

/** TypeScript and JavaScript. */
export const typescript: Language = {
  id: "typescript",
  grammar: "typescript",
  prefilter:
    /process\s*\??\.\s*env|process\[|meta\??\.env|(?:Deno|Bun|Netlify)\.env|ProcessEnv|["'](?:node:)?process["']|["'](?:bun|std-env)["']|\$env\/dynamic|(?:process|import\.meta)(?<==\s*(?:process|import\.meta))\s*(?:[;,)}\n]|$)|\bloadEnv\b/,
  lower,
  binds,
  scopes: new Set([
    "program",
    "statement_block",
    "function_declaration",
    "function_expression",
    "generator_function_declaration",
    "generator_function",
    "arrow_function",
    "method_definition",
    "class_declaration",
    "abstract_class_declaration",
    "class",
    "enum_declaration",
    "for_statement",
    "for_in_statement",
  ]),
  functions,
  branches: {
    if_statement: (node) => ({
      test: childOf(node, "condition"),
      yes: childOf(node, "consequence"),
      no: childOf(node, "alternative"),
    }),
  },
  aborts: ({ type }) => type === "throw_statement",
  returned: (node) => (node.type === "return_statement" ? parts(node)[0] : undefined),
  exits: new Set(["process.exit", "process.abort", "node:process.exit", "Deno.exit", "assert.fail", "node:assert.fail"]),
  attempts: { try_statement: attempted },
  written,
  readers,
  methods: {
    trim: {},
    toLowerCase: {},
    toUpperCase: {},
    toString: {},
    replace: {},
    replaceAll: {},
    slice: {},
    split: { type: "list" },
  },
  conversions: {
    ...assertions,
    Number: { type: "number" },
    parseInt: { type: "integer" },
    "Number.parseInt": { type: "integer" },
    parseFloat: { type: "number" },
    "Number.parseFloat": { type: "number" },
    BigInt: { type: "integer" },
    String: {},
    Boolean: { type: "truthy" },
    "JSON.parse": { type: "json" },
    URL: { type: "url" },
    ms: { type: "duration" },
    "Object.freeze": {},
    "Object.seal": {},
    "Array.from": {},
    Set: {},
  },
  moduleOf,
  asserts: new Set(["non_null_expression"]),
  passesOn: /\bexport\s*[*{]|\bmodule\.exports\s*=\s*(?:\{\s*\.\.\.)?require\b/,
  exports: exported,
  unit: (path) => path,
  locate,
};
