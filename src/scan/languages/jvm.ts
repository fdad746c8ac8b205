import type { Expression } from "../expression.ts";
import type { Node } from "../tree.ts";
import type { Definition, Effect, Language, Reader } from "./language.ts";

/** By its whole name, which an import gives, and by its last, where the file needs none or imports all. */
export function imported<T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const entries = Object.entries(table);
  return Object.fromEntries([
    ...entries,
    ...entries.map(([name, of]): [string, T] => [name.replace(/^(?:[a-z]\w*\.)+(?=[A-Z]|\w+$)/, ""), of]),
  ]);
}

const FIRST = { position: 0 };
const TABLES = ["System.getenv()", "java.lang.System.getenv()", "ProcessBuilder().environment()"];

export const readers: readonly Reader[] = [
  { access: "call", of: "System.getenv", name: FIRST, mode: "optional" },
  { access: "call", of: "java.lang.System.getenv", name: FIRST, mode: "optional" },
  ...TABLES.slice(0, 2).flatMap((table): readonly Reader[] => [
    { access: "index", of: table, mode: "optional" },
    { access: "test", of: table, mode: "presence" },
    { access: "call", of: `${table}.get`, name: FIRST, mode: "optional" },
    { access: "call", of: `${table}.getValue`, name: FIRST, mode: "required" },
    { access: "call", of: `${table}.getOrDefault`, name: FIRST, default: { position: 1 }, mode: "optional" },
    { access: "call", of: `${table}.getOrElse`, name: FIRST, default: { position: 1 }, mode: "optional" },
    { access: "call", of: `${table}.containsKey`, name: FIRST, mode: "presence" },
  ]),
];

const REQUIRED: Effect = { mode: "required" };
const SECOND: Effect = { mode: "default", argument: 1 };

export const conversions: Language["conversions"] = imported<Effect>({
  "java.util.Optional.ofNullable": {},
  "java.util.Optional.of": REQUIRED,
  "java.util.Objects.requireNonNull": REQUIRED,
  "java.util.Objects.requireNonNullElse": SECOND,
  "java.util.Objects.requireNonNullElseGet": SECOND,
  "java.util.Objects.toString": SECOND,
  "java.util.Objects.isNull": { mode: "presence" },
  "java.util.Objects.nonNull": { mode: "presence" },
  "com.google.common.base.Preconditions.checkNotNull": REQUIRED,
  "com.google.common.base.MoreObjects.firstNonNull": SECOND,
  "com.google.common.base.Strings.nullToEmpty": {},
  "com.google.common.base.Strings.emptyToNull": {},
  "org.apache.commons.lang3.StringUtils.defaultString": SECOND,
  "org.apache.commons.lang3.StringUtils.defaultIfEmpty": SECOND,
  "org.apache.commons.lang3.StringUtils.defaultIfBlank": SECOND,
  "org.apache.commons.lang3.ObjectUtils.defaultIfNull": SECOND,
  "org.apache.commons.lang3.Validate.notNull": REQUIRED,
  "org.apache.commons.lang3.Validate.notEmpty": REQUIRED,
  "org.apache.commons.lang3.Validate.notBlank": REQUIRED,
  "org.springframework.util.Assert.notNull": REQUIRED,
  "org.springframework.util.Assert.hasText": REQUIRED,
  "org.springframework.util.Assert.hasLength": REQUIRED,
  "java.time.Duration.parse": { type: "duration" },
  "java.net.URI.create": { type: "url" },
  "java.net.URI": { type: "url" },
  "java.net.URL": { type: "url" },
  "java.nio.file.Path.of": {},
  "java.nio.file.Paths.get": {},
  "java.io.File": {},
  "Integer.parseInt": { type: "integer" },
  "Integer.valueOf": { type: "integer" },
  "Long.parseLong": { type: "integer" },
  "Long.valueOf": { type: "integer" },
  "Double.parseDouble": { type: "number" },
  "Double.valueOf": { type: "number" },
  "Float.parseFloat": { type: "number" },
  "Boolean.parseBoolean": { type: "boolean" },
  "Boolean.valueOf": { type: "boolean" },
  "String.valueOf": {},
});

/** Of a text, and of the Optional around one. */
export const methods: Language["methods"] = {
  trim: {},
  strip: {},
  toLowerCase: {},
  toUpperCase: {},
  replace: {},
  split: { type: "list" },
  filter: {},
  map: {},
  flatMap: {},
  or: {},
  stream: {},
  get: REQUIRED,
  orElse: { mode: "default" },
  orElseGet: { mode: "default" },
  orElseThrow: REQUIRED,
};

/** Whether something is null is asked by an operator, for which the library has a function as well. */
export function nullAsked(node: Node, made: Expression): Expression {
  if (made.kind !== "operation" || (made.operator !== "equal" && made.operator !== "unequal")) return made;
  const subject = made.right.kind === "null" ? made.left : made.left.kind === "null" ? made.right : undefined;
  if (subject === undefined) return made;
  const sign = node.children.find(({ field }) => field === "operator") ?? node;
  const callee: Expression = {
    kind: "member",
    node: sign,
    object: { kind: "name", node: sign, name: "java.util.Objects" },
    name: made.operator === "equal" ? "isNull" : "nonNull",
  };
  return { kind: "call", node, callee, arguments: [{ name: null, value: subject }] };
}

/** What a list is made with: `List.of(…)`, `listOf(…)`. */
export const LISTS: ReadonlySet<string> = new Set([
  "List.of",
  "Set.of",
  "Arrays.asList",
  "Stream.of",
  "ImmutableList.of",
  "ImmutableSet.of",
  "listOf",
  "setOf",
  "arrayOf",
  "sequenceOf",
  "mutableListOf",
]);

/** A member of a class is imported through the class: the name stands for what follows it there. */
export function imports(node: Node, path: string, { whole, own }: { readonly whole: Node; readonly own?: string }): readonly Definition[] {
  const [rest, last] = [path.slice(0, Math.max(path.lastIndexOf("."), 0)), path.slice(path.lastIndexOf(".") + 1)];
  const owner = rest.slice(rest.lastIndexOf(".") + 1);
  if (!/^[A-Z]/.test(owner)) return [{ name: own ?? last, kind: "import", node, from: { module: rest, name: last } }];
  const outer = rest.slice(0, Math.max(rest.lastIndexOf("."), 0));
  return [
    { name: rest, kind: "import", node, from: { module: outer, name: owner } },
    { name: own ?? last, kind: "variable", node, value: whole },
  ];
}

/** The name of a member with its class, as `imports` left it. */
export function qualified(node: Node, path: string): Expression {
  const dot = path.lastIndexOf(".");
  return { kind: "member", node, object: { kind: "name", node, name: path.slice(0, dot) }, name: path.slice(dot + 1) };
}

/** A package is a folder, and a class sees those of its package. */
export const unit = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

/** Folders may leave out what all packages of a project begin with. */
export const locate = (module: string): readonly string[] => {
  const folders = module.split(".");
  return folders.map((_folder, skipped) => folders.slice(skipped).join("/"));
};

/** A type, a space and a name: of a class, a field or a method. */
export const declares =
  /(?<=[\w>\]?](?<!\b(?:new|return|throw|else|case|instanceof|await)))\s+(\w+)(?=\s*(?:[={(;:<]|extends\b|implements\b))/g;

/** Nothing is handed on by a file that does not define it. */
export const passesOn = /(?!)/;

/** Types that say nothing of what can be called on a value. */
export const PLAIN_TYPES: ReadonlySet<string> = new Set(
  "String Integer Int Long Boolean Double Object Any T var val Map MutableMap HashMap List Set Array Collection Optional".split(" "),
);
