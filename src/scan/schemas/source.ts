import type { Expression } from "../expression.ts";
import { isEnvironment } from "../languages/typescript/environments.ts";
import { childOf, type Node, visit } from "../tree.ts";
import { withDefault, type Field } from "./field.ts";
import type { Look, Place } from "./look.ts";

/** What a schema is held against: the environment as it is, or values that are taken out of it one by one under names of their own. */
export interface Source {
  /** Names that are not mapped are those of variables. */
  readonly whole: boolean;
  readonly mapped: ReadonlyMap<string, Place>;
}

/** How deep a value may be wrapped in calls and records that pass the environment on: `schema.parse(withoutEmpty(process.env))`. */
const DEEPEST = 4;

/** How a value was come upon. */
interface Way {
  readonly depth: number;
  /** What was looked at before: a record may be spread into itself. */
  readonly seen: Set<Expression>;
}

/** The environment behind a value, if there is one. */
export function sourceOf(place: Place, look: Look, way: Way = { depth: 0, seen: new Set() }): Source | undefined {
  if (isEnvironment(look.near(place)) || isValidated(place)) return { whole: true, mapped: new Map() };
  if (place.expression.kind === "member" || isImported(place)) return undefined;
  const { expression, module } = look.nearEnd(place);
  if (way.seen.has(expression) || way.depth > DEEPEST) return undefined;
  way.seen.add(expression);
  const deeper = { ...way, depth: way.depth + 1 };
  if (expression.kind === "record") return ofRecord({ expression, module }, look, deeper);
  if (expression.kind !== "call") return undefined;
  const inner = expression.arguments.map(({ value }) => sourceOf({ expression: value, module }, look, deeper));
  const object = expression.callee.kind === "member" ? sourceOf({ expression: expression.callee.object, module }, look, deeper) : undefined;
  return inner.find((one) => one !== undefined) ?? object;
}

function isImported({ expression, module }: Place): boolean {
  return expression.kind === "name" && (module.definitions.get(expression.name)?.some(({ kind }) => kind === "import") ?? true);
}

function ofRecord(
  { expression, module }: Place & { readonly expression: { readonly kind: "record" } },
  look: Look,
  way: Way,
): Source | undefined {
  const inner = expression.entries.flatMap(({ value, spread }) =>
    spread === true ? [sourceOf({ expression: value, module }, look, way)] : [],
  );
  const spreads = inner.flatMap((one) => (one === undefined ? [] : [one]));
  const own = expression.entries.flatMap(({ key, value, spread }): readonly (readonly [string, Place])[] => {
    const name = spread === true ? undefined : look.nameOf(key, module);
    return name === undefined ? [] : [[name, { expression: value, module }]];
  });
  const mapped = new Map([...spreads.flatMap((one) => [...one.mapped]), ...own]);
  const whole = spreads.some((one) => one.whole);
  return whole || [...mapped.values()].some((value) => variablesIn(value, look).length > 0) ? { whole, mapped } : undefined;
}

/** The parameter of a function that a framework gives the environment: `ConfigModule.forRoot({ validate(config) { … } })`. */
function isValidated({ expression, module }: Place): boolean {
  const home = expression.kind === "name" ? module.functionAround(expression.node) : undefined;
  if (home === undefined || expression.kind !== "name" || home.shape.parameters[0] !== expression.name) return false;
  const named = nameOf(home.node);
  const name = named === undefined ? "" : module.textOf(named);
  return /^validate(?:Env|Config)\w*$/i.test(name) || (name === "validate" && /env|conf|^(?:raw|record|variables)$/i.test(expression.name));
}

/** Where a function has its name: in itself, or in the entry or the variable that holds it. */
function nameOf(node: Node): Node | undefined {
  const holder = node.parent !== null && HOLDERS.has(node.parent.type) ? node.parent : undefined;
  return childOf(node, "name") ?? (holder === undefined ? undefined : (childOf(holder, "key") ?? childOf(holder, "name")));
}

const HOLDERS: ReadonlySet<string> = new Set(["pair", "variable_declarator"]);

/** A read of one variable by its name. */
export interface Variable {
  readonly name: string;
  readonly at: Node;
}

/** Every variable that is taken out of the environment in an expression. */
export function variablesIn({ expression, module }: Place, look: Look): readonly Variable[] {
  const found: Variable[] = [];
  visit(expression.node, (node) => {
    const read = module.language.lower[node.type] === undefined ? undefined : module.lower(node);
    if (read === undefined || read.node !== node) return;
    if (read.kind === "member" && isOf(read.object)) found.push({ name: read.name, at: childOf(node, "property") ?? node });
    if (read.kind === "index" && read.key.kind === "text" && isOf(read.object)) found.push({ name: read.key.text, at: read.key.node });
  });
  return found;

  function isOf(object: Expression): boolean {
    return isEnvironment(look.near({ expression: object, module }));
  }
}

/** What a field comes to where the value is given a default before it is looked at: `{ KEY: process.env.KEY ?? "default" }`. */
export function prepared(field: Field, { expression }: Place): Field {
  const isFallback = expression.kind === "operation" && (expression.operator === "or" || expression.operator === "nullish");
  return isFallback && expression.right.kind !== "null" ? withDefault(field, expression.right) : field;
}
