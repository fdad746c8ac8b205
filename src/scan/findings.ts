import { dirname } from "../text/path.ts";
import type { Found, FoundAll, Open } from "./found.ts";

/** What was found in the file of a path. */
export interface InPath {
  readonly path: string;
  readonly all: FoundAll;
}

/** A read of an unknown name; of a function of the project that reads what its callers name, with its path. */
export interface OpenIn extends Open {
  readonly wrapper: string | null;
}

/** What the code of one file reads, before it is held against that of the others. */
export interface Findings {
  readonly used: readonly Found[];
  readonly open: readonly OpenIn[];
  /** By schemas, which may be described in other files. */
  readonly declared: FoundAll;
  /** Functions of the project that it calls to read. */
  readonly calls: readonly string[];
  /** Names that a build puts values in the place of, in its folder and below. */
  readonly replaced: readonly string[];
  readonly broken: readonly number[];
}

/** What the code of all files reads; files come in the order of their paths. */
export function inAll(found: ReadonlyMap<string, Findings>): readonly InPath[] {
  const files = [...found].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const schemas = distinct(files.map(([path, { declared }]) => ({ path, all: declared })));
  const described = new Set(schemas.flatMap(({ path, all }) => all.reads.map((read) => placed(path, read))));
  const isReplaced = replacedBy(files);
  const called = new Set(files.flatMap(([, { calls }]) => calls));
  const used = files.map(([path, { used: uses, open, broken }]): InPath => ({
    path,
    all: {
      reads: uses.filter((read) => !described.has(placed(path, read)) && !isReplaced(path, read)),
      open: open.filter(({ wrapper }) => wrapper === null || !called.has(wrapper)),
      broken,
    },
  }));
  return [...used, ...schemas];
}

/** Whether a read is none, since a build puts a value in its place. */
function replacedBy(files: Iterable<readonly [string, Findings]>): (path: string, read: Found) => boolean {
  const known = [...files].flatMap(([path, { replaced }]) =>
    replaced.length === 0 ? [] : [{ folder: dirname(path), names: new Set(replaced) }],
  );
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
