import { lastName, textOfKey, type Entry, type Expression, type ExpressionOf, type Operator } from "../expression.ts";
import type { Definition } from "../languages/language.ts";
import type { Node } from "../tree.ts";
import type { Meaning } from "./meaning.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";
import { ANYTHING, either, inCase, joined, known, parameter, type NameForm } from "./name-form.ts";

const DEEPEST = 40;

/** Follows the texts that an expression may stand for, and those that a loop over it goes through. */
export class NameForms {
  readonly #meanings: Meanings;
  /** What was found on the way to the answer that is looked for: otherwise `a = b + b; b = c + c; …` would double at each step. */
  readonly #forms = new Map<Expression, NameForm>();
  readonly #elements = new Map<Expression, NameForm>();
  readonly #values = new Map<Expression, NameForm>();
  #depth = 0;

  constructor(meanings: Meanings) {
    this.#meanings = meanings;
  }

  of(expression: Expression, module: Module): NameForm {
    return this.#deeper(this.#forms, expression, () => this.#formOf(expression, module));
  }

  /** The texts in a list or the keys of a record, as a loop over it sees them; with `values`, those of the record. */
  elementsOf(expression: Expression, module: Module, values = false): NameForm {
    return this.#deeper(values ? this.#values : this.#elements, expression, () => this.#elementsOf(expression, module, values));
  }

  /** What is made of itself, as in `name = name + "_URL"`, may be anything where it is come upon again. */
  #deeper(found: Map<Expression, NameForm>, expression: Expression, find: () => NameForm): NameForm {
    const before = found.get(expression);
    if (before !== undefined) return before;
    if (this.#depth >= DEEPEST) return ANYTHING;
    found.set(expression, ANYTHING);
    this.#depth += 1;
    const form = find();
    this.#depth -= 1;
    found.set(expression, form);
    if (this.#depth === 0) for (const all of [this.#forms, this.#elements, this.#values]) all.clear();
    return form;
  }

  #formOf(expression: Expression, module: Module): NameForm {
    switch (expression.kind) {
      case "text":
      case "number":
        return known([expression.text]);
      case "template":
        return expression.parts.map((part) => this.of(part, module)).reduce(joined, known([""]));
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

  #ofOperation({ operator, left, right }: ExpressionOf<"operation">, module: Module): NameForm {
    const combined = OPERATIONS.get(operator);
    return combined === undefined ? ANYTHING : combined(this.of(left, module), this.of(right, module));
  }

  /** A text whose case is changed on the way, or that is passed on as it is: `name.upper()`, `str(name)`. */
  #called({ callee, arguments: given }: ExpressionOf<"call">, module: Module): NameForm {
    const subject = callee.kind === "member" && given.length === 0 ? callee.object : given[0]?.value;
    if (subject === undefined || given.length > 1) return ANYTHING;
    const method = lastName(callee);
    if (SAME.has(method)) return this.of(subject, module);
    const change = CASES.get(method);
    // What a class calls its parts, such as User.USERNAME_FIELD, is meant to be changed by those who extend it.
    return change === undefined || subject.kind === "member" ? ANYTHING : inCase(this.of(subject, module), change);
  }

  #named(expression: Expression, module: Module): NameForm {
    const meaning = this.#meanings.of(expression, module);
    const constant = meaning.path === null ? undefined : module.language.constants?.[meaning.path];
    if (constant !== undefined) return known([constant]);
    const [first] = meaning.definitions;
    if (first?.kind === "parameter") return parameter(first, false);
    return (expression.kind === "name" ? this.#changing(meaning, module) : undefined) ?? this.#constant(expression, meaning, module);
  }

  /** A variable that is given several values, or in turn each element of one. */
  #changing(meaning: Meaning, module: Module): NameForm | undefined {
    const { definitions } = meaning;
    const [first] = definitions;
    if (first?.kind !== "variable" || (definitions.length === 1 && first.each !== true)) return undefined;
    const home = [module, meaning.module].find((one) => one.definitions.get(first.name)?.includes(first) === true);
    return home === undefined ? undefined : definitions.map((definition) => this.#held(definition, home)).reduce(either);
  }

  #held({ key, value, values, each = false }: Definition, module: Module): NameForm {
    if (value === undefined) return ANYTHING;
    if (key !== undefined) return each ? this.#fieldOfEach(value, key, module) : ANYTHING;
    const held = module.lower(value);
    return each ? this.elementsOf(held, module, values) : this.of(held, module);
  }

  #constant(expression: Expression, { value, module: home }: Meaning, module: Module): NameForm {
    if (value !== null && value !== expression) return this.of(value, home);
    return expression.kind === "member" ? this.#ofEach(expression, module) : ANYTHING;
  }

  /** A member of each record in a list: the `name` of `for (const { name } of [{ name: "A" }])`. */
  #ofEach({ object, name }: ExpressionOf<"member">, module: Module): NameForm {
    const [definition] = object.kind === "name" ? this.#meanings.of(object, module).definitions : [];
    if (definition?.each !== true || definition.value === undefined) return ANYTHING;
    const isHere = module.definitions.get(definition.name)?.includes(definition) === true;
    return isHere ? this.#fieldOfEach(definition.value, name, module) : ANYTHING;
  }

  /** What each record in a list has under a name, or each list in it at a position; of the entries of a record, 0 is the key. */
  #fieldOfEach(node: Node, name: string, module: Module): NameForm {
    const whole = module.lower(node);
    if (whole.kind === "call" && PAIRS.has(lastName(whole.callee))) return this.elementsOf(whole, module, name === "1");
    const { value: list, module: home } = this.#meanings.of(whole, module);
    const fields = recordsIn(list).map((record) => fieldOf(record, name));
    return anyOf(fields.map((field) => (field === undefined ? ANYTHING : this.of(field, home)))) ?? ANYTHING;
  }

  #elementsOf(expression: Expression, module: Module, values: boolean): NameForm {
    const meaning = this.#meanings.of(expression, module);
    const whole = expression.kind === "list" || expression.kind === "record" ? expression : meaning.value;
    const elements = whole === null ? undefined : this.#elementsIn(whole, meaning.module, values);
    if (elements !== undefined) return elements;
    const [definition] = meaning.definitions;
    return definition?.kind === "parameter" ? parameter(definition, true) : ANYTHING;
  }

  #elementsIn(whole: Expression, module: Module, values: boolean): NameForm | undefined {
    switch (whole.kind) {
      case "list":
        return anyOf(whole.items.map((item) => this.#item(item, module)));
      case "record":
        return anyOf(whole.entries.map((entry) => this.#entry(entry, module, values)));
      case "call":
        return this.#elementsOfCall(whole, module, values);
      default:
        return undefined;
    }
  }

  /** `LIST.filter(…)`, `Object.keys(RECORD)`, `RECORD.values()`. */
  #elementsOfCall({ callee, arguments: given }: ExpressionOf<"call">, module: Module, values: boolean): NameForm {
    const method = lastName(callee);
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
    if (values) return this.of(value, module);
    const text = textOfKey(key);
    return text === null ? ANYTHING : known([text]);
  }
}

const OPERATIONS: ReadonlyMap<Operator, typeof either> = new Map([
  ["add", joined],
  ["or", either],
  ["nullish", either],
]);

/** By name of the method: the same elements or some of them; the keys, values, or both of a record. */
const SOME_ELEMENTS: ReadonlySet<string> = new Set([
  "filter",
  "sort",
  "slice",
  "reverse",
  "toSorted",
  "toReversed",
  "concat",
  "sorted",
  "select",
  "reject",
  "flat",
]);
const PAIRS: ReadonlySet<string> = new Set(["entries", "items"]);
const PARTS_OF_RECORD: ReadonlySet<string> = new Set(["keys", "values", ...PAIRS]);

const UPPER = ["upper", "toUpperCase", "upcase", "strtoupper", "ToUpper", "uppercase", "to_uppercase"];
const LOWER = ["lower", "toLowerCase", "downcase", "strtolower", "ToLower", "lowercase", "to_lowercase"];
const CASES: ReadonlyMap<string, (text: string) => string> = new Map([
  ...UPPER.map((method) => [method, (text: string) => text.toUpperCase()] as const),
  ...LOWER.map((method) => [method, (text: string) => text.toLowerCase()] as const),
]);
const SAME: ReadonlySet<string> = new Set([
  "str",
  "String",
  "string",
  "toString",
  "to_s",
  "to_string",
  "strip",
  "trim",
  "TrimSpace",
  "as_str",
  "freeze",
]);

/** Undefined for none. */
function anyOf(forms: readonly NameForm[]): NameForm | undefined {
  return forms.length === 0 ? undefined : forms.reduce(either);
}

function recordsIn(list: Expression | null): readonly Expression[] {
  if (list?.kind === "list") return list.items;
  return list?.kind === "record" ? list.entries.map(({ value }) => value) : [];
}

function fieldOf(record: Expression, name: string): Expression | undefined {
  if (record.kind === "list") return record.items[Number(name)];
  return record.kind === "record" ? record.entries.find(({ key }) => textOfKey(key) === name)?.value : undefined;
}
