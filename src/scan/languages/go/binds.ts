import { childOf, childrenOf, type Node } from "../../tree.ts";
import type { Bind, Definition, Language, Lowering } from "../language.ts";
import { parts } from "../lowering.ts";

const namesOf = (node: Node): readonly Node[] => childrenOf(node, "name").filter(({ named }) => named);

/** The name that a package is used by where the import gives none: the last part of its path, without version and the `go` around it. */
function packageNames(path: string): readonly string[] {
  const [last = ""] = path.split("/").slice(-1);
  const plain = last.replace(/^go-|^go\.|[-.]go$/g, "");
  return [...new Set([last, plain, plain.replaceAll(/\W/g, ""), plain.replace(/^.*-/, "")])].filter((name) => /^\w+$/.test(name));
}

/** `import x "path"`; the major version in a path is no part of the library's name: `…/v11`, `gopkg.in/x.v2`. */
const imports: Bind = (node, lowering) => {
  const [own, path] = [childOf(node, "name"), childOf(node, "path")];
  if (path === undefined || own?.type === "blank_identifier") return [];
  const module = lowering
    .textOf(path)
    .slice(1, -1)
    .replace(/(?:\/v\d+|\.v\d+)$/, "");
  if (own?.type === "dot") return [{ name: "*", kind: "import", node, from: { module, name: "*" } }];
  const names = own === undefined ? packageNames(module) : [lowering.textOf(own)];
  return names.map((name) => ({ name, kind: "import", node, from: { module, name: null } }));
};

/** The values on the right of `=` and `:=`, each to its name; one call with several results is the value of all names. */
const assigned: Bind = (node, lowering) => {
  const right = childOf(node, "right") ?? childOf(node, "value");
  const given = right === undefined ? [] : parts(right);
  const again = node.type === "assignment_statement" ? { reassigns: true } : {};
  return targetsOf(node).flatMap((target, position): readonly Definition[] => {
    const value = given.length === 1 ? given[0] : given[position];
    const name = nameOf(target, lowering);
    return name === null ? [] : [{ name, kind: "variable", node, value, ...again, ...typed(childOf(node, "type"), lowering) }];
  });
};

/** A field that is assigned to goes by its whole text, so that a test of it later is known to be of the same value. */
function nameOf(target: Node, lowering: Lowering): string | null {
  const text = lowering.textOf(target).replace(/^\*/, "");
  return /^[A-Za-z]\w*(?:\.\w+)*$/.test(text) ? text : null;
}

/** A field in the literal that a name is given goes by the name and its own: `Port` of `cfg := &Config{Port: value}` is `cfg.Port`. */
const element: Bind = (node, lowering) => {
  const [key, value] = [childOf(node, "key"), childOf(node, "value")].map((one) => (one?.type === "literal_element" ? parts(one)[0] : one));
  const target = holderOf(node);
  const name = target === undefined ? null : nameOf(target, lowering);
  if (key?.type !== "identifier" || value === undefined || name === null) return [];
  return [{ name: `${name}.${lowering.textOf(key)}`, kind: "variable", node, value }];
};

/** What the literal around an element is assigned to, itself or by its address. */
function holderOf(element: Node): Node | undefined {
  let whole = element.parent?.parent ?? undefined;
  if (whole?.type !== "composite_literal") return undefined;
  if (whole.parent?.type === "unary_expression") whole = whole.parent;
  const list = whole.parent;
  const statement = list?.parent;
  if (list?.type !== "expression_list" || statement === null || statement === undefined) return undefined;
  return targetsOf(statement)[parts(list).indexOf(whole)];
}

function targetsOf(statement: Node): readonly Node[] {
  switch (statement.type) {
    case "short_var_declaration":
    case "assignment_statement": {
      const left = childOf(statement, "left");
      const isPlain = statement.type === "short_var_declaration" || childOf(statement, "operator")?.type === "=";
      return left === undefined || !isPlain ? [] : parts(left);
    }
    case "var_spec":
    case "const_spec":
      return namesOf(statement);
    default:
      return [];
  }
}

const FUNCTIONS: ReadonlySet<string> = new Set(["function_declaration", "method_declaration", "func_literal"]);

/** The names that a `for … range` takes: keys, and with a second name, elements. */
const ranges: Bind = (node, lowering) => {
  const [left, value] = [childOf(node, "left"), childOf(node, "right")];
  const [key, element] = left === undefined ? [] : parts(left);
  const each = (target: Node | undefined, values: boolean): readonly Definition[] =>
    target === undefined
      ? []
      : [{ name: lowering.textOf(target), kind: "variable", node, value, each: true, ...(values ? { values } : {}) }];
  return [...each(key, false), ...each(element, true)];
};

/** Types that say nothing of what can be called on a value. */
const PLAIN = /^(?:string|bool|u?int\d*|float\d*|byte|rune|error|any|uintptr)$/;

function typed(type: Node | undefined, lowering: Lowering): { readonly type?: string } {
  const named = type?.type === "pointer_type" ? parts(type)[0] : type;
  const plain = named?.type === "generic_type" ? childOf(named, "type") : named;
  if (plain?.type !== "type_identifier" && plain?.type !== "qualified_type") return {};
  const text = lowering.textOf(plain);
  return PLAIN.test(text) ? {} : { type: text };
}

/** A getter that is handed in, as `os.Getenv` mostly is: `func run(getenv func(string) string)`. */
const isGetter = (name: string, type: Node | undefined): boolean => type?.type === "function_type" && /^(?:get|lookup)_?env$/i.test(name);

const parameters: Bind = (node, lowering) => {
  if (node.parent === null || !FUNCTIONS.has(node.parent.type) || node.field === "result") return [];
  return parts(node).flatMap((one) =>
    namesOf(one).map((named): Definition => {
      const [name, type] = [lowering.textOf(named), childOf(one, "type")];
      return { name, kind: "parameter", node: one, ...(isGetter(name, type) ? { type: "os.Getenv.given" } : typed(type, lowering)) };
    }),
  );
};

const functions: Bind = (node, lowering) => {
  const named = childOf(node, "name");
  return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "function", node }];
};

/** A method is a member of its receiver's type, wherever in the package it is written. */
const methods: Bind = (node, lowering) => {
  const receiver = childOf(node, "receiver");
  const of = receiver === undefined ? undefined : parts(receiver)[0];
  const { type } = of === undefined ? {} : typed(childOf(of, "type"), lowering);
  return functions(node, lowering).map((made) => (type === undefined ? made : { ...made, owner: type }));
};

const types: Bind = (node, lowering) => {
  const named = childOf(node, "name");
  return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "class", node }];
};

const aliases: Bind = (node, lowering) => {
  const named = childOf(node, "name");
  return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "variable", node, value: childOf(node, "type") }];
};

/** The fields of a declared struct; one without a name has that of its type. */
const fields: Bind = (node, lowering) => {
  const spec = node.parent?.parent?.parent;
  if (spec?.type !== "type_spec") return [];
  const [type, named] = [childOf(node, "type"), childOf(spec, "name")];
  const owner = named === undefined ? "" : lowering.textOf(named);
  const names = namesOf(node).map((one) => lowering.textOf(one));
  const embedded = type === undefined ? "" : lowering.textOf(type).replace(/^.*\./, "");
  return (names.length > 0 ? names : [embedded]).map((name) => ({ name, kind: "variable", node, owner, ...typed(type, lowering) }));
};

export const goBinds: Language["binds"] = {
  import_spec: imports,
  short_var_declaration: assigned,
  assignment_statement: assigned,
  var_spec: assigned,
  const_spec: assigned,
  range_clause: ranges,
  parameter_list: parameters,
  function_declaration: functions,
  method_declaration: methods,
  type_spec: types,
  type_alias: aliases,
  field_declaration: fields,
  keyed_element: element,
};
