import { dirname } from "../text/path.ts";
import { withAlternatives, type Alternative } from "./core/alternatives.ts";
import type { CodeFile } from "./core/code-base.ts";
import { Scanner } from "./core/scanner.ts";
import type { Site } from "./core/site.ts";
import { literalOf, type Extent, type Found, type FoundAll, type Open } from "./found.ts";
import { FRAMEWORKS } from "./frameworks/index.ts";
import type { Framework, View } from "./frameworks/framework.ts";
import type { Language, Reader } from "./languages/language.ts";
import type { Parsers } from "./tree.ts";

/** What was found in the file of a path. */
export interface InPath {
  readonly path: string;
  readonly all: FoundAll;
}

interface Means {
  readonly parsers: Parsers;
  /** Readers that the user declares. */
  readonly own: readonly Reader[];
}

/** What the code of all languages reads, by its own calls and by schemas. */
export function foundInCode(code: readonly CodeFile[], { parsers, own }: Means): readonly InPath[] {
  const scanner = new Scanner(code, parsers);
  scanner.read((language) => [...language.readers, ...frameworksOf(language).flatMap(({ readers = [] }) => readers), ...own]);
  const schemas = distinct(declared(scanner));
  const described = new Set(schemas.flatMap(({ path, all }) => all.reads.map((read) => placed(path, read))));
  const isReplaced = replacedBy(scanner);
  const used = withAlternatives(scanner.uses).map((use): InPath => {
    const { path } = use.site.module;
    const reads = usedBy(use).filter((read) => !described.has(placed(path, read)) && !isReplaced(path, read));
    return { path, all: { reads, open: [] } };
  });
  const open = scanner.open.map((site): InPath => ({ path: site.module.path, all: { reads: [], open: openAt(site) } }));
  const broken = scanner.code.modules.flatMap(({ path, tree }): readonly InPath[] =>
    tree.errors.length === 0 ? [] : [{ path, all: { reads: [], open: [], broken: tree.errors } }],
  );
  return [...used, ...open, ...schemas, ...broken];
}

/** The libraries that code of a language may use. */
export function frameworksOf(language: Language): readonly Framework[] {
  return FRAMEWORKS.filter(({ languages }) => languages.includes(language.id));
}

/** The files that use a library, each with it. */
function views({ code, meanings, forms }: Scanner): readonly (View & { readonly framework: Framework })[] {
  return code.modules.flatMap((module) => {
    const used = frameworksOf(module.language).filter(({ needs }) => needs.test(module.tree.text));
    return used.map((framework) => ({ module, meanings, forms, code, framework }));
  });
}

function declared(scanner: Scanner): readonly InPath[] {
  return views(scanner).flatMap(({ framework, ...view }) => {
    const all = framework.declared?.(view);
    return all === undefined ? [] : [{ path: view.module.path, all }];
  });
}

/** Whether a read is none, since a build puts a value in its place. */
function replacedBy(scanner: Scanner): (path: string, read: Found) => boolean {
  const known = views(scanner).flatMap(({ framework, ...view }) => {
    const names = framework.replaced?.(view) ?? [];
    return names.length === 0 ? [] : [{ folder: dirname(view.module.path), names: new Set(names) }];
  });
  return (path, { variable }) => known.some(({ folder, names }) => path.startsWith(folder) && names.has(variable));
}

/** What tells whether two found the same: a schema says more of a read than the code around it. */
function placed(path: string, { variable, at }: Found): string {
  return `${path}\0${variable}\0${String(at.start)}`;
}

/** Each read by its own file, and once: two programs may load the same schema. */
function distinct(found: readonly InPath[]): readonly InPath[] {
  const known = new Set<string>();
  return found.flatMap(({ path, all }) => {
    const reads = all.reads.filter((read) => {
      const key = placed(read.path ?? path, read);
      return !known.has(key) && known.add(key);
    });
    const elsewhere = reads.filter(({ path: own = path }) => own !== path);
    return [
      { path, all: { ...all, reads: reads.filter((read) => !elsewhere.includes(read)) } },
      ...elsewhere.map((read) => ({ path: read.path ?? path, all: { reads: [read], open: [] } })),
    ];
  });
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

function openAt({ form, at }: Site): readonly Open[] {
  return form.kind === "known" ? [] : [{ at, prefix: form.prefix, suffix: form.suffix }];
}

function unquoted({ start, end }: Extent, text: string): Extent {
  const first = text[start];
  const isQuote = first === '"' || first === "'" || first === "`";
  const quoted = end - start > 1 && isQuote && text.indexOf(first, start + 1) === end - 1;
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}
