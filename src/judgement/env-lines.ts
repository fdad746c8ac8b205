import type { Binding } from "../model/binding.ts";
import type { Reading } from "../model/project.ts";
import type { Source, Span } from "../model/source.ts";
import { isSecretName } from "../text/names.ts";

/** The lines of env files that set something, by their own or for whoever imports them; the later of two counts. */
export function envLinesOf({ spec: { bundles, workloads } }: Reading): Binding[] {
  const own = workloads.flatMap(({ layers }) => layers.flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : [])));
  return [...own, ...[...bundles.values()].flatMap(({ bindings }) => bindings)].filter(({ at }) => isAssigned(at) && beginsLine(at));
}

/** A line that sets something and is commented out: `# LOG_LEVEL=debug`. */
const commented = /^[ \t]*#[# \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=/gm;

/** The names that a file shows how to set, without setting them. Of a secret that does not say that it may be empty. */
export function commentedNamesIn(source: Source): ReadonlyMap<string, Span> {
  return new Map(
    [...source.text.matchAll(commented)].flatMap(({ 0: line, 1: name = "", index }) => {
      const end = index + line.length - 1;
      return isSecretName(name) ? [] : [[name, { source, start: end - name.length, end }] as const];
    }),
  );
}

function beginsLine({ source: { text }, start }: Span): boolean {
  let at = start;
  while (at > 0 && " \t".includes(text.charAt(at - 1))) at -= 1;
  const from = text.slice(Math.max(at - 6, 0), at) === "export" ? at - 6 : at;
  return from === 0 || text[from - 1] === "\n";
}

const equals = /[ \t]*=/y;

function isAssigned({ source, end }: Span): boolean {
  equals.lastIndex = end;
  return equals.test(source.text);
}
