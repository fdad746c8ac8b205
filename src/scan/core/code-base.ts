import type { Definition, Language } from "../languages/language.ts";
import type { GrammarId, Parsers, Tree } from "../tree.ts";
import { basename, inCommon } from "../../text/path.ts";
import { isTellable } from "../../text/withhold.ts";
import { enter, innerOf } from "../lists.ts";
import { Ledger, type Remembered } from "./ledger.ts";
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

/** Among the names that a file makes: all those of another one. */
const ALL = "*";

/** How the path of a file ends where an import means it: its unit, or where that is the file itself, without extension. */
export function stemOf({ path, language }: Pick<CodeFile, "path" | "language">): string {
  const unit = language.unit(path);
  return unit === path ? path.replace(/(?:\.d)?\.[^./]+$/, "") : unit;
}

/** A file with how its path ends where an import means it. */
interface Ending {
  readonly file: CodeFile;
  readonly stem: string;
}

/** What an earlier scan knows, where only some files are scanned again. */
export interface Scope {
  readonly paths: ReadonlySet<string>;
  /** The others that it opened, with the stage. */
  readonly opened: ReadonlyMap<string, number>;
  /** Unchanged files that give others nothing that they take from a third. */
  readonly far: ReadonlySet<string>;
  /** What `namesOf` said of unchanged files. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** All files that code is read from; one is parsed when something asks for it. */
export class CodeBase {
  readonly files: ReadonlyMap<string, CodeFile>;
  readonly ledger = new Ledger();
  readonly #parsers: Parsers;
  readonly #modules = new Map<string, Module>();
  readonly #units = new Map<string, string[]>();
  /** By the last part of their path without extension: what an import may mean. */
  readonly #ends = new Map<string, Ending[]>();
  readonly #located = new Map<Module, Map<string, Remembered<string | undefined>>>();
  readonly #found = new Map<string, Map<string, Remembered<Found | undefined>>>();
  readonly #exported = new Map<string, ReadonlySet<string> | "any">();
  readonly #passing = new Map<string, boolean>();
  readonly #declared = new Map<string, ReadonlySet<string>>();
  readonly #made = new Map<string, ReadonlySet<string>>();
  readonly #scope: Scope | undefined;
  /** Files that are looked through like those that can read by themselves, with the stage in which that came out; a later one is yet to come. */
  readonly #opened: Map<string, number>;
  #stage = 0;

  constructor(files: readonly CodeFile[], parsers: Parsers, scope?: Scope) {
    this.files = new Map(files.map((file) => [file.path, file]));
    this.#parsers = parsers;
    this.#scope = scope;
    this.#opened = new Map(scope?.opened);
    for (const path of scope?.far ?? []) this.#passing.set(path, false);
    for (const [path, names] of scope?.names ?? []) this.#recall(path, names);
    for (const file of files) this.#enter(file);
  }

  #recall(path: string, names: readonly string[]): void {
    const end = names.indexOf(";");
    this.#exported.set(path, names[0] === "*" ? "any" : new Set(names.slice(0, end)));
    this.#made.set(path, new Set(names.slice(end + 1)));
  }

  #enter(file: CodeFile): void {
    enter(this.#units, file.language.unit(file.path), file.path);
    const stem = stemOf(file);
    enter(this.#ends, basename(stem), { file, stem });
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

  /** As far as it was parsed before. */
  treeOf(path: string): Tree | undefined {
    return this.#modules.get(path)?.tree;
  }

  /** Those that are looked through, sorted by path. */
  get modules(): readonly Module[] {
    const paths = [...this.#candidates].filter((path) => this.#isOpen(path)).toSorted();
    return paths.flatMap((path) => this.module(path) ?? []);
  }

  /** The files that this scan may look through. */
  get candidates(): readonly CodeFile[] {
    return [...this.#candidates].flatMap((path) => this.files.get(path) ?? []);
  }

  isCandidate(path: string): boolean {
    return this.#scope?.paths.has(path) ?? true;
  }

  get #candidates(): Iterable<string> {
    return this.#scope?.paths ?? this.files.keys();
  }

  /** Files that were opened, with the stage. */
  get opened(): ReadonlyMap<string, number> {
    return this.#opened;
  }

  /** From the next stage on a file is looked through. */
  open(path: string): void {
    if (this.files.get(path)?.first === false && !this.#opened.has(path)) this.#opened.set(path, this.#stage + 1);
  }

  /** Whether that opens any file. */
  enterStage(stage: number): boolean {
    const before = this.#stage;
    this.#stage = stage;
    return [...this.#opened.values()].some((one) => one > before && one <= stage);
  }

  #isOpen(path: string): boolean {
    return this.files.get(path)?.first === true || (this.#opened.get(path) ?? Infinity) <= this.#stage;
  }

  /** The units that an import may mean: of those whose path ends so, the one with the most folders in common with the importing file. */
  locate(name: string, from: Module): string | undefined {
    return this.ledger.remember(innerOf(this.#located, from), name, () => this.#locate(name, from));
  }

  #locate(name: string, from: Module): string | undefined {
    for (const end of from.language.locate(name, from.path)) {
      this.ledger.note("/", basename(end));
      const candidates = (this.#ends.get(basename(end)) ?? []).filter(
        ({ file, stem }) => file.language.id === from.language.id && endsWith(stem, end),
      );
      const [nearest] = candidates.toSorted((one, other) => inCommon(other.file.path, from.path) - inCommon(one.file.path, from.path));
      if (nearest !== undefined) return nearest.file.language.unit(nearest.file.path);
    }
    return undefined;
  }

  /** A name that some file of a unit defines, outside any class or in the one named. */
  find(unit: string, name: string, owner?: string): Found | undefined {
    const key = owner === undefined ? name : `${name}\0${owner}`;
    return this.ledger.remember(innerOf(this.#found, unit), key, () => this.#find(unit, name, owner));
  }

  /** The same, where that takes no parsing of a file that has nothing that reads. */
  findNear(unit: string, name: string, owner?: string): Found | undefined {
    const paths = this.#pathsOf(unit);
    const isNear = paths.every((path) => this.isNear(path) && !this.#isMade(path, name, owner));
    return isNear ? this.find(unit, name, owner) : undefined;
  }

  isUnitNear(unit: string): boolean {
    return this.#pathsOf(unit).every((path) => this.isNear(path));
  }

  /** Whether a file is looked through, or may pass on what others give it. */
  isNear(path: string): boolean {
    const file = this.files.get(path);
    if (file === undefined || this.#isOpen(path)) return true;
    const known = this.#passing.get(path) ?? mayPassOn(file);
    this.#passing.set(path, known);
    if (!known) this.ledger.note("~", path);
    return known;
  }

  passesAll(path: string): boolean {
    const file = this.files.get(path);
    if (file?.language.passesAll === undefined) return true;
    this.ledger.note(">", path);
    return this.#isOpen(path) || this.#madeBy(file).has(ALL);
  }

  /** Whether a file that has nothing that reads makes a name itself, as it does all members of its classes. */
  #isMade(path: string, name: string, owner: string | undefined): boolean {
    const file = this.files.get(path);
    if (file?.language.makes === undefined || this.#isOpen(path)) return false;
    this.ledger.note(">", path);
    return owner !== undefined || this.#madeBy(file).has(name);
  }

  #madeBy(file: CodeFile): ReadonlySet<string> {
    const known = this.#made.get(file.path) ?? madeIn(file);
    this.#made.set(file.path, known);
    return known;
  }

  #find(unit: string, name: string, owner: string | undefined): Found | undefined {
    for (const path of this.#pathsOf(unit)) {
      if (owner === undefined && !this.#mayExport(path, name)) {
        this.ledger.note(">", path);
        continue;
      }
      if (!this.#mayDefine(path, name)) {
        this.#noteMissing(name, path, unit);
        continue;
      }
      this.ledger.note(":", path);
      const module = this.module(path);
      const definitions = module?.exported(name, owner) ?? [];
      if (module !== undefined && definitions.length > 0) return { module, definitions };
    }
    return undefined;
  }

  /** By the name, where that may be told. */
  #noteMissing(name: string, path: string, unit: string): void {
    if (isTellable(name)) this.ledger.note("!", `${unit}\0${name}`);
    else this.ledger.note(":", path);
  }

  #pathsOf(unit: string): readonly string[] {
    const paths = this.#units.get(unit) ?? [];
    if (paths.length !== 1 || paths[0] !== unit) this.ledger.note("+", unit);
    return paths;
  }

  #mayExport(path: string, name: string): boolean {
    const file = this.files.get(path);
    const known = this.#exported.get(path) ?? exportedBy(file);
    this.#exported.set(path, known);
    return known === "any" || known.has(name);
  }

  #mayDefine(path: string, name: string): boolean {
    const file = this.files.get(path);
    return file !== undefined && mayDefine(file, name, (one) => this.#declaredBy(one));
  }

  #declaredBy(file: CodeFile): ReadonlySet<string> {
    const known = this.#declared.get(file.path) ?? declaredIn(file);
    this.#declared.set(file.path, known);
    return known;
  }
}

/** Whether it is worth parsing a file for a name. */
export function mayDefine(file: CodeFile, name: string, declaredBy = declaredIn): boolean {
  if (file.language.declares === undefined) return file.text.includes(name);
  return name === CONSTRUCTOR || declaredBy(file).has(name);
}

function declaredIn({ text, language: { declares } }: CodeFile): ReadonlySet<string> {
  return new Set(declares === undefined ? [] : [...text.matchAll(declares)].map(([, one = ""]) => one));
}

/** The names of functions and classes that a file makes, as far as its text tells, and whether it passes on all names of another one. */
function madeIn({ text, language: { makes, passesAll } }: CodeFile): ReadonlySet<string> {
  const names = makes === undefined ? [] : [...text.matchAll(makes)].map(([, one = ""]) => one);
  return new Set(passesAll?.test(text) === true ? [...names, ALL] : names);
}

/** All that its text tells at once. */
export function namesOf(file: CodeFile | undefined): readonly string[] {
  const exported = exportedBy(file);
  const made = file === undefined ? [] : [...madeIn(file)].toSorted();
  return [...(exported === "any" ? ["*"] : [...exported].toSorted()), ";", ...made];
}

/** The names that a file gives to others, as far as its text tells. */
function exportedBy(file: CodeFile | undefined): ReadonlySet<string> | "any" {
  return file?.language.exports?.(file.text) ?? "any";
}

/** Whether a file that reads nothing by itself may give others what it takes from a third. */
export function mayPassOn({ language, text }: CodeFile): boolean {
  return language.passesOn?.test(text) ?? true;
}

function endsWith(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`);
}
