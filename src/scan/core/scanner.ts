import type { Language } from "../languages/language.ts";
import type { Parsers } from "../tree.ts";
import { CodeBase, type CodeFile, type Scope } from "./code-base.ts";
import { handOn, tablesOf, withHanded, type Handed } from "./handed.ts";
import { enter, grouped, innerOf } from "../lists.ts";
import { Meanings } from "./meanings.ts";
import { NameForms } from "./name-forms.ts";
import type { Module } from "./module.ts";
import { callings, handedOn, type ByLanguage } from "./opening.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeAt, type Around } from "./outcome-at.ts";
import { pathOfFunction } from "./path.ts";
import { aliasesOf, Readers } from "./readers.ts";
import { Shared, type Made } from "./shared.ts";
import type { KnownReader, Site } from "./site.ts";
import { sitesIn } from "./sites.ts";
import { softened } from "./softened.ts";
import { wrapperOf } from "./wrapper.ts";

/** A function that calls a function that reads is as far as this goes: two more than were seen in the wild. */
const ROUNDS = 5;

/** A use of a reader, with what becomes of the value. */
export interface Use {
  readonly site: Site;
  readonly outcome: Outcome;
}

/** What an earlier scan knows, where only some files are scanned again. */
export interface Earlier extends Scope {
  readonly openings: readonly Made[];
  /** The names that the other files give to readers, by round. */
  readonly aliases: readonly ReadonlySet<string>[];
}

/** Stages in which files are opened: by the names that others give to something that reads, by being given the environment, by calling readers. */
const FROM_USERS = 0;
const FROM_HANDED = FROM_USERS + ROUNDS + 1;
const FROM_CALLERS = FROM_HANDED + ROUNDS + 1;

/** A use whose name is not known. */
export interface OpenUse {
  readonly site: Site;
  readonly wrapper: string | null;
}

/** Finds every use of the readers it is given, and of the project's own functions that stand in for them. */
export class Scanner {
  readonly code: CodeBase;
  readonly meanings: Meanings;
  readonly forms: NameForms;
  readonly shared: Shared;
  readonly #earlier: Earlier | undefined;
  readonly #sites = new Map<string, Site>();
  /** Readers of the project that are called somewhere, by the path of the file that calls. */
  readonly #called = new Map<string, Set<string>>();
  /** By path and round. */
  readonly #aliases = new Map<string, Map<number, readonly string[]>>();

  constructor(files: readonly CodeFile[], parsers: Parsers, earlier?: Earlier) {
    this.code = new CodeBase(files, parsers, earlier);
    this.meanings = new Meanings(this.code);
    this.forms = new NameForms(this.meanings);
    this.shared = new Shared(earlier?.openings);
    this.#earlier = earlier;
  }

  /** Goes on until no new wrapper comes up. */
  read(first: (language: Language) => readonly KnownReader[]): void {
    const languages = new Set([...this.code.files.values()].map(({ language }) => language));
    const given = new Map([...languages].map((language) => [language, first(language)]));
    this.#openUsers(given);
    this.#handOn(given);
    const known = new Set<string>();
    let fresh: ByLanguage = new Map([...given].map(([language, readers]) => [language, withHanded(readers)]));
    for (let round = 0; round < ROUNDS && fresh.size > 0; round += 1) {
      if (round > 0) for (const opening of callings(fresh)) this.shared.open(opening, this.code);
      this.#enterStage(FROM_CALLERS + round);
      fresh = this.#wrappers(this.#round(fresh, round), known);
    }
  }

  #enterStage(stage: number): void {
    if (this.code.enterStage(stage)) this.meanings.forgetDistances();
  }

  /** Follows the names that files give to something that reads from file to file. */
  #openUsers(readers: ByLanguage): void {
    const seen = new Set<Module>();
    for (let round = 0; round < ROUNDS; round += 1) {
      this.#enterStage(FROM_USERS + round);
      const fresh = this.code.modules.filter((module) => !seen.has(module));
      for (const module of fresh) {
        seen.add(module);
        const opening = this.code.ledger.account(module.path, () => handedOn(module, readers, this.meanings));
        if (opening !== undefined) this.shared.open(opening, this.code);
      }
    }
  }

  /** Learns which functions are given the environment, and by those again. */
  #handOn(readers: ByLanguage): void {
    const tables = new Map([...readers].map(([language, known]) => [language, tablesOf(known)]));
    const none: ReadonlySet<string> = new Set();
    for (let round = 0, isFresh = true; round < ROUNDS && isFresh; round += 1) {
      this.#enterStage(FROM_HANDED + round);
      isFresh = this.code.modules
        .map((module) => {
          const handed = this.code.ledger.account(module.path, () => handOn(module, tables.get(module.language) ?? none, this.meanings));
          return handed.map((one) => this.#take(one, module)).some(Boolean);
        })
        .some(Boolean);
    }
  }

  #take({ callee, table, position, isNew }: Handed, { path, language }: Module): boolean {
    this.shared.say(path, language.id, "hands", table, pathOfFunction(callee.node, callee.module), position);
    this.code.open(callee.module.path);
    return isNew;
  }

  #round(readers: ByLanguage, round: number): readonly Site[] {
    const found: Site[] = [];
    const { modules, ledger } = this.code;
    for (const [language, known] of readers) {
      const own = modules.filter((module) => module.language === language);
      const search = { readers: new Readers(known, this.#names(own, known, round)), meanings: this.meanings, forms: this.forms };
      for (const module of own) found.push(...ledger.account(module.path, () => sitesIn(module, search)));
    }
    return found.filter((site) => this.#enter(site));
  }

  #names(modules: readonly Module[], readers: readonly KnownReader[], round: number): readonly string[] {
    const aliases = aliasesOf(readers);
    const names = modules.map((module) => {
      const given = aliases(module);
      if (given.length > 0) innerOf(this.#aliases, module.path).set(round, given);
      return given;
    });
    return [...(this.#earlier?.aliases[round] ?? []), ...names.flat()];
  }

  /** Whether a site is new. A function of the project may read other things beside variables: those do not look like one. */
  #enter(site: Site): boolean {
    const { reader, form, module } = site;
    if (reader.of.startsWith("@")) {
      if (form.kind === "known" && !form.texts.every((text) => ENV_SHAPED.test(text))) return false;
      this.#call(reader.of, module.path);
    }
    const key = keyOf(site);
    const isNew = !this.#sites.has(key);
    if (isNew) this.#sites.set(key, site);
    return isNew;
  }

  #call(of: string, path: string): void {
    const known = this.#called.get(path) ?? new Set();
    this.#called.set(path, known.add(of));
    this.code.ledger.account(path, () => this.code.ledger.note("^", of.slice(1, of.indexOf(":"))));
  }

  /** The readers that the functions around these sites are, without those that are known. */
  #wrappers(sites: readonly Site[], known: Set<string>): ByLanguage {
    const fresh = new Map<Language, KnownReader[]>();
    const around = this.#around();
    const wrappers = sites.flatMap((site) => {
      const { language, path } = site.module;
      const wrapper = this.code.ledger.account(path, () => wrapperOf(site, around));
      return wrapper === undefined ? [] : [{ language, path, wrapper }];
    });
    for (const { language, path, wrapper } of wrappers.toSorted((one, other) => rankOf(one.wrapper) - rankOf(other.wrapper))) {
      const key = JSON.stringify([wrapper.access, wrapper.of, wrapper.name, wrapper.prefix, wrapper.suffix]);
      this.shared.say(path, language.id, "reads", wrapper.access, wrapper.of, wrapper.name);
      if (!known.has(key)) enter(fresh, language, wrapper);
      known.add(key);
    }
    return fresh;
  }

  #around(): Around {
    const sites = [...this.#sites.values()];
    const nodes = new Set(sites.map(({ node }) => node));
    const byModule = grouped(sites, ({ module }) => module);
    return { meanings: this.meanings, isRead: (node) => nodes.has(node), sitesOf: (module) => byModule.get(module) ?? [] };
  }

  /** Every use whose name is known. */
  get uses(): readonly Use[] {
    const around = this.#around();
    const { ledger } = this.code;
    const known = [...this.#sites.values()].filter(({ form }) => form.kind === "known");
    return known.map((site) =>
      ledger.account(site.module.path, () => ({
        site,
        outcome: softened(site, outcomeAt(site, around), around.sitesOf(site.module)),
      })),
    );
  }

  /** Every use whose name is not; of a wrapper with its path, since only its calls count where there are any. */
  get open(): readonly OpenUse[] {
    const around = this.#around();
    return [...this.#sites.values()].flatMap((site): readonly OpenUse[] => {
      if (site.form.kind === "known") return [];
      if (site.form.kind === "open") return [{ site, wrapper: null }];
      const wrapper = this.code.ledger.account(site.module.path, () => wrapperOf(site, around));
      return [{ site, wrapper: wrapper?.of ?? null }];
    });
  }

  /** The readers of the project that a file calls. */
  callsOf(path: string): readonly string[] {
    return [...(this.#called.get(path) ?? [])];
  }

  /** The names that a file gives to readers, by round. */
  aliasesOf(path: string): readonly (readonly string[])[] {
    const known = this.#aliases.get(path);
    return known === undefined ? [] : Array.from({ length: ROUNDS }, (_, round) => known.get(round) ?? []);
  }
}

/** Of several reads of the same variable in one function, one that only asks says least. */
const rankOf = ({ mode }: KnownReader): number => (mode === "presence" ? 1 : 0);

/** What tells a site from the others; a reader may take several names at once from the same place. */
function keyOf({ module, node, at, reader: { prefix = "", suffix = "" }, form }: Site): string {
  return [module.path, node.start, node.end, at.start, prefix, suffix, form.kind, form.kind === "open" ? form.prefix : ""].join(":");
}

const ENV_SHAPED = /^[A-Z_][A-Z0-9_]*$/;
