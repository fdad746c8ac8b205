import type { Entry, Expression, ExpressionOf } from "../expression.ts";
import type { Node } from "../tree.ts";
import type { Definition } from "../languages/language.ts";
import type { Meaning, Meanings } from "./meaning.ts";
import type { Module } from "./module.ts";

/** What is known of a text in the code, before it runs. */
export type NameForm =
  /** One of these texts. */
  | { readonly kind: "known"; readonly texts: readonly string[] }
  /** Whatever the function is called with, between a prefix and a suffix; `each`: an element of it. */
  | { readonly kind: "parameter"; readonly definition: Definition; readonly prefix: string; readonly suffix: string; readonly each: boolean }
  /** Anything that begins and ends so. */
  | { readonly kind: "open"; readonly prefix: string; readonly suffix: string };

const ANYTHING: NameForm = { kind: "open", prefix: "", suffix: "" };

/** More texts than this are not a name but a product of lists. */
const MOST_TEXTS = 200;

const DEEPEST = 40;

export class NameForms {
  readonly #meanings: Meanings;
  #depth = 0;

  constructor(meanings: Meanings) {
    this.#meanings = meanings;
  }

  of(expression: Expression, module: Module): NameForm {
    if (this.#depth >= DEEPEST) return ANYTHING;
    this.#depth += 1;
    const form = this.#formOf(expression, module);
    this.#depth -= 1;
    return form;
  }

  #formOf(expression: Expression, module: Module): NameForm {
    switch (expression.kind) {
      case "text":
      case "number":
        return { kind: "known", texts: [expression.text] };
      case "template":
        return expression.parts.map((part) => this.of(part, module)).reduce(joined, { kind: "known", texts: [""] });
      case "operation":
        return this.#ofOperation(expression, module);
      case "choice":
        return either(this.of(expression.yes, module), this.of(expression.no, module));
      case "name":
      case "member":
      case "index":
        return this.#named(expression, module);
      case "call":
        return this.#called(expression, module);
      default:
        return ANYTHING;
    }
  }

  #ofOperation(expression: Extract<Expression, { kind: "operation" }>, module: Module): NameForm {
    const [left, right] = [this.of(expression.left, module), this.of(expression.right, module)];
    if (expression.operator === "add") return joined(left, right);
    return expression.operator === "or" || expression.operator === "nullish" ? either(left, right) : ANYTHING;
  }

  /** A text whose case is changed on the way, or that is passed on as it is: `name.upper()`, `str(name)`. */
  #called({ callee, arguments: given }: Extract<Expression, { kind: "call" }>, module: Module): NameForm {
    const method = callee.kind === "member" ? callee.name : callee.kind === "name" ? callee.name : "";
    const subject = callee.kind === "member" && given.length === 0 ? callee.object : given[0]?.value;
    if (subject === undefined || given.length > 1) return ANYTHING;
    // What a class calls its parts, such as User.USERNAME_FIELD, is meant to be changed by those who extend it.
    if (subject.kind === "member" && (UPPER.has(method) || LOWER.has(method))) return ANYTHING;
    if (UPPER.has(method)) return inCase(this.of(subject, module), (text) => text.toUpperCase());
    if (LOWER.has(method)) return inCase(this.of(subject, module), (text) => text.toLowerCase());
    return SAME.has(method) ? this.of(subject, module) : ANYTHING;
  }

  #named(expression: Expression, module: Module): NameForm {
    const meaning = this.#meanings.of(expression, module);
    const { definitions, path } = meaning;
    const constant = path === null ? undefined : module.language.constants?.[path];
    if (constant !== undefined) return { kind: "known", texts: [constant] };
    const [first] = definitions;
    if (first?.kind === "parameter") return { kind: "parameter", definition: first, prefix: "", suffix: "", each: false };
    if (first !== undefined && expression.kind === "name" && first.kind === "variable") {
      const home = definitions.length > 1 || first.each === true ? this.#homeOf(first, module, meaning) : undefined;
      if (home !== undefined) return definitions.map((definition) => this.#held(definition, home)).reduce(either);
    }
    const { value } = meaning;
    if (expression.kind === "member" && (value === expression || value === null)) return this.#ofEach(expression, module);
    return value === null || value === expression ? ANYTHING : this.of(value, meaning.module);
  }

  /** A member of each record in a list: the `name` of `for (const { name } of [{ name: "A" }])`. */
  #ofEach({ object, name }: Extract<Expression, { kind: "member" }>, module: Module): NameForm {
    const [definition] = object.kind === "name" ? this.#meanings.of(object, module).definitions : [];
    if (definition?.each !== true || definition.value === undefined || module.definitions.get(definition.name)?.includes(definition) !== true) return ANYTHING;
    return this.#fieldOfEach(definition.value, name, module);
  }

  /** What each record in a list has under a name, or each list in it at a position; of the entries of a record, 0 is the key. */
  #fieldOfEach(node: Node, name: string, module: Module): NameForm {
    const whole = module.lower(node);
    if (whole.kind === "call" && PAIRS.has(methodOf(whole))) return this.elementsOf(whole, module, name === "1");
    const { value: list, module: home } = this.#meanings.of(whole, module);
    const records = list?.kind === "list" ? list.items : list?.kind === "record" ? list.entries.map(({ value }) => value) : [];
    const named = records.map((record) => fieldOf(record, name));
    return named.length === 0 ? ANYTHING : named.map((one) => (one === undefined ? ANYTHING : this.of(one, home))).reduce(either);
  }

  #homeOf(definition: Definition, module: Module, meaning: Meaning): Module | undefined {
    return [module, meaning.module].find((one) => one.definitions.get(definition.name)?.includes(definition) === true);
  }

  #held(definition: Definition, module: Module): NameForm {
    if (definition.value === undefined) return ANYTHING;
    if (definition.key !== undefined) return definition.each === true ? this.#fieldOfEach(definition.value, definition.key, module) : ANYTHING;
    const value = module.lower(definition.value);
    return definition.each === true ? this.elementsOf(value, module, definition.values) : this.of(value, module);
  }

  /** The texts in a list or the keys of a record, as a loop over it sees them. */
  elementsOf(expression: Expression, module: Module, values = false): NameForm {
    if (this.#depth >= DEEPEST) return ANYTHING;
    this.#depth += 1;
    const form = this.#elementsOf(expression, module, values);
    this.#depth -= 1;
    return form;
  }

  #elementsOf(expression: Expression, module: Module, values: boolean): NameForm {
    const meaning = this.#meanings.of(expression, module);
    const list = expression.kind === "list" || expression.kind === "record" ? expression : meaning.value;
    const [definition] = meaning.definitions;
    if (list?.kind === "list" && list.items.length > 0) return list.items.map((item) => this.#item(item, meaning.module)).reduce(either);
    if (list?.kind === "record" && list.entries.length > 0) return list.entries.map((entry) => this.#entry(entry, meaning.module, values)).reduce(either);
    if (list?.kind === "call") return this.#elementsOfCall(list, meaning.module, values);
    if (definition?.kind === "parameter") return { kind: "parameter", definition, prefix: "", suffix: "", each: true };
    return ANYTHING;
  }

  /** `LIST.filter(…)`, `Object.keys(RECORD)`, `RECORD.values()`. */
  #elementsOfCall(call: ExpressionOf<"call">, module: Module, values: boolean): NameForm {
    const { callee, arguments: given } = call;
    const method = methodOf(call);
    const object = callee.kind === "member" ? callee.object : undefined;
    if (SOME_ELEMENTS.has(method) && object !== undefined) return this.elementsOf(object, module, values);
    const record = given[0]?.value ?? object;
    if (record === undefined || !PARTS_OF_RECORD.has(method)) return ANYTHING;
    return this.elementsOf(record, module, method === "values" || (method !== "keys" && values));
  }

  #item(item: Expression, module: Module): NameForm {
    return item.kind === "spread" ? this.elementsOf(item.operand, module) : this.of(item, module);
  }

  #entry({ key, value, spread }: Entry, module: Module, values: boolean): NameForm {
    if (spread === true) return this.elementsOf(value, module, values);
    return values ? this.of(value, module) : keyForm(key);
  }
}

/** By name of the method: the same elements or some of them; the keys, values, or both of a record. */
const SOME_ELEMENTS: ReadonlySet<string> = new Set(["filter", "sort", "slice", "reverse", "toSorted", "toReversed", "concat", "sorted", "select", "reject", "flat"]);
const PAIRS: ReadonlySet<string> = new Set(["entries", "items"]);
const PARTS_OF_RECORD: ReadonlySet<string> = new Set(["keys", "values", "entries", "items"]);

const UPPER: ReadonlySet<string> = new Set(["upper", "toUpperCase", "upcase", "strtoupper", "ToUpper", "uppercase", "to_uppercase"]);
const LOWER: ReadonlySet<string> = new Set(["lower", "toLowerCase", "downcase", "strtolower", "ToLower", "lowercase", "to_lowercase"]);
const SAME: ReadonlySet<string> = new Set(["str", "String", "string", "toString", "to_s", "to_string", "strip", "trim", "TrimSpace", "as_str", "freeze"]);

function fieldOf(record: Expression, name: string): Expression | undefined {
  if (record.kind === "list") return record.items[Number(name)];
  return record.kind === "record" ? record.entries.find(({ key }) => textOfKey(key) === name)?.value : undefined;
}

function textOfKey(key: Expression): string | null {
  return key.kind === "text" ? key.text : key.kind === "name" ? key.name : null;
}

function methodOf({ callee }: ExpressionOf<"call">): string {
  return callee.kind === "member" || callee.kind === "name" ? callee.name : "";
}

function keyForm(key: Expression): NameForm {
  const text = textOfKey(key);
  return text === null ? ANYTHING : { kind: "known", texts: [text] };
}

function inCase(form: NameForm, change: (text: string) => string): NameForm {
  if (form.kind === "known") return { kind: "known", texts: form.texts.map(change) };
  return { kind: "open", prefix: change(form.prefix), suffix: change(form.suffix) };
}

function either(one: NameForm, other: NameForm): NameForm {
  if (one.kind === "known" && other.kind === "known") return { kind: "known", texts: [...new Set([...one.texts, ...other.texts])] };
  if (one.kind === "parameter" || other.kind === "parameter") return one.kind === "parameter" ? one : other;
  return { kind: "open", prefix: common(startsOf(one), startsOf(other)), suffix: reversed(common(endsOf(one).map(reversed), endsOf(other).map(reversed))) };
}

const startsOf = (form: NameForm): readonly string[] => (form.kind === "known" ? form.texts : [form.prefix]);
const endsOf = (form: NameForm): readonly string[] => (form.kind === "known" ? form.texts : [form.suffix]);
const reversed = (text: string): string => [...text].toReversed().join("");

/** What all these texts begin with. */
function common(some: readonly string[], others: readonly string[]): string {
  const [first = "", ...rest] = [...some, ...others];
  const different = [...first].findIndex((character, at) => rest.some((text) => text[at] !== character));
  return different < 0 ? first : first.slice(0, different);
}

function joined(left: NameForm, right: NameForm): NameForm {
  if (left.kind === "known" && right.kind === "known") return product(left.texts, right.texts);
  if (left.kind === "known" && right.kind !== "known") return { ...right, prefix: onlyOf(left.texts) + right.prefix };
  if (right.kind === "known" && left.kind !== "known") return { ...left, suffix: left.suffix + onlyOf(right.texts) };
  return { kind: "open", prefix: startOf(left), suffix: endOf(right) };
}

function product(lefts: readonly string[], rights: readonly string[]): NameForm {
  if (lefts.length * rights.length > MOST_TEXTS) return ANYTHING;
  return { kind: "known", texts: lefts.flatMap((left) => rights.map((right) => left + right)) };
}

const onlyOf = (texts: readonly string[]): string => (texts.length === 1 ? (texts[0] ?? "") : "");
const startOf = (form: NameForm): string => (form.kind === "known" ? onlyOf(form.texts) : form.prefix);
const endOf = (form: NameForm): string => (form.kind === "known" ? onlyOf(form.texts) : form.suffix);
