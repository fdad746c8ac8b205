import type { Definition, Language } from "../languages/language.ts";
import type { GrammarId, Parsers } from "../tree.ts";
import { basename, inCommon } from "../../text/path.ts";
import { enter } from "../lists.ts";
import { Module } from "./module.ts";

/** A file of code as it was listed; its text may be a part only, blanked around, where code is embedded: the script of a component. */
export interface CodeFile {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  /** Whether its text holds what makes it worth parsing by itself; the others are parsed when one of those refers to them. */
  readonly first: boolean;
  readonly grammar: GrammarId;
}

/** Where a definition was found. */
export interface Found {
  readonly module: Module;
  readonly definitions: readonly Definition[];
}

/** What every language calls it here, whatever it is called there. */
const CONSTRUCTOR = "constructor";

/** How the path of a file ends where an import means it: its unit, or where that is the file itself, without extension. */
function stemOf({ path, language }: CodeFile): string {
  const unit = language.unit(path);
  return unit === path ? path.replace(/(?:\.d)?\.[^./]+$/, "") : unit;
}

/** All files that code is read from; one is parsed when something asks for it. */
export class CodeBase {
  readonly files: ReadonlyMap<string, CodeFile>;
  readonly #parsers: Parsers;
  readonly #modules = new Map<string, Module>();
  readonly #units = new Map<string, string[]>();
  /** By the last part of their path without extension: what an import may mean. */
  readonly #ends = new Map<string, CodeFile[]>();
  readonly #located = new Map<string, string | undefined>();
  readonly #found = new Map<string, Found | undefined>();
  readonly #exported = new Map<string, ReadonlySet<string> | "any">();
  readonly #passing = new Map<string, boolean>();
  readonly #declared = new Map<string, ReadonlySet<string>>();
  readonly #made = new Map<string, ReadonlySet<string>>();

  constructor(files: readonly CodeFile[], parsers: Parsers) {
    this.files = new Map(files.map((file) => [file.path, file]));
    this.#parsers = parsers;
    for (const file of files) this.#enter(file);
  }

  #enter(file: CodeFile): void {
    enter(this.#units, file.language.unit(file.path), file.path);
    enter(this.#ends, basename(stemOf(file)), file);
  }

  module(path: string): Module | undefined {
    const known = this.#modules.get(path);
    if (known !== undefined) return known;
    const file = this.files.get(path);
    if (file === undefined) return undefined;
    const module = new Module(path, file.language, this.#parsers.parse(file.grammar, file.text));
    this.#modules.set(path, module);
    return module;
  }

  get modules(): readonly Module[] {
    return [...this.#modules.values()];
  }

  /** The units that an import may mean: of those whose path ends so, the one with the most folders in common with the importing file. */
  locate(name: string, from: Module): string | undefined {
    const key = `${from.path}\0${name}`;
    if (!this.#located.has(key)) this.#located.set(key, this.#locate(name, from));
    return this.#located.get(key);
  }

  #locate(name: string, from: Module): string | undefined {
    for (const end of from.language.locate(name, from.path)) {
      const candidates = (this.#ends.get(basename(end)) ?? []).filter(
        (file) => file.language.id === from.language.id && endsWith(stemOf(file), end),
      );
      const [nearest] = candidates.toSorted((one, other) => inCommon(other.path, from.path) - inCommon(one.path, from.path));
      if (nearest !== undefined) return nearest.language.unit(nearest.path);
    }
    return undefined;
  }

  /** A name that some file of a unit defines, outside any class or in the one named. */
  find(unit: string, name: string, owner?: string): Found | undefined {
    const key = `${unit}\0${name}\0${owner ?? ""}`;
    if (!this.#found.has(key)) this.#found.set(key, this.#find(unit, name, owner));
    return this.#found.get(key);
  }

  /** The same, where that takes no parsing of a file that has nothing that reads. */
  findNear(unit: string, name: string, owner?: string): Found | undefined {
    const paths = this.#units.get(unit) ?? [];
    const isNear = paths.every((path) => this.isNear(path) && !this.#isMade(path, name, owner));
    return isNear ? this.find(unit, name, owner) : undefined;
  }

  /** Whether a file is parsed, or is worth it by itself, or may pass on what others give it. */
  isNear(path: string): boolean {
    const file = this.files.get(path);
    if (file === undefined || this.#modules.has(path) || file.first) return true;
    const known = this.#passing.get(path) ?? file.language.passesOn?.test(file.text) ?? true;
    this.#passing.set(path, known);
    return known;
  }

  passesAll(path: string): boolean {
    const file = this.files.get(path);
    return file?.language.passesAll === undefined || this.#modules.has(path) || file.language.passesAll.test(file.text);
  }

  /** Whether a file that has nothing that reads makes a name itself, as it does all members of its classes. */
  #isMade(path: string, name: string, owner: string | undefined): boolean {
    const file = this.files.get(path);
    if (file?.language.makes === undefined || file.first || this.#modules.has(path)) return false;
    if (owner !== undefined) return true;
    const known = this.#made.get(path) ?? new Set([...file.text.matchAll(file.language.makes)].map(([, one = ""]) => one));
    this.#made.set(path, known);
    return known.has(name);
  }

  #find(unit: string, name: string, owner: string | undefined): Found | undefined {
    for (const path of this.#units.get(unit) ?? []) {
      if (!this.#mayDefine(path, name) || (owner === undefined && !this.#mayExport(path, name))) continue;
      const module = this.module(path);
      const definitions = module?.exported(name, owner) ?? [];
      if (module !== undefined && definitions.length > 0) return { module, definitions };
    }
    return undefined;
  }

  #mayExport(path: string, name: string): boolean {
    const file = this.files.get(path);
    if (file?.language.exports === undefined || this.#modules.has(path)) return true;
    const known = this.#exported.get(path) ?? file.language.exports(file.text);
    this.#exported.set(path, known);
    return known === "any" || known.has(name);
  }

  /** Whether it is worth parsing a file for a name. */
  #mayDefine(path: string, name: string): boolean {
    const file = this.files.get(path);
    if (file?.language.declares === undefined) return file?.text.includes(name) === true;
    if (name === CONSTRUCTOR) return true;
    const known = this.#declared.get(path) ?? new Set([...file.text.matchAll(file.language.declares)].map(([, one = ""]) => one));
    this.#declared.set(path, known);
    return known.has(name);
  }
}

function endsWith(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`);
}
