import { withAlternatives, type Alternative } from "./core/alternatives.ts";
import type { CodeFile } from "./core/code-base.ts";
import type { Note } from "./core/ledger.ts";
import { Scanner, type Earlier, type OpenUse } from "./core/scanner.ts";
import type { Fact, Made } from "./core/shared.ts";
import type { Findings, OpenIn } from "./findings.ts";
import { literalOf, type Extent, type Found, type FoundAll } from "./found.ts";
import { FRAMEWORKS } from "./frameworks/index.ts";
import type { Framework } from "./frameworks/framework.ts";
import type { Language, Reader } from "./languages/language.ts";
import { grouped } from "./lists.ts";
import type { Parsers, Tree } from "./tree.ts";

interface Means {
  readonly parsers: Parsers;
  /** Readers that the user declares. */
  readonly own: readonly Reader[];
  readonly earlier?: Earlier | undefined;
}

/** What the code of a file reads, and what that follows from. */
export interface Traced extends Findings {
  readonly notes: readonly Note[];
  /** Names that it gives to readers, by round. */
  readonly aliases: readonly (readonly string[])[];
  /** Whether other files may depend on what it says of readers. */
  readonly says: boolean;
}

export interface FoundInCode {
  readonly files: ReadonlyMap<string, Traced>;
  /** The stage in which a file was opened. */
  readonly opened: ReadonlyMap<string, number>;
  readonly openings: readonly Made[];
  /** What the files say to all others, of readers. */
  readonly facts: readonly Fact[];
  /** As far as a file was parsed. */
  readonly treeOf: (path: string) => Tree | undefined;
}

/** What the code of all languages reads, by its own calls and by schemas. */
export function foundInCode(code: readonly CodeFile[], { parsers, own, earlier }: Means): FoundInCode {
  const scanner = new Scanner(code, parsers, earlier);
  scanner.read((language) => [...language.readers, ...frameworksOf(language).flatMap(({ readers = [] }) => readers), ...own]);
  const used = grouped(withAlternatives(scanner.uses), ({ site }) => site.module.path);
  const open = grouped(scanner.open, ({ site }) => site.module.path);
  const files = scanner.code.modules.map((module): [string, Traced] => {
    const { path, tree } = module;
    const { declared, replaced } = scanner.code.ledger.account(path, () => inSchemas(scanner, module));
    return [
      path,
      {
        used: (used.get(path) ?? []).flatMap(usedBy),
        open: (open.get(path) ?? []).flatMap(openAt),
        declared,
        calls: scanner.callsOf(path),
        replaced,
        broken: tree.errors,
        notes: [...new Set([...scanner.code.ledger.of(path), ...declared.reads.flatMap(inOther)])],
        aliases: scanner.aliasesOf(path),
        says: scanner.shared.sayers.has(path),
      },
    ];
  });
  const { opened } = scanner.code;
  return {
    files: new Map(files),
    opened,
    openings: scanner.shared.openings,
    facts: scanner.shared.facts,
    treeOf: (path) => scanner.code.treeOf(path),
  };
}

/** The content of the file that it is in, if that is another one. */
const inOther = ({ path }: Found): readonly Note[] => (path === undefined ? [] : [`=${path}`]);

/** The libraries that code of a language may use. */
export function frameworksOf(language: Language): readonly Framework[] {
  return FRAMEWORKS.filter(({ languages }) => languages.includes(language.id));
}

/** What the libraries that a file uses make of it. */
function inSchemas(
  { code, meanings, forms }: Scanner,
  module: Scanner["code"]["modules"][number],
): Pick<Findings, "declared" | "replaced"> {
  const view = { module, meanings, forms, code };
  const used = frameworksOf(module.language).filter(({ needs }) => needs.test(module.tree.text));
  const all = used.flatMap((framework): FoundAll | readonly FoundAll[] => framework.declared?.(view) ?? []);
  return {
    declared: {
      reads: all.flatMap(({ reads }) => reads),
      open: all.flatMap(({ open }) => open),
      gives: all.flatMap(({ gives = [] }) => gives),
    },
    replaced: used.flatMap((framework) => framework.replaced?.(view) ?? []),
  };
}

/** Names that a system lets a variable have and that somebody would give one. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

function usedBy({ site, outcome, oneOf }: Alternative): readonly Found[] {
  const { module, form, at, reader } = site;
  const { mode, confidence, type } = outcome;
  const about = {
    at: unquoted(at, module.tree.text),
    mode,
    confidence,
    default: literalOf(outcome.default),
    type,
    via: reader.via ?? null,
    ...(oneOf === undefined ? {} : { oneOf }),
  };
  const texts = form.kind === "known" ? form.texts : [];
  return texts.filter((text) => VARIABLE.test(text)).map((variable) => ({ variable, ...about }));
}

function openAt({ site: { form, at }, wrapper }: OpenUse): readonly OpenIn[] {
  return form.kind === "known" ? [] : [{ at: { start: at.start, end: at.end }, prefix: form.prefix, suffix: form.suffix, wrapper }];
}

function unquoted({ start, end }: Extent, text: string): Extent {
  const first = text[start];
  const isQuote = first === '"' || first === "'" || first === "`";
  const quoted = end - start > 1 && isQuote && text.indexOf(first, start + 1) === end - 1;
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}
