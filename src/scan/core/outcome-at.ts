import type { Expression } from "../expression.ts";
import { literalOf } from "../found.ts";
import type { Node } from "../tree.ts";
import { valueOf } from "./effect.ts";
import { guarded } from "./guard.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeOf } from "./outward.ts";
import type { KnownReader, Site } from "./site.ts";
import { isAtStart } from "./start.ts";

export interface Around {
  readonly meanings: Meanings;
  readonly isRead: (node: Node) => boolean;
  /** The reads found so far in a file. */
  readonly sitesOf: (module: Module) => readonly Site[];
}

/** What becomes of the value at a site. */
export function outcomeAt(site: Site, { meanings, isRead }: Around): Outcome {
  const { module, node, reader } = site;
  const first = atOnce(site);
  if (module.language.written(node, module) === "default") return { ...first, mode: "default", default: writtenDefault(node, module) };
  const outcome = site.bound === undefined ? outcomeOf(first, { module, meanings, isRead, methods: reader.methods }) : first;
  const onlyExits = site.form.kind !== "parameter" && !isAtStart(node, module);
  const settled = guarded(outcome, { module, meanings, isRead, onlyExits });
  return settled.default === null ? settled : { ...settled, default: constant(settled.default, module, meanings) };
}

/** What the reader does by itself with what it is given. */
function atOnce({ node, reader, given, bound }: Site): Outcome {
  const passed = given === null ? null : valueOf(given);
  const mode = modeWith(passed, reader);
  const instead = passed ?? reader.fallback ?? null;
  return {
    mode,
    confidence: mode === "required" ? confidenceIn(reader) : null,
    default: instead?.kind === "null" ? null : instead,
    type: reader.type ?? null,
    bound: bound === undefined ? [] : [bound],
    node,
    ...(reader.spare === undefined ? {} : { spare: reader.spare }),
  };
}

/** None that is passed as the default is one, and no value. */
function modeWith(passed: Expression | null, { mode, fallback = null }: KnownReader): Outcome["mode"] {
  if (passed === null) return fallback === null || mode === "presence" ? mode : "default";
  if (passed.kind !== "null") return "default";
  return mode === "required" ? "optional" : mode;
}

const confidenceIn = ({ guarded: isGuarded = false }: KnownReader): Outcome["confidence"] => (isGuarded ? "guarded" : "certain");

/** The literal that a constant stands for, where the default is one. */
function constant(instead: Expression, module: Module, meanings: Meanings): Expression {
  if (instead.kind !== "name" && instead.kind !== "member") return instead;
  const { value, definitions } = meanings.of(instead, module);
  const isConstant = definitions.length < 2 && definitions.every(({ kind }) => kind === "variable");
  return value !== null && isConstant && literalOf(value) !== null ? value : instead;
}

/** The right side of `process.env.KEY ??= "d"`. */
function writtenDefault(node: Node, module: Module): Expression | null {
  const right = node.parent?.children.findLast(({ named }) => named);
  return right === undefined || right === node ? null : module.lower(right);
}
