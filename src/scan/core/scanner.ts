import type { Language } from "../languages/language.ts";
import type { Parsers } from "../tree.ts";
import { CodeBase, type CodeFile } from "./code-base.ts";
import { handOn, tablesOf, withHanded } from "./handed.ts";
import { enter, grouped } from "../lists.ts";
import { Meanings } from "./meanings.ts";
import { NameForms } from "./name-forms.ts";
import { openCallers, openUsers, type ByLanguage } from "./opening.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeAt, type Around } from "./outcome-at.ts";
import { Readers } from "./readers.ts";
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

/** Finds every use of the readers it is given, and of the project's own functions that stand in for them. */
export class Scanner {
  readonly code: CodeBase;
  readonly meanings: Meanings;
  readonly forms: NameForms;
  readonly #sites = new Map<string, Site>();
  /** Readers of the project that are called somewhere. */
  readonly #called = new Set<string>();

  constructor(files: readonly CodeFile[], parsers: Parsers) {
    this.code = new CodeBase(files, parsers);
    this.meanings = new Meanings(this.code);
    this.forms = new NameForms(this.meanings);
    for (const { path, first } of files) if (first) this.code.module(path);
  }

  /** Goes on until no new wrapper comes up. */
  read(first: (language: Language) => readonly KnownReader[]): void {
    const languages = new Set([...this.code.files.values()].map(({ language }) => language));
    const given = new Map([...languages].map((language) => [language, first(language)]));
    openUsers(given, this.code, this.meanings);
    this.#handOn(given);
    const known = new Set<string>();
    let fresh: ByLanguage = new Map([...given].map(([language, readers]) => [language, withHanded(readers)]));
    for (let round = 0; round < ROUNDS && fresh.size > 0; round += 1) {
      if (round > 0) openCallers(fresh, this.code);
      fresh = this.#wrappers(this.#round(fresh), known);
    }
  }

  /** Learns which functions are given the environment, and by those again. */
  #handOn(readers: ByLanguage): void {
    const tables = new Map([...readers].map(([language, known]) => [language, tablesOf(known)]));
    const none: ReadonlySet<string> = new Set();
    for (let round = 0; round < ROUNDS; round += 1) {
      const fresh = this.code.modules.map((module) => handOn(module, tables.get(module.language) ?? none, this.meanings));
      if (!fresh.some(Boolean)) return;
    }
  }

  #round(readers: ByLanguage): readonly Site[] {
    const found: Site[] = [];
    for (const [language, known] of readers) {
      const modules = this.code.modules.filter((module) => module.language === language);
      const search = { readers: new Readers(known, modules), meanings: this.meanings, forms: this.forms };
      for (const module of modules) found.push(...sitesIn(module, search));
    }
    return found.filter((site) => this.#enter(site));
  }

  /** Whether a site is new. A function of the project may read other things beside variables: those do not look like one. */
  #enter(site: Site): boolean {
    const { reader, form } = site;
    if (reader.of.startsWith("@")) {
      if (form.kind === "known" && !form.texts.every((text) => ENV_SHAPED.test(text))) return false;
      this.#called.add(reader.of);
    }
    const key = keyOf(site);
    const isNew = !this.#sites.has(key);
    if (isNew) this.#sites.set(key, site);
    return isNew;
  }

  /** The readers that the functions around these sites are, without those that are known. */
  #wrappers(sites: readonly Site[], known: Set<string>): ByLanguage {
    const fresh = new Map<Language, KnownReader[]>();
    const around = this.#around();
    const wrappers = sites.flatMap((site) => {
      const wrapper = wrapperOf(site, around);
      return wrapper === undefined ? [] : [{ language: site.module.language, wrapper }];
    });
    for (const { language, wrapper } of wrappers.toSorted((one, other) => rankOf(one.wrapper) - rankOf(other.wrapper))) {
      const key = JSON.stringify([wrapper.access, wrapper.of, wrapper.name, wrapper.prefix, wrapper.suffix]);
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

/** What tells a site from the others; a reader may take several names at once from the same place. */
function keyOf({ module, node, at, reader: { prefix = "", suffix = "" }, form }: Site): string {
  return [module.path, node.start, node.end, at.start, prefix, suffix, form.kind, form.kind === "open" ? form.prefix : ""].join(":");
}

const ENV_SHAPED = /^[A-Z_][A-Z0-9_]*$/;
