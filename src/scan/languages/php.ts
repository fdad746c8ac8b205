import { childOf, namedChildren, type Node } from "../tree.ts";
import type { Language, Lowering } from "./language.ts";
import { lower } from "./php/expressions.ts";
import { binds, CLASSES, parameterName } from "./php/names.ts";

const shape = (node: Node, lowering: Lowering): ReturnType<Language["functions"][string]> => {
  const declared = childOf(node, "parameters");
  return {
    parameters: declared === undefined ? [] : namedChildren(declared).map((one) => parameterName(one, lowering)),
    body: childOf(node, "body"),
  };
};

/** What a web server tells of a request, where PHP also puts the environment (manual, "$_SERVER"). */
const OF_REQUESTS =
  /^(?:HTTP_(?!PROXY$)\w*|HTTPS|PHP_SELF|PHP_AUTH_\w+|argv|argc|GATEWAY_INTERFACE|SERVER_(?:ADDR|NAME|SOFTWARE|PROTOCOL|ADMIN|PORT|SIGNATURE)|REQUEST_(?:METHOD|TIME|TIME_FLOAT|URI|SCHEME)|QUERY_STRING|DOCUMENT_(?:ROOT|URI)|CONTEXT_\w+|REMOTE_(?:ADDR|HOST|PORT|USER)|REDIRECT_\w+|SCRIPT_(?:FILENAME|NAME|URI|URL)|PATH_(?:TRANSLATED|INFO)|ORIG_(?:PATH_INFO|SCRIPT_NAME)|AUTH_TYPE|CONTENT_(?:TYPE|LENGTH)|UNENCODED_URL|IIS_\w+|SSL_\w+|UNIQUE_ID|GEOIP_\w+|LSWS_\w+|X-[\w-]+)$/;

const CONVERSIONS: Language["conversions"] = {
  "(int)": { type: "integer" },
  "(integer)": { type: "integer" },
  "(bool)": { type: "boolean" },
  "(boolean)": { type: "boolean" },
  "(float)": { type: "number" },
  "(double)": { type: "number" },
  "(string)": {},
  intval: { type: "integer" },
  floatval: { type: "number" },
  boolval: { type: "boolean" },
  strval: {},
  filter_var: {},
  json_decode: { type: "json" },
  explode: { type: "list" },
  trim: {},
  rtrim: {},
  ltrim: {},
  strtolower: {},
  strtoupper: {},
  base64_decode: {},
  isset: { mode: "presence" },
};

/** The places without an import of their own that functions of a project are mostly kept in. */
const SHARED = ["helpers", "functions", "Helpers", "Functions", "helper", "env", "bootstrap", "common"];

export const php: Language = {
  id: "php",
  grammar: "php",
  prefilter:
    /\bgetenv\b|\$_ENV\b|\$_SERVER\b(?!\s*\[\s*['"](?:HTTP_|REQUEST_|SERVER_(?:NAME|ADDR|PORT|PROTOCOL|SOFTWARE)|SCRIPT_|REMOTE_|PHP_SELF|QUERY_STRING|DOCUMENT_ROOT|argv))/,
  lower,
  binds,
  scopes: new Set(["program", "function_definition", "method_declaration", "anonymous_function", "arrow_function", ...CLASSES]),
  functions: { function_definition: shape, method_declaration: shape, anonymous_function: shape, arrow_function: shape },
  branches: {
    if_statement: (node) => ({ test: childOf(node, "condition"), yes: childOf(node, "body"), no: childOf(node, "alternative") }),
    else_if_clause: (node) => ({ test: childOf(node, "condition"), yes: childOf(node, "body"), no: undefined }),
  },
  aborts: ({ type }) => type === "throw_expression" || type === "exit_statement",
  exits: new Set(["exit", "die", "abort"]),
  attempts: {
    try_statement: (node, lowering) => {
      const handler = node.children.find(({ type }) => type === "catch_clause");
      return handler !== undefined && !/\bthrow\b|\bexit\b|\bdie\b/.test(lowering.textOf(handler)) ? childOf(node, "body") : undefined;
    },
  },
  written: (node) => {
    const { parent } = node;
    if (parent?.type === "unset_statement") return "write";
    if (parent === null || childOf(parent, "left") !== node) return null;
    if (parent.type === "augmented_assignment_expression") return childOf(parent, "operator")?.type === "??=" ? "default" : "write";
    return parent.type === "assignment_expression" || parent.type === "reference_assignment_expression" ? "write" : null;
  },
  readers: [
    { access: "call", of: "getenv", name: { position: 0, keyword: "$name" }, mode: "optional", except: OF_REQUESTS },
    { access: "index", of: "getenv()", mode: "optional", except: OF_REQUESTS },
    { access: "index", of: "$_ENV", mode: "optional" },
    { access: "index", of: "$_SERVER", mode: "optional", except: OF_REQUESTS },
    { access: "test", of: "$_ENV", mode: "presence" },
    { access: "test", of: "getenv()", mode: "presence" },
    { access: "test", of: "$_SERVER", mode: "presence", except: OF_REQUESTS },
  ],
  methods: {},
  conversions: CONVERSIONS,
  unit: (path) => path,
  locate: (module) => {
    const folders = module.replace(/^\\/, "").split("\\");
    const last = folders.at(-1) ?? "";
    const mapped = folders.length > 3 ? [] : ["src", "lib", "app", "includes", "classes"].map((folder) => `${folder}/${last}`);
    return [
      ...folders.slice(0, -1).map((_folder, skipped) => folders.slice(skipped).join("/")),
      ...mapped,
      ...(folders.length === 1 ? [last] : []),
    ];
  },
  declares: /(?:\b(?:function\s+&?|class\s+|interface\s+|trait\s+|enum\s+|const\s+(?:\w+\s+)?|case\s+|define\(\s*['"])|\$)(\w+)/g,
  passesOn: /(?!)/,
  global: (name) => (/^[A-Z]/.test(name) ? [name] : /^[a-z_]\w*$/.test(name) ? SHARED : []),
};
