import type { Language } from "../languages/language.ts";
import { CodeBase, type CodeFile } from "./code-base.ts";
import { handOn, tablesOf, withHanded } from "./handed.ts";
import { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";
import { NameForms } from "./name-forms.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeAt, type Around } from "./outcome-at.ts";
import { Readers } from "./readers.ts";
import type { KnownReader, Site } from "./site.ts";
import { sitesIn } from "./sites.ts";
import { softened } from "./softened.ts";
import { wrapperOf } from "./wrapper.ts";
import type { Parsers } from "../tree.ts";

/** A function that calls a function that reads is as far as this goes: two more than were seen in the wild. */
const ROUNDS = 5;

/** A use of a reader, with what becomes of the value. */
export interface Use {
  readonly site: Site;
  readonly outcome: Outcome;
}

/** Finds every use of the readers it is given, and of the project's own functions that stand in for them. */
export class Scanner {
  readonly code: CodeBase;
  readonly meanings: Meanings;
  readonly forms: NameForms;
  readonly #sites = new Map<string, Site>();
  readonly #called = new Set<string>();

  constructor(files: readonly CodeFile[], parsers: Parsers) {
    this.code = new CodeBase(files, parsers);
    this.meanings = new Meanings(this.code);
    this.forms = new NameForms(this.meanings);
    for (const { path, first } of files) if (first) this.code.module(path);
  }

  /** Goes on until no new wrapper comes up. */
  read(first: (language: Language) => readonly KnownReader[]): void {
    let fresh = new Map<Language, readonly KnownReader[]>();
    for (const { language } of this.code.files.values()) if (!fresh.has(language)) fresh.set(language, first(language));
    this.#openUsers(fresh);
    this.#handOn(fresh);
    fresh = new Map([...fresh].map(([language, readers]) => [language, withHanded(readers)]));
    const known = new Set<string>();
    for (let round = 0; round < ROUNDS && fresh.size > 0; round += 1) {
      if (round > 0) this.#openCallers(fresh);
      fresh = this.#wrappers(this.#round(fresh), known);
    }
  }

  /** Parses the files that take from another one a name for something that reads: `env = environ.Env()` of a settings module. */
  #openUsers(readers: ReadonlyMap<Language, readonly KnownReader[]>): void {
    const seen = new Set<Module>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const fresh = this.code.modules.filter((module) => !seen.has(module));
      if (fresh.length === 0) return;
      for (const module of fresh) {
        seen.add(module);
        const names = handedOn(module, { meanings: this.meanings, paths: wholes(readers.get(module.language) ?? []) });
        if (names.length > 0) this.#openThose(names, module);
      }
    }
  }

  /** Learns which functions are given the environment, and by those again. */
  #handOn(readers: ReadonlyMap<Language, readonly KnownReader[]>): void {
    const tables = new Map([...readers].map(([language, known]) => [language, tablesOf(known)]));
    const none: ReadonlySet<string> = new Set();
    for (let round = 0; round < ROUNDS; round += 1) {
      const fresh = this.code.modules.map((module) => handOn(module, tables.get(module.language) ?? none, this.meanings));
      if (!fresh.some(Boolean)) return;
    }
  }

  #openThose(names: readonly string[], { path, language }: Module): void {
    const used = new RegExp(`\\b(?:${names.join("|")})\\s*[.([]`);
    const unit = language.unit(path);
    for (const file of this.code.files.values()) {
      const isNear = unit !== path && language.unit(file.path) === unit;
      if (file.language === language && used.test(file.text) && (isNear || file.text.includes(stemOf(path)))) this.code.module(file.path);
    }
  }

  #round(readers: ReadonlyMap<Language, readonly KnownReader[]>): readonly Site[] {
    const found: Site[] = [];
    for (const [language, known] of readers) {
      const modules = this.code.modules.filter((module) => module.language === language);
      const search = { readers: new Readers(known, modules), meanings: this.meanings, forms: this.forms };
      for (const module of modules) found.push(...sitesIn(module, search));
    }
    return found.filter((site) => this.#enter(site));
  }

  #enter(site: Site): boolean {
    const { module, node, reader, form } = site;
    if (reader.of.startsWith("@") && form.kind === "known" && !form.texts.every((text) => ENV_SHAPED.test(text))) return false;
    if (reader.of.startsWith("@")) this.#called.add(reader.of);
    const key = `${module.path}:${String(node.start)}:${String(node.end)}:${String(site.at.start)}:${reader.prefix ?? ""}:${reader.suffix ?? ""}:${form.kind}:${form.kind === "open" ? form.prefix : ""}`;
    if (this.#sites.has(key)) return false;
    this.#sites.set(key, site);
    return true;
  }

  #wrappers(sites: readonly Site[], known: Set<string>): Map<Language, readonly KnownReader[]> {
    const fresh = new Map<Language, KnownReader[]>();
    const around = this.#around();
    const wrappers = sites.flatMap((site) => {
      const wrapper = wrapperOf(site, around);
      return wrapper === undefined ? [] : [{ site, wrapper }];
    });
    for (const { site, wrapper } of wrappers.toSorted((one, other) => rankOf(one.wrapper) - rankOf(other.wrapper))) {
      const key = JSON.stringify([wrapper.access, wrapper.of, wrapper.name, wrapper.prefix, wrapper.suffix]);
      if (known.has(key)) continue;
      known.add(key);
      const same = fresh.get(site.module.language);
      if (same === undefined) fresh.set(site.module.language, [wrapper]);
      else same.push(wrapper);
    }
    return fresh;
  }

  /** Parses the files that name a wrapper and something that could be a variable. */
  #openCallers(readers: ReadonlyMap<Language, readonly KnownReader[]>): void {
    for (const [language, known] of readers) {
      const names = [...new Set(known.map(({ of }) => calledBy(of)))].filter((name) => /^\w+$/.test(name));
      if (names.length === 0) continue;
      const calls = new RegExp(`\\b(?:${names.join("|")})\\b`);
      for (const { path, text, language: own } of this.code.files.values())
        if (own === language && calls.test(text)) this.code.module(path);
    }
  }

  #around(): Around {
    const nodes = new Set([...this.#sites.values()].map(({ node }) => node));
    const byModule = new Map<Module, Site[]>(this.code.modules.map((module) => [module, []]));
    for (const site of this.#sites.values()) byModule.get(site.module)?.push(site);
    return { meanings: this.meanings, isRead: (node) => nodes.has(node), sitesOf: (module) => byModule.get(module) ?? [] };
  }

  /** Every use whose name is known. */
  get uses(): readonly Use[] {
    const around = this.#around();
    const uses = [...this.#sites.values()]
      .filter(({ form }) => form.kind === "known")
      .map((site) => ({ site, outcome: outcomeAt(site, around) }));
    return uses.map(({ site, outcome }) => ({ site, outcome: softened(site, outcome, around.sitesOf(site.module)) }));
  }

  /** Every use whose name is not: of a wrapper, only those of its calls, unless nobody calls it. */
  get open(): readonly Site[] {
    const around = this.#around();
    return [...this.#sites.values()].filter((site) => {
      if (site.form.kind === "open") return true;
      if (site.form.kind === "known") return false;
      const wrapper = wrapperOf(site, around);
      return wrapper === undefined || !this.#called.has(wrapper.of);
    });
  }
}

/** Of several reads of the same variable in one function, one that only asks says least. */
const rankOf = ({ mode }: KnownReader): number => (mode === "presence" ? 1 : 0);

/** What stands before the last part of the readers' paths: "os.environ" of "os.environ.get". */
function wholes(readers: readonly KnownReader[]): ReadonlySet<string> {
  return new Set(
    readers.flatMap(({ of }) => [of, ...(of.includes(".") ? [of.slice(0, of.lastIndexOf("."))] : [])]).filter((path) => /[.(]/.test(path)),
  );
}

interface Handing {
  readonly meanings: Meanings;
  readonly paths: ReadonlySet<string>;
}

/** The names outside functions that a file gives to something that reads. */
function handedOn(module: Module, { meanings, paths }: Handing): readonly string[] {
  const variables = [...module.definitions.values()]
    .flat()
    .filter(({ kind, value, key }) => kind === "variable" && value !== undefined && key === undefined);
  return variables
    .filter(
      (definition) =>
        module.functionAround(definition.node) === undefined &&
        paths.has(meanings.near.ofDefinitions({ module, definitions: [definition] }).path ?? ""),
    )
    .map(({ name }) => name)
    .filter((name) => /^\w+$/.test(name));
}

/** What an import calls a file: its name, or that of its folder where it stands for that. */
function stemOf(path: string): string {
  const parts = path.replace(/(?:\.d)?\.[^./]+$/, "").split("/");
  const last = parts.at(-1) ?? "";
  return /^(?:__init__|index|mod)$/.test(last) ? (parts.at(-2) ?? last) : last;
}

/** What its callers write: its name, or that of the file that has nothing else to give. */
function calledBy(of: string): string {
  const name = of.slice(Math.max(of.lastIndexOf("."), of.lastIndexOf(":")) + 1);
  if (name !== "default" && name !== "exports") return name;
  const [file = "", folder = ""] = of.slice(1, of.indexOf(":")).split("/").toReversed();
  const stem = file.replace(/\.\w+$/, "");
  return stem === "index" ? folder : stem;
}

const ENV_SHAPED = /^[A-Z_][A-Z0-9_]*$/;
