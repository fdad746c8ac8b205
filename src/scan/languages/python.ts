import { childOf, type Node } from "../tree.ts";
import type { Language, Lowering } from "./language.ts";
import { parts } from "./lowering.ts";
import { lower } from "./python/expressions.ts";
import { binds, shape } from "./python/names.ts";

/** `os.environ.setdefault(…)` and `os.environ.pop(…)` as statements are there for what they change. */
function written(node: Node, lowering: Lowering): "write" | "default" | null {
  const { parent } = node;
  if (parent === null) return null;
  if (parent.type === "delete_statement") return "write";
  const called = node.type === "call" && parent.type === "expression_statement" ? childOf(node, "function") : undefined;
  if (called !== undefined) return /\benviron\.(?:setdefault|pop)$/.test(lowering.textOf(called)) ? "write" : null;
  return (parent.type === "assignment" || parent.type === "augmented_assignment") && childOf(parent, "left") === node ? "write" : null;
}

const isCaught = /\b(?:KeyError|LookupError|Exception|ImproperlyConfigured|UndefinedValueError|BaseException)\b|^except\s*:/;

/** What libraries call the variables that they read, by the name of the constant. */
const CONSTANTS: Language["constants"] = {
  "dj_database_url.DEFAULT_ENV": "DATABASE_URL",
  "django_cache_url.DEFAULT_ENV": "CACHE_URL",
  "dj_email_url.DEFAULT_ENV": "EMAIL_URL",
  "environ.Env.DEFAULT_DATABASE_ENV": "DATABASE_URL",
  "environ.Env.DEFAULT_CACHE_ENV": "CACHE_URL",
};

export const python: Language = {
  id: "python",
  grammar: "python",
  prefilter: /environ|getenv|decouple|BaseSettings|envvar|starlette\.config|dj_database_url|environs|dynaconf|\bConfig\(/,
  lower,
  binds,
  scopes: new Set([
    "module",
    "function_definition",
    "class_definition",
    "lambda",
    "list_comprehension",
    "set_comprehension",
    "dictionary_comprehension",
    "generator_expression",
  ]),
  functions: { function_definition: shape, lambda: shape },
  branches: {
    if_statement: (node) => ({
      test: childOf(node, "condition"),
      yes: childOf(node, "consequence"),
      no: childOf(node, "alternative"),
    }),
    elif_clause: (node) => ({ test: childOf(node, "condition"), yes: childOf(node, "consequence"), no: undefined }),
    assert_statement: (node) => ({ test: parts(node)[0], yes: undefined, no: node }),
  },
  returned: (node) => (node.type === "return_statement" ? parts(node)[0] : undefined),
  aborts: ({ type }) => type === "raise_statement" || type === "assert_statement",
  exits: new Set(["sys.exit", "exit", "quit", "os._exit", "os.abort"]),
  attempts: {
    try_statement: (node, lowering) => {
      const handlers = node.children.filter(({ type }) => type === "except_clause");
      const caught = handlers.some(
        (handler) => isCaught.test(lowering.textOf(handler).slice(0, 200)) && !/\braise\b|sys\.exit/.test(lowering.textOf(handler)),
      );
      return caught ? childOf(node, "body") : undefined;
    },
  },
  written,
  readers: [
    { access: "index", of: "os.environ", mode: "required" },
    { access: "index", of: "os.environb", mode: "required" },
    { access: "test", of: "os.environ", mode: "presence" },
    {
      access: "call",
      of: "os.environ.get",
      name: { position: 0, keyword: "key" },
      default: { position: 1, keyword: "default" },
      mode: "optional",
    },
    { access: "call", of: "os.environb.get", name: { position: 0 }, default: { position: 1 }, mode: "optional" },
    { access: "call", of: "os.environ.pop", name: { position: 0 }, default: { position: 1 }, mode: "required" },
    { access: "call", of: "os.environ.setdefault", name: { position: 0 }, default: { position: 1 }, mode: "optional" },
    {
      access: "call",
      of: "os.getenv",
      name: { position: 0, keyword: "key" },
      default: { position: 1, keyword: "default" },
      mode: "optional",
    },
    { access: "call", of: "os.getenvb", name: { position: 0 }, default: { position: 1 }, mode: "optional" },
  ],
  methods: {
    strip: {},
    lower: {},
    upper: {},
    rstrip: {},
    lstrip: {},
    replace: {},
    encode: {},
    split: { type: "list" },
    casefold: {},
    title: {},
    removesuffix: {},
    removeprefix: {},
  },
  conversions: {
    int: { type: "integer" },
    float: { type: "number" },
    bool: { type: "truthy" },
    str: {},
    "json.loads": { type: "json" },
    "ast.literal_eval": {},
    "pathlib.Path": {},
    Path: {},
    "distutils.util.strtobool": { type: "boolean" },
    strtobool: { type: "boolean" },
    list: {},
    set: {},
    tuple: {},
  },
  constants: CONSTANTS,
  passesAll: /\bimport\b[\s\\]*\*/,
  makes: /^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)/gm,
  unit: (path) => path,
  locate: (module, from) => {
    const [, dots = "", rest = ""] = /^(\.*)(.*)$/.exec(module) ?? [];
    const tail = rest.replaceAll(".", "/");
    const folders = from.split("/").slice(0, -1);
    const base = dots === "" ? [] : folders.slice(0, folders.length - dots.length + 1);
    const path = [...base, ...(tail === "" ? [] : [tail])].join("/");
    return [path, `${path}/__init__`];
  },
};
