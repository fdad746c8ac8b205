import type { Expression } from "../expression.ts";
import { childOf, type Node } from "../tree.ts";
import type { Language, Lowering, Reader, Refinement } from "./language.ts";
import { parts } from "./lowering.ts";
import { BLOCK, lower } from "./ruby/expressions.ts";
import { binds, CLASSES, fileOf, locate, shape } from "./ruby/names.ts";

/** `ENV.fetch("A") { "d" }`: the block's value is the default, unless it raises. */
function fromBlock(call: Expression): Refinement {
  const block = call.kind === "call" ? call.arguments.find(({ name }) => name === BLOCK)?.value : undefined;
  if (block?.kind !== "function") return {};
  return block.result?.kind === "abort" ? { mode: "required" } : { default: block.result ?? block };
}

/** As many names as a call of `values_at` is looked at for. */
const POSITIONS = [...Array.from({ length: 12 }).keys()];

const ASKED = ["key?", "has_key?", "include?", "member?", "exist?"];

const SEVERAL = [
  ["values_at", "optional"],
  ["slice", "optional"],
  ["fetch_values", "required"],
] as const;

const READERS: readonly Reader[] = [
  { access: "index", of: "ENV", mode: "optional" },
  { access: "call", of: "ENV.fetch", name: { position: 0 }, default: { position: 1 }, mode: "required", refine: fromBlock },
  { access: "call", of: "ENV.dig", name: { position: 0 }, mode: "optional" },
  { access: "call", of: "ENV.delete", name: { position: 0 }, mode: "optional" },
  { access: "call", of: "ENV.[]", name: { position: 0 }, mode: "optional" },
  ...ASKED.map((method): Reader => ({ access: "call", of: `ENV.${method}`, name: { position: 0 }, mode: "presence" })),
  ...SEVERAL.flatMap(([method, mode]) =>
    POSITIONS.map((position): Reader => ({ access: "call", of: `ENV.${method}`, name: { position }, mode })),
  ),
];

/** dotenv's `require_keys` fails on the first that is missing. */
const DOTENV: readonly Reader[] = POSITIONS.map((position) => ({
  access: "call",
  of: "Dotenv.require_keys",
  name: { position },
  mode: "required",
}));

const isCaught = /\b(?:KeyError|IndexError|StandardError|Exception)\b|^rescue\s*(?:=>|;|\n|$)/;

/** A block or method with a `rescue` that goes on. */
function attempted(node: Node, lowering: Lowering): Node | undefined {
  const handlers = node.children.filter(({ type }) => type === "rescue");
  const [first] = handlers;
  const goesOn = handlers
    .map((handler) => lowering.textOf(handler))
    .some((text) => isCaught.test(text) && !/\b(?:raise|abort|exit)\b/.test(text));
  return first !== undefined && goesOn ? { ...node, end: first.start } : undefined;
}

const VALUES: ReadonlySet<string> = new Set([
  "assignment",
  "argument_list",
  "parenthesized_statements",
  "call",
  "binary",
  "pair",
  "array",
  "return",
]);

function written(node: Node, lowering: Lowering): "write" | "default" | null {
  const { parent } = node;
  if (parent === null) return null;
  if (node.type === "call") return !VALUES.has(parent.type) && /^ENV\.delete\b/.test(lowering.textOf(node)) ? "write" : null;
  if (parent.type === "left_assignment_list") return "write";
  if (childOf(parent, "left") !== node) return null;
  if (parent.type === "operator_assignment") return setsWhereAbsent(parent) ? "default" : "write";
  return parent.type === "assignment" ? "write" : null;
}

/** `ENV["A"] ||= "d"`; as a statement it only sets what the program then reads elsewhere. */
function setsWhereAbsent(assignment: Node): boolean {
  return childOf(assignment, "operator")?.type === "||=" && VALUES.has(assignment.parent?.type ?? "");
}

/** The statement that a method ends with is its value. */
function returned(node: Node): Node | undefined {
  if (node.type === "return") return parts(node).flatMap(parts)[0];
  const { parent } = node;
  const body = parent?.type === "body_statement" ? parent : node;
  const isMethod = body.parent !== null && (body.parent.type === "method" || body.parent.type === "singleton_method");
  const isLast = body === node ? node.type !== "body_statement" && node.field === "body" : parts(body).at(-1) === node;
  return isMethod && isLast && !LEAVES.has(node.type) ? node : undefined;
}

const LEAVES: ReadonlySet<string> = new Set(["return", "if", "unless", "case", "begin", "if_modifier", "unless_modifier"]);

export const ruby: Language = {
  id: "ruby",
  grammar: "ruby",
  prefilter: /\bENV\b|\bDotenv\b/,
  lower,
  binds,
  scopes: new Set(["program", "method", "singleton_method", "lambda", "block", "do_block", ...CLASSES]),
  functions: { method: shape, singleton_method: shape, lambda: shape },
  branches: {
    if: (node) => ({ test: childOf(node, "condition"), yes: childOf(node, "consequence"), no: childOf(node, "alternative") }),
    elsif: (node) => ({ test: childOf(node, "condition"), yes: childOf(node, "consequence"), no: childOf(node, "alternative") }),
    unless: (node) => ({ test: childOf(node, "condition"), yes: childOf(node, "alternative"), no: childOf(node, "consequence") }),
    if_modifier: (node) => ({ test: childOf(node, "condition"), yes: childOf(node, "body"), no: undefined }),
    unless_modifier: (node) => ({ test: childOf(node, "condition"), yes: undefined, no: childOf(node, "body") }),
  },
  aborts: () => false,
  returned,
  exits: new Set(["Kernel.abort", "Kernel.exit", "Kernel.raise", "Process.exit"]),
  attempts: { begin: attempted, body_statement: attempted },
  written,
  readers: [...READERS, ...DOTENV],
  methods: {
    to_s: {},
    to_str: {},
    to_sym: {},
    to_i: { type: "integer" },
    to_f: { type: "number" },
    to_d: { type: "number" },
    split: { type: "list" },
    lines: { type: "list" },
    presence: {},
    strip: {},
    squish: {},
    chomp: {},
    downcase: {},
    upcase: {},
    sub: {},
    gsub: {},
    tr: {},
    dup: {},
    freeze: {},
    delete_suffix: {},
    delete_prefix: {},
    unpack1: {},
  },
  conversions: {
    Integer: { type: "integer" },
    Float: { type: "number" },
    String: {},
    Array: {},
    URI: { type: "url" },
    "URI.parse": { type: "url" },
    "JSON.parse": { type: "json" },
    "Addressable.URI.parse": { type: "url" },
    "ActiveModel.Type.Boolean.new().cast": { type: "boolean" },
    "Pathname.new": {},
    Pathname: {},
  },
  unit: (path) => path,
  locate,
  global: fileOf,
};
