import type { Expression } from "../expression.ts";
import { childOf, type Node } from "../tree.ts";
import type { Around, Branch, FunctionShape, Language, Lowering, Reader, Refinement } from "./language.ts";
import { parts } from "./lowering.ts";
import { parameterNames, rustBinds } from "./rust/binds.ts";
import { rustLower } from "./rust/lower.ts";

const shape = (node: Node, lowering: Lowering): FunctionShape => ({
  parameters: parameterNames(childOf(node, "parameters"), lowering),
  body: childOf(node, "body"),
});

const conditional = (node: Node): Branch => ({
  test: childOf(node, "condition"),
  yes: childOf(node, "consequence"),
  no: childOf(node, "alternative"),
});

/** `let Ok(x) = value else { … };`. */
const letElse = (node: Node): Branch => {
  const no = childOf(node, "alternative");
  return { test: no === undefined ? undefined : childOf(node, "value"), yes: undefined, no };
};

/** `return value`, or the last expression of a function's body. */
const returned = (node: Node, lowering: Lowering): Node | undefined => {
  if (node.type === "return_expression") return lowering.lower(node).kind === "abort" ? undefined : parts(node)[0];
  const { parent } = node;
  const isLast = parent?.type === "block" && parent.parent?.type === "function_item" && parts(parent).at(-1) === node;
  return isLast && rustLower[node.type] !== undefined && lowering.lower(node).kind !== "abort" ? node : undefined;
};

/** `#[cfg(test)]` and `#[test]` stand before what they are about. */
const isTest = (node: Node, lowering: Lowering): boolean => {
  if (node.type !== "mod_item" && node.type !== "function_item" && node.type !== "impl_item" && node.type !== "use_declaration")
    return false;
  const siblings = node.parent?.children ?? [];
  for (let at = siblings.indexOf(node) - 1; at >= 0; at -= 1) {
    const before = siblings[at];
    if (before === undefined || !/^attribute_item$|comment$/.test(before.type)) return false;
    if (/^#\[\s*(?:cfg\s*\(\s*(?:all\s*\(\s*)?test\b|(?:\w+::)*test\b|rstest\b)/.test(lowering.textOf(before))) return true;
  }
  return false;
};

/** What Cargo itself gives to every crate that it builds: doc.rust-lang.org/cargo/reference/environment-variables.html. */
const BY_CARGO =
  /^(?:CARGO|CARGO_(?:MANIFEST_(?:DIR|PATH|LINKS)|PKG_\w+|CRATE_NAME|BIN_NAME|BIN_EXE_\w+|PRIMARY_PACKAGE|TARGET_TMPDIR|CFG_\w+|FEATURE_\w+|MAKEFLAGS|ENCODED_RUSTFLAGS)|OUT_DIR|NUM_JOBS|OPT_LEVEL|RUSTC|RUSTDOC|DEP_\w+)$/;

/** Among the tokens of a macro there are no expressions around the read: what follows it in the text tells. */
function refined(call: Expression, { lowering }: Around): Refinement {
  const [name] = call.kind === "call" ? call.arguments : [];
  if (name?.value.kind === "text" && BY_CARGO.test(name.value.text)) return { ignore: true };
  const { node } = call;
  if (node.type !== "token_tree" || node.parent === null) return {};
  const after = lowering.textOf({ ...node, start: node.end, end: node.parent.end }).slice(0, 80);
  return /^\s*(?:\?|\.\s*(?:unwrap|expect)\s*\()/.test(after) ? { mode: "required" } : {};
}

const reader = (of: string, mode: Reader["mode"] = "optional"): Reader => ({
  access: "call",
  of,
  name: { position: 0 },
  mode,
  refine: refined,
});

const SAME: readonly string[] = [
  ..."map map_err and_then or or_else ok_or ok_or_else context with_context wrap_err wrap_err_with inspect inspect_err filter flatten copied cloned clone".split(
    " ",
  ),
  ..."as_deref as_ref as_mut as_str as_bytes into to_string to_owned to_lowercase to_uppercase trim trim_end trim_start into_string into_os_string".split(
    " ",
  ),
  ..."to_str to_string_lossy try_into await change_context attach attach_printable unwrap_or_report into_diagnostic whatever_context then zip take".split(
    " ",
  ),
];

/** Methods of Option and Result in the standard library, and of anyhow, eyre and miette. */
const METHODS: Language["methods"] = {
  ...Object.fromEntries(SAME.map((name) => [name, {}])),
  "?": { mode: "required" },
  unwrap: { mode: "required" },
  expect: { mode: "required" },
  unwrap_or: { mode: "default" },
  unwrap_or_else: { mode: "default" },
  unwrap_or_default: { mode: "default", text: "" },
  map_or: { mode: "default" },
  map_or_else: { mode: "default" },
  ok: { mode: "optional" },
  transpose: { spare: 1 },
  parse: {},
  split: { type: "list" },
};

/** A Result of an Option fails for other reasons than that the variable is absent. */
const spare = (home: Node, lowering: Lowering): number => {
  const result = childOf(home, "return_type");
  return result !== undefined && /Result\s*<\s*Option\s*</.test(lowering.textOf(result)) ? 1 : 0;
};

/** Standard library std::env, and dotenvy and dotenv, which read a file of variables first. */
export const rust: Language = {
  id: "rust",
  grammar: "rust",
  prefilter: /\benv\s*::\s*\{?[^;]{0,300}\bvar|\benv::|\benv!|\boption_env!|dotenv/,
  lower: rustLower,
  binds: rustBinds,
  scopes: new Set([
    "source_file",
    "mod_item",
    "function_item",
    "impl_item",
    "trait_item",
    "closure_expression",
    "block",
    "if_expression",
    "while_expression",
    "match_arm",
    "for_expression",
  ]),
  functions: { function_item: shape, closure_expression: shape },
  branches: { if_expression: conditional, let_declaration: letElse },
  aborts: (node, lowering) => rustLower[node.type] !== undefined && node.type !== "block" && lowering.lower(node).kind === "abort",
  returned,
  exits: new Set(["std.process.exit", "process.exit", "std.process.abort", "process.abort", "*.exit"]),
  attempts: {},
  written: () => null,
  readers: [
    ...["std.env.var", "env.var", "std.env.var_os", "env.var_os", "dotenvy.var", "dotenv.var", "dotenv.var_os"].map((of) => reader(of)),
    reader("option_env!"),
    reader("env!", "required"),
  ],
  methods: METHODS,
  conversions: {},
  unit: (path) => path,
  locate,
  passesOn: /\bpub\s*(?:\([^)]{0,300}\)\s*)?use\b|\bmod\s+\w+\s*;/,
  declares: /\b([A-Za-z_]\w*)/g,
  isModule: ({ parent, field }) => parent !== null && /^scoped_(?:type_)?identifier$/.test(parent.type) && field === "path",
  spare,
  ignores: isTest,
};

/** `crate.a.b`, `super.a`, `self.a`, or a crate of the workspace and a path in it, as files. */
function locate(module: string, from: string): readonly string[] {
  const [first = "", ...rest] = module.split(".");
  const base = baseOf(first, from);
  if (base === undefined)
    return crates(first).flatMap((crate) => (rest.length === 0 ? [`${crate}/src/lib`] : files([crate, "src", ...rest])));
  if (rest[0] === "super") return locate(rest.join("."), [...base, "mod.rs"].join("/"));
  return rest.length > 0 ? files([...base, ...rest]) : [...files(base), ...["lib", "main"].map((name) => [...base, name].join("/"))];
}

/** The folder of the modules that a path begins with; none where it begins with another crate. */
function baseOf(first: string, from: string): readonly string[] | undefined {
  const folders = from.split("/").slice(0, -1);
  const own = /(?:^|\/)(?:mod|lib|main)\.rs$/.test(from) ? folders : from.replace(/\.rs$/, "").split("/");
  const src = folders.lastIndexOf("src");
  switch (first) {
    case "crate":
      return folders.slice(0, src < 0 ? folders.length : src + 1);
    case "super":
      return own.slice(0, -1);
    default:
      return first === "self" ? own : undefined;
  }
}

const files = (path: readonly string[]): readonly string[] => [path.join("/"), `${path.join("/")}/mod`];

/** The folders that a crate may be in: with `-` where its name has `_`. Libraries of the language are none. */
const crates = (name: string): readonly string[] =>
  /^(?:std|core|alloc|env)$/.test(name) ? [] : [...new Set([name, name.replaceAll("_", "-")])];
