import type { Expression, ExpressionOf } from "../expression.ts";
import type { Definition, Reader, Refinement } from "../languages/language.ts";
import { childOf } from "../tree.ts";
import { argumentAt } from "./calls.ts";
import { enumerations, isEnumerated } from "./enumeration.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";
import { known, type NameForm } from "./name-form.ts";
import type { Search } from "./readers.ts";
import type { KnownReader, Site } from "./site.ts";

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
  switch (expression.kind) {
    case "call":
      return called(expression, module, search);
    case "member":
      return taken(expression, module, search);
    case "index":
      return indexed(expression, module, search);
    case "not":
      return expression.operand.node === expression.node ? sitesOf(expression.operand, module, search) : [];
    case "operation":
      return asked(expression, module, search);
    default:
      return [];
  }
}

/** `os.getenv("KEY")`. */
function called(call: ExpressionOf<"call">, module: Module, search: Search): readonly Site[] {
  const { callee } = call;
  if (!search.readers.mayBe("call", callee, module)) return [];
  const readers = [...search.readers.spelled(callee), ...readersOf("call", callee, module, search)];
  return readers.flatMap((reader) => calledSites(call, reader, module, search));
}

/** `process.env.KEY`. */
function taken({ node, object, name }: ExpressionOf<"member">, module: Module, search: Search): readonly Site[] {
  if (!search.readers.mayBe("member", null, module)) return [];
  const at = childOf(node, "property") ?? node;
  const readers = readersOf("member", object, module, search);
  return readers.map((reader) => ({ module, node, reader, form: framed(known([name]), reader), at, given: null }));
}

/** `os.environ["KEY"]`. */
function indexed(whole: ExpressionOf<"index">, module: Module, search: Search): readonly Site[] {
  if (!search.readers.mayBe("index", null, module) && !search.readers.mayBe("member", null, module)) return [];
  const readers = [...readersOf("index", whole.object, module, search), ...readersOf("member", whole.object, module, search)];
  return readers.flatMap((reader) => indexedSites(whole, reader, module, search));
}

/** `"KEY" in os.environ`. */
function asked({ node, operator, left, right }: ExpressionOf<"operation">, module: Module, search: Search): readonly Site[] {
  if (operator !== "in" || !search.readers.mayBe("test", null, module)) return [];
  const readers = readersOf("test", right, module, search);
  return readers.map((reader) => ({
    module,
    node,
    reader,
    form: framed(search.forms.of(left, module), reader),
    at: left.node,
    given: null,
  }));
}

function readersOf(access: Reader["access"], of: Expression, module: Module, { readers, meanings }: Search): readonly KnownReader[] {
  return readers.get(access, meanings.near.of(of, module).path, lastOf(of), module);
}

const lastOf = (expression: Expression): string | null => (expression.kind === "member" ? expression.name : null);

function indexedSites(whole: ExpressionOf<"index">, general: KnownReader, module: Module, { meanings, forms }: Search): readonly Site[] {
  const refined = general.refine?.(whole, meanings.around(module)) ?? {};
  if (refined.ignore === true) return [];
  const reader = refined.prefix === undefined ? general : { ...general, prefix: refined.prefix + (general.prefix ?? "") };
  const { key, node } = whole;
  return [{ module, node, reader, form: framed(forms.of(key, module), reader), at: key.node, given: null }];
}

function calledSites(call: ExpressionOf<"call">, general: KnownReader, module: Module, { meanings, forms }: Search): readonly Site[] {
  const refined = general.refine?.(call, meanings.around(module)) ?? {};
  if (refined.ignore === true) return [];
  const reader = refinedReader(general, refined);
  const site = { module, node: call.node, reader, given: argumentAt(call, reader.default) ?? refined.default ?? null };
  const key = argumentAt(call, reader.name);
  if (key !== null) {
    const form = reader.each === true ? forms.elementsOf(key, module) : forms.of(key, module);
    return [{ ...site, form: framed(form, reader), at: key.node }];
  }
  return reader.names === undefined ? [] : [{ ...site, form: framed(known(reader.names), reader), at: call.callee.node }];
}

function refinedReader(general: KnownReader, { mode, prefix = "", type }: Refinement): KnownReader {
  const reader = { ...general, mode: mode ?? general.mode, prefix: prefix + (general.prefix ?? "") };
  return type === undefined ? reader : { ...reader, type };
}

/** The variable that a name stands for, by what the reader puts around it. */
function framed(form: NameForm, { prefix = "", suffix = "", except, naming = (name) => name }: Reader): NameForm {
  if (form.kind === "known") {
    const texts = form.texts.filter((text) => except?.test(text) !== true);
    return known(texts.flatMap((text) => naming(prefix + text + suffix) ?? []));
  }
  const start = except?.test(form.prefix) === true ? null : naming(prefix + form.prefix);
  return start === null ? known([]) : { ...form, prefix: start, suffix: form.suffix + suffix };
}

/** `const { KEY = "d" } = process.env`. */
function destructured(module: Module, { readers, meanings }: Search): readonly Site[] {
  return [...module.definitions.values()].flat().flatMap((definition) => {
    const { key, node, fallback } = definition;
    if (key === undefined || definition.each === true) return [];
    const [path, last] = takenFrom(definition, module, meanings);
    const given = fallback === undefined ? null : module.lower(fallback);
    const at = childOf(node, "key") ?? childOf(node, "left") ?? node;
    return readers
      .get("member", path, last, module)
      .map((reader) => ({ module, node, reader, form: framed(known([key]), reader), at, given, bound: definition }));
  });
}

/** What a pattern takes a name out of: its path, and the last name in it. */
function takenFrom({ value, type, within = [] }: Definition, module: Module, meanings: Meanings): readonly [string | null, string | null] {
  const whole = value === undefined ? undefined : module.lower(value);
  const path = whole === undefined ? meanings.near.ofType(type, module) : meanings.near.of(whole, module).path;
  return [path === null ? null : [path, ...within].join("."), within.at(-1) ?? (whole === undefined ? null : lastOf(whole))];
}
