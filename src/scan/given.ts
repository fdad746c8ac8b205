import { dirname, inCommon } from "../text/path.ts";
import type { Found, FoundAll, Given } from "./found.ts";
import { grouped } from "./lists.ts";

interface InFile extends FoundAll {
  readonly file: { readonly path: string };
}

/**
 * Reads that take what other files give have it as their default: a `.env` first, as it makes the variable set, then the parameter of the variable,
 * then the one they name. What is put into the configuration of a program by its name has what the script exports that starts it.
 */
export function completed<T extends InFile>(found: readonly T[]): readonly T[] {
  const sources = found.flatMap(({ file, gives = [] }) => gives.map((given) => ({ ...given, folder: dirname(file.path) })));
  if (sources.length === 0) return found;
  const byName = grouped(sources, ({ kind, name }) => `${kind} ${name}`);
  const near = (kind: Given["kind"], name: string, path: string): Given | undefined => {
    const candidates = (byName.get(`${kind} ${name}`) ?? []).filter(
      ({ folder }) => kind === "parameter" || path.startsWith(folder) || (kind === "export" && inCommon(folder, path) > 0),
    );
    return candidates.toSorted((one, other) => inCommon(other.folder, path) - inCommon(one.folder, path))[0];
  };
  return found.map((all) => ({ ...all, reads: all.reads.map((read) => withGiven(read, (kind, name) => near(kind, name, all.file.path))) }));
}

function withGiven(read: Found, near: (kind: Given["kind"], name: string) => Given | undefined): Found {
  const { takes, variable, mode } = read;
  if (takes === undefined || mode === "presence") return read;
  const given = takes.exported === true ? near("export", variable) : (near("dotenv", variable) ?? near("parameter", `env(${variable})`));
  if (given !== undefined) return { ...read, mode: "default", confidence: null, default: given.value };
  const named = takes.parameter === null ? undefined : near("parameter", takes.parameter);
  return named === undefined ? read : { ...read, default: named.value };
}
