import type { Expression } from "../expression.ts";
import { literalOf } from "../found.ts";
import type { ArgumentPlace, FunctionShape } from "../languages/language.ts";
import { mayEnd } from "./exit.ts";
import { guarded } from "./guard.ts";
import type { Home, Module } from "./module.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeAt, type Around } from "./outcome-at.ts";
import { pathOfFunction, shownName } from "./path.ts";
import type { KnownReader, Site } from "./site.ts";
import { softened } from "./softened.ts";
import { holdsWord } from "./word.ts";

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
  const path = pathOfFunction(home.node, module);
  const outcome = softened(site, outcomeAt(site, around), around.sitesOf(module));
  return {
    ...calledAs(path),
    name: placeOf(form.definition.name, home.shape),
    prefix: form.prefix,
    suffix: form.suffix,
    each: form.each,
    ...withoutVariable(outcome, { site, home }, around),
    guarded: outcome.confidence !== "certain",
    spare: module.language.spare?.(home.node, module) ?? 0,
    via: shownName(path),
    ...(outcome.type === null ? {} : { type: outcome.type }),
  };
}

interface Inside {
  readonly site: Site;
  readonly home: Home;
}

/** What the function does where the variable is unset: by the default of its signature, if it takes one. */
function withoutVariable(outcome: Outcome, inside: Inside, around: Around): Pick<KnownReader, "mode" | "fallback" | "default"> {
  const { site, home } = inside;
  const standIn = defaultParameter(outcome, home, site);
  if (standIn === undefined) return { mode: outcome.mode, fallback: literal(outcome.default) };
  const signed = signatureDefault(standIn, home, site.module);
  const fallback = literal(signed);
  const isGuarded = fallback === null && isGuardedWithout(outcome, site, around);
  return {
    mode: isGuarded ? "required" : modeWithout(outcome, signed, inside, around),
    fallback,
    default: placeOf(standIn, home.shape),
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
function modeWithout(outcome: Outcome, signed: Expression | null, { site, home }: Inside, { meanings }: Around): KnownReader["mode"] {
  if (outcome.mode !== "default") return outcome.mode;
  if (literal(signed) !== null) return "default";
  if (signed === null || !MARKS.has(signed.kind)) return "optional";
  const { body } = home.shape;
  const mayFail = body !== undefined && mayEnd(body, { module: site.module, meanings });
  return site.reader.mode === "required" || mayFail ? "required" : "optional";
}

const MARKS: ReadonlySet<Expression["kind"]> = new Set(["name", "member", "call", "other"]);

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
  if (expression.kind === "name") return expression.name === name;
  return expression.kind === "call" && holdsWord(module.textOf(expression.node), name);
}

function signatureDefault(name: string, { node }: Home, module: Module): Expression | null {
  const parameters = (module.definitions.get(name) ?? []).filter(({ kind }) => kind === "parameter");
  const made = parameters.find((one) => (one.scope ?? module.scopeOf(one.node)) === node);
  return made?.value === undefined ? null : module.lower(made.value);
}

const literal = (expression: Expression | null): Expression | null => (literalOf(expression) === null ? null : expression);
