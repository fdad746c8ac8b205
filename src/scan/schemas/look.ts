import { calleeOf, parameterOf, type Callee } from "../core/callee.ts";
import type { Meanings } from "../core/meanings.ts";
import type { NameForms } from "../core/name-forms.ts";
import type { Module } from "../core/module.ts";
import type { Expression, ExpressionOf } from "../expression.ts";
import { descendants, type Node } from "../tree.ts";

/** An expression with the file that it stands in. */
export interface Place<E extends Expression = Expression> {
  readonly expression: E;
  readonly module: Module;
}

/** An entry of a record, by a name that is known. */
export interface Named {
  readonly name: string;
  readonly key: Node;
  readonly value: Place;
}

/** How deep functions of the project that make schemas are followed. */
const DEEPEST = 12;

/** Finds something in an expression. */
export type Find<T> = (place: Place, look: Look) => T | undefined;

/** How many steps of a schema are followed, one made of the next. */
const FARTHEST = 200;

/**
 * Finds it at the end of all names, once for each expression as long as parameters stand for the same. What is made of itself, as in
 * `all = all.concat(more)`, holds nothing where it is come upon again.
 */
export function following<T>(find: Find<T>): Find<T> {
  const answers = new WeakMap<object, Map<Expression, T | undefined>>();
  let steps = 0;
  return (place, look) => {
    const end = look.end(place);
    const known = answers.get(look.frame) ?? new Map<Expression, T | undefined>();
    if (known.has(end.expression) || steps >= FARTHEST) return known.get(end.expression);
    answers.set(look.frame, known.set(end.expression, undefined));
    steps += 1;
    const found = find(end, look);
    steps -= 1;
    known.set(end.expression, found);
    return found;
  };
}

/** Looks at what a declared schema is made of, through names, imports, records that are spread, and functions of the project. */
export class Look {
  readonly meanings: Meanings;
  readonly #forms: NameForms;
  /** What the parameters of the functions stand for that are being followed. */
  readonly #given = new Map<Node, Place>();
  #frame = {};
  #depth = 0;

  constructor({ meanings, forms }: { readonly meanings: Meanings; readonly forms: NameForms }) {
    this.meanings = meanings;
    this.#forms = forms;
  }

  /** What parameters stand for at the moment: another object where they stand for something else. */
  get frame(): object {
    return this.#frame;
  }

  /** What an expression is at the end of all names. */
  end(place: Place): Place {
    return this.#end(place, this.meanings);
  }

  /** The same without looking into files for it that have nothing that reads. */
  nearEnd(place: Place): Place {
    return this.#end(place, this.meanings.near);
  }

  #end({ expression, module }: Place, meanings: Meanings): Place {
    const { value, definitions, module: home } = meanings.of(expression, module);
    const [first] = definitions;
    const given = first?.kind === "parameter" ? this.#given.get(first.node) : undefined;
    return given ?? (value === null ? { expression, module } : { expression: value, module: home });
  }

  /** The name that an expression stands for: "zod.z.string". */
  path({ expression, module }: Place): string {
    return this.meanings.of(expression, module).path ?? "";
  }

  /** The same, only nearby. */
  near({ expression, module }: Place): string {
    return this.meanings.near.of(expression, module).path ?? "";
  }

  /** What a function of the project gives back, to whoever looks at it with the arguments in place. */
  result<T>({ expression: call, module }: Place<ExpressionOf<"call">>, see: (result: Place) => T | undefined): T | undefined {
    const callee = calleeOf(this.meanings.of(call.callee, module));
    const result = callee === undefined ? undefined : returnedBy(callee);
    if (callee === undefined || result === undefined || this.#depth >= DEEPEST) return undefined;
    const given = callee.shape.parameters.flatMap((name, position): readonly (readonly [Node, Place])[] => {
      const parameter = parameterOf(callee, name);
      const argument = call.arguments[position]?.value;
      return parameter === undefined || argument === undefined ? [] : [[parameter.node, this.end({ expression: argument, module })]];
    });
    for (const [parameter, argument] of given) this.#given.set(parameter, argument);
    const frame = this.#frame;
    this.#frame = {};
    this.#depth += 1;
    const seen = see({ expression: result, module: callee.module });
    this.#depth -= 1;
    this.#frame = frame;
    for (const [parameter] of given) this.#given.delete(parameter);
    return seen;
  }

  /** The entries of a record, also of those that are spread into it, the last of each name. */
  entries(place: Place): readonly Named[] | undefined {
    const { expression, module } = this.end(place);
    if (expression.kind === "call") return this.result({ expression, module }, (result) => this.entries(result));
    if (expression.kind !== "record" || this.#depth >= DEEPEST) return undefined;
    this.#depth += 1;
    const all = expression.entries.flatMap(({ key, value, spread }): readonly Named[] => {
      const inner = { expression: value, module };
      if (spread === true) return this.entries(inner) ?? [];
      const name = this.nameOf(key, module);
      return name === undefined ? [] : [{ name, key: key.node, value: inner }];
    });
    this.#depth -= 1;
    return [...new Map(all.map((entry) => [entry.name, entry])).values()];
  }

  /** The text of a key, also of one that is computed from constants. */
  nameOf(key: Expression, module: Module): string | undefined {
    const form = this.#forms.of(key, module);
    return form.kind === "known" && form.texts.length === 1 ? form.texts[0] : undefined;
  }

  /** The value of an entry. */
  entry(record: Place | undefined, name: string): Place | undefined {
    return record === undefined ? undefined : this.entries(record)?.find((entry) => entry.name === name)?.value;
  }
}

/** The one value that a function gives back; undefined where that depends. */
function returnedBy({ node, module }: Callee): Expression | undefined {
  const made = module.language.lower[node.type] === undefined ? undefined : module.lower(node);
  if (made?.kind === "function" && made.result !== null) return made.result;
  const returned = [...descendants(node)].flatMap((one) => {
    const value = module.language.returned?.(one, module);
    return value !== undefined && module.functionAround(one)?.node === node ? [value] : [];
  });
  const [only] = returned;
  return only !== undefined && returned.length === 1 ? module.lower(only) : undefined;
}
