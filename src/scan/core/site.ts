import type { Expression, ExpressionOf } from "../expression.ts";
import type { ArgumentPlace, Definition, Reader } from "../languages/language.ts";
import { childOf, type Node } from "../tree.ts";
import { enumerations, isEnumerated } from "./enumeration.ts";
import type { Meanings } from "./meaning.ts";
import type { Module } from "./module.ts";
import type { NameForm, NameForms } from "./name-form.ts";

/** A reader that is known to the inference: with what it takes where the call gives no default, and whether it fails then. */
export interface KnownReader extends Reader {
  readonly fallback?: Expression | null;
  readonly guarded?: boolean;
  readonly spare?: number;
}

/** A place where a reader is used. */
export interface Site {
  readonly module: Module;
  readonly node: Node;
  readonly reader: KnownReader;
  readonly form: NameForm;
  /** Where the name stands. */
  readonly at: Node;
  /** The default given at the place itself. */
  readonly given: Expression | null;
  /** The name that takes the value at once. */
  readonly bound?: Definition;
}

/** Readers by what they look like at the place of use. */
export class Readers {
  readonly #known = new Map<string, KnownReader[]>();
  readonly #accesses: ReadonlySet<string>;
  /** Those that the user declares. */
  readonly #own: readonly KnownReader[];
  /** What their calls end in, and other names that the code may give them. */
  readonly #names: Set<string>;

  constructor(readers: readonly KnownReader[], modules: readonly Module[] = []) {
    this.#accesses = new Set(readers.map(({ access }) => access));
    this.#own = readers.filter(({ of }) => of.startsWith("~"));
    this.#names = new Set(readers.map(({ of }) => /([^.:/]*?)(?:\(\))?$/.exec(of)?.[1] ?? ""));
    const given = [...this.#names].filter((name) => /^\w+$/.test(name)).join("|");
    const aliases = new RegExp(`(\\w+)["']?\\s*(?::=?|=)\\s*[\\w.&*:]*?\\b(?:${given})\\b(?!\\s*\\()|\\b(?:${given})\\s+as\\s+(\\w+)`, "g");
    const texts = given === "" ? [] : modules.flatMap(({ language, tree }) => (language.declares === undefined ? [] : [tree.text]));
    for (const text of texts) for (const [, one, other] of text.matchAll(aliases)) this.#names.add(one ?? other ?? "");
    for (const reader of readers) {
      const key = `${reader.access} ${reader.of}`;
      const same = this.#known.get(key);
      if (same === undefined) this.#known.set(key, [reader]);
      else same.push(reader);
    }
  }

  /** Whether something can be a reader by its last name alone, where that is quick to tell. */
  mayBe(access: Reader["access"], callee: Expression | null, { language, definitions }: Module): boolean {
    if (!this.#accesses.has(access)) return false;
    if (language.declares === undefined || callee === null || (callee.kind !== "name" && callee.kind !== "member")) return true;
    return this.#names.has(callee.name) || (callee.kind === "name" && definitions.get(callee.name)?.some(({ kind }) => kind === "parameter") === true);
  }

  /** Readers by how their call is spelled, whatever the imports say: "~System.getEnv" is any call that ends so. */
  spelled(callee: Expression): readonly KnownReader[] {
    if (this.#own.length === 0) return [];
    const spelling = `.${spellingOf(callee)}`;
    return this.#own.filter(({ of }) => spelling.endsWith(`.${of.slice(1)}`));
  }

  get(access: Reader["access"], path: string | null, last: string | null, module: Module): readonly KnownReader[] {
    const exact = path === null ? [] : (this.#known.get(`${access} ${path}`) ?? []);
    const loose = exact.length > 0 || last === null ? [] : (this.#known.get(`${access} *.${last}`) ?? []);
    return [...exact, ...loose, ...(this.#known.get(`${access} *`) ?? [])].filter(({ needs }) => needs === undefined || module.tree.text.includes(needs));
  }
}

export interface Search {
  readonly readers: Readers;
  readonly meanings: Meanings;
  readonly forms: NameForms;
}

/** Every use of a reader in a file. */
export function sitesIn(module: Module, search: Search): readonly Site[] {
  const sites: Site[] = [];
  for (const node of module.candidates) {
    const expression = module.lower(node);
    if (expression.node !== node || module.language.written(node, module) === "write") continue;
    sites.push(...sitesOf(expression, module, search));
  }
  const all = enumerations(module, search);
  return [...sites.filter((site) => !isEnumerated(site, all)), ...destructured(module, search), ...all];
}

function sitesOf(expression: Expression, module: Module, search: Search): readonly Site[] {
  const { readers, meanings, forms } = search;
  const pathOf = (one: Expression): string | null => meanings.near.of(one, module).path;
  const { node } = expression;
  switch (expression.kind) {
    case "call": {
      const { callee } = expression;
      if (!readers.mayBe("call", callee, module)) return [];
      const last = callee.kind === "member" ? callee.name : null;
      const known = [...readers.spelled(callee), ...readers.get("call", pathOf(callee), last, module)];
      return known.flatMap((reader) => calledSites(expression, reader, module, search));
    }
    case "member": {
      if (!readers.mayBe("member", null, module)) return [];
      const known = readers.get("member", pathOf(expression.object), lastOf(expression.object), module);
      const at = childOf(node, "property") ?? node;
      return known.map((reader) => ({ module, node, reader, form: framed({ kind: "known", texts: [expression.name] }, reader), at, given: null }));
    }
    case "index": {
      if (!readers.mayBe("index", null, module) && !readers.mayBe("member", null, module)) return [];
      const [path, last] = [pathOf(expression.object), lastOf(expression.object)];
      const known = [...readers.get("index", path, last, module), ...readers.get("member", path, last, module)];
      return known.flatMap((reader) => indexedSites(expression, reader, module, search));
    }
    case "not":
      return expression.operand.node === node ? sitesOf(expression.operand, module, search) : [];
    case "operation": {
      if (expression.operator !== "in" || !readers.mayBe("test", null, module)) return [];
      const { left, right } = expression;
      const known = readers.get("test", pathOf(right), lastOf(right), module);
      return known.map((reader) => ({ module, node, reader, form: framed(forms.of(left, module), reader), at: left.node, given: null }));
    }
    default:
      return [];
  }
}

/** The words of a call, with dots between them: `System.getEnv` of `System::getEnv(…)`. */
function spellingOf(callee: Expression): string {
  if (callee.kind === "name") return callee.name.replace(/^.*[$\\:]/, "");
  return callee.kind === "member" ? `${spellingOf(callee.object)}.${callee.name}` : "";
}

const lastOf = (expression: Expression): string | null => (expression.kind === "member" ? expression.name : null);

type Call = Extract<Expression, { kind: "call" }>;

function indexedSites(whole: ExpressionOf<"index">, general: KnownReader, module: Module, { meanings, forms }: Search): readonly Site[] {
  const refined = general.refine?.(whole, meanings.around(module)) ?? {};
  if (refined.ignore === true) return [];
  const reader = refined.prefix === undefined ? general : { ...general, prefix: refined.prefix + (general.prefix ?? "") };
  const { key, node } = whole;
  return [{ module, node, reader, form: framed(forms.of(key, module), reader), at: key.node, given: null }];
}

function calledSites(call: Call, general: KnownReader, module: Module, { meanings, forms }: Search): readonly Site[] {
  const refined = general.refine?.(call, meanings.around(module)) ?? {};
  if (refined.ignore === true) return [];
  const reader = { ...general, mode: refined.mode ?? general.mode, prefix: (refined.prefix ?? "") + (general.prefix ?? "") };
  const given = argumentAt(call, reader.default) ?? refined.default ?? null;
  const site = { module, node: call.node, reader: refined.type === undefined ? reader : { ...reader, type: refined.type }, given };
  const key = argumentAt(call, reader.name);
  if (key === null) return reader.names === undefined ? [] : [{ ...site, form: framed({ kind: "known", texts: reader.names }, reader), at: call.callee.node }];
  const form = reader.each === true ? forms.elementsOf(key, module) : forms.of(key, module);
  return [{ ...site, form: framed(form, reader), at: key.node }];
}

/** An argument by its keyword, else by its position among those without. */
export function argumentAt(call: Call, place: ArgumentPlace | undefined): Expression | null {
  if (place === undefined) return null;
  const named = call.arguments.find(({ name }) => name !== null && name === place.keyword);
  if (named !== undefined) return named.value;
  const positional = call.arguments.filter(({ name }) => name === null);
  if (place.position === undefined) return null;
  if (place.rest === true) return { kind: "list", node: call.node, items: positional.slice(place.position).map(({ value }) => value) };
  return positional[place.position]?.value ?? null;
}

function framed(form: NameForm, { prefix = "", suffix = "", except, naming = (name) => name }: Reader): NameForm {
  if (form.kind === "known") {
    const texts = form.texts.filter((text) => except?.test(text) !== true);
    return { kind: "known", texts: texts.flatMap((text) => naming(prefix + text + suffix) ?? []) };
  }
  const start = except?.test(form.prefix) === true ? null : naming(prefix + form.prefix);
  return start === null ? { kind: "known", texts: [] } : { ...form, prefix: start, suffix: form.suffix + suffix };
}

/** What a pattern takes a name out of: its path, and the last name in it. */
function takenFrom({ value, type, within = [] }: Definition, module: Module, meanings: Meanings): readonly [string | null, string | null] {
  const whole = value === undefined ? undefined : module.lower(value);
  const path = whole === undefined ? meanings.near.ofType(type, module) : meanings.near.of(whole, module).path;
  return [path === null ? null : [path, ...within].join("."), within.at(-1) ?? (whole === undefined ? null : lastOf(whole))];
}

/** `const { KEY = "d" } = process.env`. */
function destructured(module: Module, { readers, meanings }: Search): readonly Site[] {
  return [...module.definitions.values()].flat().flatMap((definition) => {
    const { key, node, fallback } = definition;
    if (key === undefined || definition.each === true) return [];
    const [path, last] = takenFrom(definition, module, meanings);
    const known = readers.get("member", path, last, module);
    const given = fallback === undefined ? null : module.lower(fallback);
    return known.map((reader) => {
      const form = framed({ kind: "known", texts: [key] }, reader);
      return { module, node, reader, form, at: childOf(node, "key") ?? childOf(node, "left") ?? node, given, bound: definition };
    });
  });
}
