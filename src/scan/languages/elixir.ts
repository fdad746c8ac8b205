import type { Expression } from "../expression.ts";
import type { Node } from "../tree.ts";
import type { Around, Branch, Language, Lowering, Reader, Refinement } from "./language.ts";
import { lower } from "./elixir/expressions.ts";
import { binds, closureShape, fileOf, locate, shape } from "./elixir/names.ts";
import { argumentsOf, bodiesOf, calledName } from "./elixir/syntax.ts";

const NO_BRANCH: Branch = { test: undefined, yes: undefined, no: undefined };

/** `if` and `unless` are calls. */
function branch(node: Node, lowering: Lowering): Branch {
  const called = calledName(node, lowering);
  if (called !== "if" && called !== "unless") return NO_BRANCH;
  const [first, second] = bodiesOf(node, lowering);
  const [yes, no] = called === "if" ? [first, second] : [second, first];
  return { test: argumentsOf(node)[0], yes, no };
}

/** `Map.get(System.get_env(), "A")`, not of another map. */
function ofEnvironment(call: Expression, around: Around): Refinement {
  const map = call.kind === "call" ? call.arguments[0]?.value : undefined;
  return map !== undefined && around.pathOf(map) === "System.get_env()" ? {} : { ignore: true };
}

const MAPS: readonly Reader[] = [
  { access: "call", of: "Map.get", name: { position: 1 }, default: { position: 2 }, mode: "optional", refine: ofEnvironment },
  { access: "call", of: "Map.fetch", name: { position: 1 }, mode: "optional", refine: ofEnvironment },
  { access: "call", of: "Map.fetch!", name: { position: 1 }, mode: "required", refine: ofEnvironment },
  { access: "call", of: "Map.has_key?", name: { position: 1 }, mode: "presence", refine: ofEnvironment },
];

export const elixir: Language = {
  id: "elixir",
  grammar: "elixir",
  prefilter: /\bSystem\.(?:get_env|fetch_env)|:os\.getenv/,
  lower,
  binds,
  scopes: new Set(["source", "do_block", "keywords", "anonymous_function", "stab_clause"]),
  functions: { do_block: shape, keywords: shape, anonymous_function: closureShape },
  branches: { call: branch },
  aborts: () => false,
  exits: new Set(["System.halt", "System.stop", "Mix.raise", "Kernel.raise", "Kernel.exit"]),
  attempts: {
    do_block: (node, lowering) => {
      const rescue = node.children.find(({ type }) => type === "rescue_block");
      return rescue === undefined || /\b(?:re)?raise\b|System\.halt/.test(lowering.textOf(rescue)) ? undefined : node;
    },
  },
  written: () => null,
  readers: [
    { access: "call", of: "System.get_env", name: { position: 0 }, default: { position: 1 }, mode: "optional" },
    { access: "call", of: "System.fetch_env", name: { position: 0 }, mode: "optional" },
    { access: "call", of: "System.fetch_env!", name: { position: 0 }, mode: "required" },
    { access: "call", of: ":os.getenv", name: { position: 0 }, default: { position: 1 }, mode: "optional" },
    { access: "index", of: "System.get_env()", mode: "optional" },
    ...MAPS,
  ],
  methods: {},
  conversions: {
    "String.to_integer": { type: "integer" },
    "Integer.parse": { type: "integer" },
    "String.to_float": { type: "number" },
    "Float.parse": { type: "number" },
    "String.to_atom": {},
    "String.to_existing_atom": {},
    "String.trim": {},
    "String.downcase": {},
    "String.upcase": {},
    "String.replace": {},
    "String.split": { type: "list" },
    "String.to_charlist": {},
    to_charlist: {},
    to_string: {},
    "Jason.decode!": { type: "json" },
    "Jason.decode": { type: "json" },
    "JSON.decode!": { type: "json" },
    "URI.parse": { type: "url" },
    "Base.decode64!": {},
  },
  unit: (path) => path,
  locate,
  global: fileOf,
};
