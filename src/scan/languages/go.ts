import { childOf, childrenOf, type Node } from "../tree.ts";
import { goBinds } from "./go/binds.ts";
import { goLower } from "./go/lower.ts";
import type { Branch, FunctionShape, Language, Lowering, Reader } from "./language.ts";
import { parts } from "./lowering.ts";

const shape = (node: Node, lowering: Lowering): FunctionShape => {
  const declared = childOf(node, "parameters");
  const names = declared === undefined ? [] : parts(declared).flatMap((one) => childrenOf(one, "name").filter(({ named }) => named));
  const rest = declared?.children.find(({ type }) => type === "variadic_parameter_declaration");
  const last = rest === undefined ? undefined : childOf(rest, "name");
  const about = last === undefined ? {} : { rest: lowering.textOf(last) };
  return { parameters: names.map((one) => lowering.textOf(one)), body: childOf(node, "body"), ...about };
};

const conditional = (node: Node): Branch => ({
  test: childOf(node, "condition"),
  yes: childOf(node, "consequence"),
  no: childOf(node, "alternative"),
});

/** A case of a `switch` without a value is a test of its own. */
const caseOf = (node: Node): Branch => {
  const isTest = node.parent !== null && childOf(node.parent, "value") === undefined;
  const values = childOf(node, "value");
  const body = node.children.find(({ type }) => type === "statement_list");
  return { test: isTest && values !== undefined ? parts(values)[0] : undefined, yes: body, no: undefined };
};

/** `return "", err`, `return fmt.Errorf("…")`, `return &ConfigError{}`: the last of the results is an error that is not nil. */
const failing = (node: Node, lowering: Lowering): boolean => {
  const results = node.type === "return_statement" ? parts(node)[0] : undefined;
  const last = results === undefined ? undefined : parts(results).at(-1);
  return last !== undefined && FAILURE.test(lowering.textOf(last).slice(0, 200));
};

const FAILURE =
  /^(?:&?[\w.]*[eE]rr(?:or|ors|orf|f)?\b|&?[\w.]*(?:Err[A-Z]\w*|[eE]rrors?\.\w+|Error(?:f|s)?|Error\{)|(?:errors|xerrors|status|oops|trace|eris)\.\w+\()/;

/** The only result, or the one that comes with a nil error. */
const returned = (node: Node): Node | undefined => {
  const results = node.type === "return_statement" ? parts(node)[0] : undefined;
  const [first, second] = results === undefined ? [] : parts(results);
  return second === undefined || second.type === "nil" ? first : undefined;
};

const first = { position: 0 };

/** What a getter is that a function is given: go/binds.ts. */
const HANDED_IN = "os.Getenv.given()";

const reader = (of: string): Reader => ({ access: "call", of, name: first, mode: "optional" });

/** What takes a text and gives it changed, or as another type; a second result is an error. */
const CONVERSIONS: Language["conversions"] = {
  string: {},
  int: { type: "integer" },
  int32: { type: "integer" },
  int64: { type: "integer" },
  float64: { type: "number" },
  "strconv.Atoi": { type: "integer" },
  "strconv.ParseInt": { type: "integer" },
  "strconv.ParseUint": { type: "integer" },
  "strconv.ParseFloat": { type: "number" },
  "strconv.ParseBool": { type: "boolean" },
  "strconv.Unquote": {},
  "time.ParseDuration": { type: "duration" },
  "net/url.Parse": { type: "url" },
  "net/url.ParseRequestURI": { type: "url" },
  "encoding/json.Unmarshal": { type: "json" },
  "strings.TrimSpace": {},
  "strings.Trim": {},
  "strings.TrimPrefix": {},
  "strings.TrimSuffix": {},
  "strings.TrimRight": {},
  "strings.TrimLeft": {},
  "strings.ToLower": {},
  "strings.ToUpper": {},
  "strings.ReplaceAll": {},
  "strings.Split": { type: "list" },
  "strings.Fields": { type: "list" },
  "path/filepath.Clean": {},
  "cmp.Or": { mode: "default", argument: -1 },
};

/** Standard library: os/env.go, syscall/env_unix.go. */
export const go: Language = {
  id: "go",
  grammar: "go",
  prefilter: /\b[gG]etenv\b|\b[lL]ookupEnv\b|\bExpandEnv\b/,
  lower: goLower,
  binds: goBinds,
  scopes: new Set([
    "source_file",
    "function_declaration",
    "method_declaration",
    "func_literal",
    "block",
    "if_statement",
    "for_statement",
    "expression_switch_statement",
    "expression_case",
    "default_case",
    "communication_case",
    "type_spec",
    "function_type",
    "struct_type",
  ]),
  functions: { function_declaration: shape, method_declaration: shape, func_literal: shape },
  branches: { if_statement: conditional, expression_case: caseOf },
  aborts: failing,
  returned,
  exits: new Set([
    "panic",
    "os.Exit",
    "*.Fatal",
    "*.Fatalf",
    "*.Fatalln",
    "*.Fatalw",
    "*.FatalIfError",
    "*.Panic",
    "*.Panicf",
    "*.Panicln",
    "*.Exitf",
  ]),
  attempts: {},
  written: () => null,
  readers: ["os.Getenv", "os.LookupEnv", "syscall.Getenv", "golang.org/x/sys/unix.Getenv", HANDED_IN].map(reader),
  methods: {},
  conversions: CONVERSIONS,
  unit: (path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0)),
  locate,
  passesOn: /\b[eE]nv\b/,
  declares:
    /(?:^|[\n;{(])[ \t]*(?:(?:func|type|var|const)[ \t]+(?:\([^)\n]*\)[ \t]*)?)?([A-Za-z_]\w*)(?=[ \t]*[,=([]|[ \t]+[\w[\]*`]|[ \t]*\n)/g,
};

/** The folders that an import may mean: its path without the module, which is a host, an owner, a name and a major version at the well-known hosts. */
function locate(module: string): readonly string[] {
  const [host = "", ...rest] = module.split("/");
  if (!host.includes(".")) return rest.length === 0 ? [] : [module, rest.join("/")];
  const depth = FORGES.has(host) ? 2 : 1;
  const inside = rest.slice(/^v\d+$/.test(rest[depth] ?? "") ? depth + 1 : depth);
  return inside.length === 0 ? [] : [inside.join("/")];
}

const FORGES: ReadonlySet<string> = new Set(["github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitea.com", "git.sr.ht"]);
