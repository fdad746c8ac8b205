import { textOfKey, type Expression, type ExpressionOf } from "../expression.ts";
import type { Around, Definition } from "../languages/language.ts";
import type { Node } from "../tree.ts";
import type { CodeBase, Found } from "./code-base.ts";
import { dropFar, type Ledger, type Remembered } from "./ledger.ts";
import { assigned, end, taken, type Meaning } from "./meaning.ts";
import type { Module } from "./module.ts";
import { pathOf, pathOfFunction } from "./path.ts";
import { Project } from "./project.ts";

/** What a method calls the instance it was called on. */
const RECEIVERS: ReadonlySet<string> = new Set(["this", "self", "$this", "static"]);

/** How many names are followed one after the other. */
const FARTHEST = 24;

/** In how many records a name is looked for, each spread into another. */
const MOST_RECORDS = 500;

/** The name that a language gives to what a module exports at once. */
const WHOLE = "module.exports";

/** Functions that give back what they are given, or a text that is the same: `Object.freeze(list)`. */
function isPassed(path: string | null, { language }: Module): boolean {
  const effect = path === null ? undefined : language.conversions[path];
  return effect !== undefined && effect.mode === undefined && effect.type === undefined;
}

/** Follows names through assignments, parameters' defaults, imports and re-exports, members of records and classes. */
export class Meanings {
  readonly #project: Project;
  readonly ledger: Ledger;
  readonly #known = new Map<Expression, Remembered<Meaning>>();
  readonly #imports = new Map<Required<Definition>["from"], Remembered<Meaning>>();
  readonly #handed: Map<Node, string>;
  /** The same where it does not take the parsing of files that are not parsed yet and have nothing that reads. */
  readonly near: Meanings;
  #steps = 0;

  constructor(code: CodeBase, far?: Meanings) {
    this.ledger = code.ledger;
    this.#project = new Project(code, far === undefined ? "far" : "near");
    this.#handed = far === undefined ? new Map<Node, string>() : far.#handed;
    this.near = far === undefined ? new Meanings(code, this) : this;
  }

  /** Says what a parameter is given by the callers of its function; true where that is new. */
  hand(parameter: Node, path: string): boolean {
    if (this.#handed.has(parameter)) return false;
    this.#handed.set(parameter, path);
    for (const one of [this, this.near]) {
      one.#known.clear();
      one.#imports.clear();
    }
    return true;
  }

  /** Files were opened: what was too far may be near now. */
  forgetDistances(): void {
    dropFar(this.near.#known);
    dropFar(this.near.#imports);
    this.near.#project.forgetDistances();
  }

  /** What a class does first with what it is given. */
  constructorOf({ path, module, definitions }: Meaning): Found | undefined {
    const made = definitions.find(({ kind }) => kind === "class");
    if (made === undefined || path === null) return undefined;
    const unit = module.language.unit(module.path);
    return this.#project.find(unit, "constructor", made.name) ?? this.#project.find(unit, "__init__", made.name);
  }

  of(expression: Expression, module: Module): Meaning {
    const known = this.#known.get(expression);
    if (known !== undefined) return this.ledger.recall(known);
    const nothing = end(null, expression, module);
    if (this.#steps >= FARTHEST) return nothing;
    const follow = (): Meaning => {
      this.#steps += 1;
      const meaning = this.#follow(expression, module);
      this.#steps -= 1;
      return meaning;
    };
    return this.ledger.remember(this.#known, expression, follow, nothing);
  }

  /** For what a language or framework evaluates by itself. */
  around(module: Module): Around {
    return {
      lowering: module,
      valueOf: (expression) => this.of(expression, module).value,
      pathOf: (expression) => this.of(expression, module).path,
    };
  }

  #follow(expression: Expression, module: Module): Meaning {
    switch (expression.kind) {
      case "name":
        return this.#name(expression.name, expression, module);
      case "member":
        return this.#member(expression, expression.name, module);
      case "index":
        return expression.key.kind === "text" ? this.#member(expression, expression.key.text, module) : end(null, expression, module);
      case "call":
        return this.#call(expression, module);
      case "function":
        return end(pathOfFunction(expression.node, module), expression, module);
      case "operation":
        return expression.operator === "or" || expression.operator === "nullish"
          ? this.of(expression.left, module)
          : end(null, expression, module);
      default:
        return end(null, expression, module);
    }
  }

  #name(name: string, expression: Expression, module: Module): Meaning {
    if (RECEIVERS.has(name)) return this.#receiver(expression, module);
    const here = module.definitionsAt(name, expression.node);
    if (here.length > 0) return this.ofDefinitions({ module, definitions: here });
    const found = this.#project.around(name, module);
    if (found !== undefined) return this.ofDefinitions(found);
    const whole = module.language.isModule?.(expression.node) === true ? this.#project.locate(name, module) : undefined;
    return end(whole === undefined ? name : `@${whole}`, expression, module);
  }

  /** The instance whose method a place is in. */
  #receiver(expression: Expression, module: Module): Meaning {
    const made = module.classAround(expression.node);
    if (made !== undefined) return end(`${pathOf(made, module) ?? ""}()`, null, module);
    const method = module.functionAround(expression.node)?.node;
    const path = method === undefined ? null : pathOfFunction(method, module);
    const owner = path?.slice(0, path.lastIndexOf("."));
    return end(owner?.includes(":") === true ? `${owner}()` : null, null, module);
  }

  /** The first of several definitions says what a name is; all of them say what it may hold. */
  ofDefinitions(found: Found): Meaning {
    if (this.#steps >= FARTHEST) return end(null, null, found.module);
    this.#steps += 1;
    const meaning = this.#defined(found);
    this.#steps -= 1;
    return meaning;
  }

  #defined({ module, definitions }: Found): Meaning {
    const definition = definitions.find(({ value, from }) => value !== undefined || from !== undefined) ?? definitions[0];
    if (definition === undefined) return end(null, null, module);
    const path = pathOf(definition, module);
    switch (definition.kind) {
      case "import":
        return definition.from === undefined ? end(null, null, module) : this.#imported(definition.from, module);
      case "function":
      case "class":
        return end(path, null, module, definitions);
      default:
        return this.#held(definition, { module, definitions }, path);
    }
  }

  #held(definition: Definition, found: Found, path: string | null): Meaning {
    const { module, definitions } = found;
    const { kind, node, type, value, each = false } = definition;
    const handed = this.#handed.get(node);
    if (handed !== undefined) return end(handed, null, module, definitions);
    const isGiven = value !== undefined && !each;
    if (type !== undefined && (kind === "parameter" || !isGiven)) return this.#instance(type, module, definitions);
    if (!isGiven) return end(path, null, module, definitions);
    const meaning = this.of(module.lower(value), module);
    return definition.key === undefined ? assigned(meaning, definition, definitions, path) : taken(meaning, definition, found);
  }

  /** The path of an instance of a type, by its name. */
  ofType(type: string | undefined, module: Module): string | null {
    return type === undefined ? null : this.#instance(type, module, []).path;
  }

  #instance(type: string, module: Module, definitions: readonly Definition[]): Meaning {
    const [first = "", ...rest] = type.split(".");
    const node = module.tree.root;
    const made = this.of(
      rest.reduce<Expression>((object, name) => ({ kind: "member", node, object, name }), { kind: "name", name: first, node }),
      module,
    );
    return { path: made.path === null ? null : `${made.path}()`, module: made.module, value: null, definitions };
  }

  #imported(from: Required<Definition>["from"], module: Module): Meaning {
    return this.ledger.remember(this.#imports, from, () => this.#import(from, module));
  }

  #import(from: Required<Definition>["from"], module: Module): Meaning {
    const unit = this.#project.locate(from.module, module);
    if (unit === undefined) {
      const library = from.module.replace(/^@/, "");
      return end(from.name === null || from.name === "default" ? library : `${library}.${from.name}`, null, module);
    }
    return from.name === null ? this.#whole(unit, module) : this.#inUnit(unit, from.name, module);
  }

  /** A module as such: what it exports at once, or else all its names. */
  #whole(unit: string, module: Module): Meaning {
    const { path, module: home, value, definitions } = this.#exportsOf(unit) ?? end(null, null, module);
    return end(path === null || value?.kind === "record" ? `@${unit}` : path, value, home, definitions);
  }

  #exportsOf(unit: string): Meaning | undefined {
    const found = this.#project.find(unit, WHOLE);
    return found === undefined ? undefined : this.ofDefinitions(found);
  }

  #inUnit(unit: string, name: string, module: Module): Meaning {
    const found = this.#project.find(unit, name);
    if (found !== undefined) return this.ofDefinitions(found);
    const inner = this.#project.passing(unit);
    const passed = inner === undefined ? undefined : this.#project.starImported(name, inner);
    if (passed !== undefined) return this.ofDefinitions(passed);
    const whole = this.#exportsOf(unit);
    const entry = whole?.value?.kind === "record" ? this.#entry(whole.value, name, whole.module) : undefined;
    return entry ?? (name === "default" ? whole : undefined) ?? end(`@${unit}:${name}`, null, module);
  }

  #member(expression: Extract<Expression, { object: Expression }>, name: string, module: Module): Meaning {
    const object = this.of(expression.object, module);
    const entry = object.value?.kind === "record" ? this.#entry(object.value, name, object.module) : undefined;
    if (entry !== undefined) return entry;
    if (object.path === null) return end(null, expression, module);
    if (object.path.startsWith("@")) return this.#ofProject(object, name);
    return end(`${object.path}.${name}`, expression, module);
  }

  /** What a record holds under a name: the last that it is given, also by another record that is spread into it. */
  #entry(record: ExpressionOf<"record">, name: string, module: Module, seen = new Set<Expression>()): Meaning | undefined {
    if (seen.has(record) || seen.size >= MOST_RECORDS) return undefined;
    seen.add(record);
    for (const { key, value, spread } of record.entries.toReversed()) {
      if (spread === true) {
        const inner = this.of(value, module);
        const found = inner.value?.kind === "record" ? this.#entry(inner.value, name, inner.module, seen) : undefined;
        if (found !== undefined) return found;
      } else if (textOfKey(key) === name) return this.of(value, module);
    }
    return undefined;
  }

  /** A member of a unit of the project, or of a class or an instance of one. */
  #ofProject(object: Meaning, name: string): Meaning {
    const path = object.path ?? "";
    const colon = path.indexOf(":");
    if (colon < 0) return this.#inUnit(path.slice(1), name, object.module);
    const owner = path.slice(path.lastIndexOf(".") > colon ? path.lastIndexOf(".") + 1 : colon + 1).replace(/\(\)$/, "");
    const found = this.#project.find(path.slice(1, colon), name, owner);
    if (found !== undefined) return this.ofDefinitions(found);
    return end(`${path}.${name}`, null, object.module);
  }

  #call(expression: ExpressionOf<"call">, module: Module): Meaning {
    const required = module.language.moduleOf?.(expression);
    if (required !== undefined) return this.#imported({ module: required, name: null }, module);
    const callee = this.of(expression.callee, module);
    const [given] = expression.arguments;
    if (given !== undefined && isPassed(callee.path, module)) return this.of(given.value, module);
    return end(callee.path === null ? null : `${callee.path}()`, expression, module);
  }
}
