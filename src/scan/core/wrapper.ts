import type { Expression } from "../expression.ts";
import type { ArgumentPlace, FunctionShape } from "../languages/language.ts";
import type { Node } from "../tree.ts";
import { mayEnd } from "./exit.ts";
import { guarded } from "./guard.ts";
import type { Meanings } from "./meaning.ts";
import type { Module } from "./module.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";
import type { KnownReader, Site } from "./site.ts";
import { softened } from "./softened.ts";
import { isAtStart } from "./start.ts";

export interface Around {
  readonly meanings: Meanings;
  readonly isRead: (node: Node) => boolean;
  /** The reads found so far in a file. */
  readonly sitesOf: (module: Module) => readonly Site[];
}

/** What becomes of the value at a site. */
export function outcomeAt(site: Site, { meanings, isRead }: Around): Outcome {
  const { module, node, reader, given: passed } = site;
  const given = passed?.kind === "function" ? (passed.result ?? passed) : passed;
  const instead = given ?? reader.fallback ?? null;
  const mode = given === null || given.kind === "null" ? (reader.mode === "required" && given !== null ? "optional" : reader.mode) : "default";
  const start: Outcome = {
    mode: mode === "presence" || given !== null || reader.fallback === undefined || reader.fallback === null ? mode : "default",
    confidence: mode === "required" ? (reader.guarded === true ? "guarded" : "certain") : null,
    default: instead?.kind === "null" ? null : instead,
    type: reader.type ?? null,
    bound: site.bound === undefined ? [] : [site.bound],
    node,
    ...(reader.spare === undefined ? {} : { spare: reader.spare }),
  };
  if (module.language.written(node, module) === "default") return { ...start, mode: "default", default: writtenDefault(node, module) };
  const outcome = site.bound === undefined ? outcomeOf(start, { module, meanings, isRead, methods: reader.methods }) : start;
  const onlyExits = site.form.kind !== "parameter" && !isAtStart(node, module);
  const settled = guarded(outcome, { module, meanings, isRead, onlyExits });
  return settled.default === null ? settled : { ...settled, default: constant(settled.default, module, meanings) };
}

/** The literal that a constant stands for, where the default is one. */
function constant(instead: Expression, module: Module, meanings: Meanings): Expression {
  if (instead.kind !== "name" && instead.kind !== "member") return instead;
  const { value, definitions } = meanings.of(instead, module);
  return value !== null && LITERALS.has(value.kind) && definitions.every(({ kind }) => kind === "variable") && definitions.length < 2 ? value : instead;
}

/** The right side of `process.env.KEY ??= "d"`. */
function writtenDefault(node: Node, module: Module): Expression | null {
  const right = node.parent?.children.findLast(({ named }) => named);
  return right === undefined || right === node ? null : module.lower(right);
}

interface Home {
  readonly node: Node;
  readonly shape: FunctionShape;
}

/** The function whose parameter a name depends on. */
function homeOf(site: Site): Home | undefined {
  const { form, module } = site;
  if (form.kind !== "parameter") return undefined;
  let home = module.functionAround(site.node);
  while (home !== undefined && !home.shape.parameters.includes(form.definition.name)) home = module.functionAround(home.node);
  return home;
}

/** A function of the project that reads the variable its caller names, as a reader of its own. */
export function wrapperOf(site: Site, around: Around): KnownReader | undefined {
  const { form, module } = site;
  const home = homeOf(site);
  if (form.kind !== "parameter" || home === undefined) return undefined;
  const path = around.meanings.ofFunction(home.node, module);
  const outcome = softened(site, outcomeAt(site, around), around.sitesOf(module));
  const standIn = defaultParameter(outcome, home, site);
  const signed = standIn === undefined ? undefined : signatureDefault(standIn, home, module);
  const fallback = literal(standIn === undefined ? outcome.default : (signed ?? null));
  const isGuarded = standIn !== undefined && fallback === null && isGuardedWithout(outcome, site, around);
  return {
    ...calledAs(path),
    name: placeOf(form.definition.name, home.shape),
    prefix: form.prefix,
    suffix: form.suffix,
    each: form.each,
    mode: isGuarded ? "required" : modeWithout(outcome, signed, { reader: site.reader, fails: home.shape.body !== undefined && mayEnd(home.shape.body, { module, meanings: around.meanings }) }),
    guarded: outcome.confidence !== "certain",
    fallback,
    spare: module.language.spare?.(home.node, module) ?? 0,
    via: path.slice(path.lastIndexOf(":") + 1).replace(/^#\d+\./, ""),
    ...(standIn === undefined ? {} : { default: placeOf(standIn, home.shape) }),
    ...(outcome.type === null ? {} : { type: outcome.type }),
  };
}

/** Whether the function fails where neither the variable nor its own default is there. */
function isGuardedWithout(outcome: Outcome, { module }: Site, { meanings, isRead }: Around): boolean {
  if (outcome.mode !== "default") return false;
  return guarded({ ...outcome, mode: "optional", confidence: null, default: null }, { module, meanings, isRead }).mode === "required";
}

/** Methods that are called by calling or indexing the instance. */
const SPECIAL = /^(.*)\.(__call__|__invoke|__getitem__|offsetGet|\[\])$/;

function calledAs(path: string): Pick<KnownReader, "access" | "of"> {
  const [, owner, method] = SPECIAL.exec(path) ?? [];
  if (owner === undefined) return { access: "call", of: path };
  return { access: method === "__call__" || method === "__invoke" ? "call" : "index", of: `${owner}()` };
}

/** Without a default from the caller or the signature. A mark of its own for "no default" says that there is a difference to None: the read fails. */
function modeWithout(outcome: Outcome, standIn: Expression | null | undefined, { reader, fails }: { readonly reader: KnownReader; readonly fails: boolean }): KnownReader["mode"] {
  if (outcome.mode !== "default" || standIn === undefined) return outcome.mode;
  if (standIn !== null && LITERALS.has(standIn.kind)) return "default";
  return standIn !== null && MARKS.has(standIn.kind) && (reader.mode === "required" || fails) ? "required" : "optional";
}

const MARKS: ReadonlySet<string> = new Set(["name", "member", "call", "other"]);

function placeOf(name: string, { parameters, rest }: FunctionShape): ArgumentPlace {
  return { position: parameters.indexOf(name), keyword: name, ...(rest === name ? { rest: true } : {}) };
}

const STANDS_IN = /^\$?(?:_?default|_?def$|dflt|fallback|alt|or_?else|else|other)/i;

/** The parameter that is taken where the variable is unset: the one that the code takes, or one that says so by its name. */
function defaultParameter({ default: instead }: Outcome, { shape }: Home, { form, module }: Site): string | undefined {
  const taken = instead === null ? undefined : shape.parameters.find((name) => mentions(instead, name, module));
  const whole = form.kind === "parameter" && form.prefix === "" && form.suffix === "";
  return taken ?? (whole ? shape.parameters.find((name) => STANDS_IN.test(name)) : undefined);
}

function mentions(expression: Expression, name: string, module: Module): boolean {
  return expression.kind === "name" ? expression.name === name : expression.kind === "call" && new RegExp(`\\b${name.replace("$", "")}\\b`).test(module.textOf(expression.node));
}

function signatureDefault(name: string, { node }: Home, module: Module): Expression | null {
  const made = module.definitions.get(name)?.find((definition) => definition.kind === "parameter" && (definition.scope ?? module.scopeOf(definition.node)) === node);
  return made?.value === undefined ? null : module.lower(made.value);
}

const LITERALS: ReadonlySet<string> = new Set(["text", "number", "boolean"]);

function literal(expression: Expression | null): Expression | null {
  return expression !== null && LITERALS.has(expression.kind) ? expression : null;
}
