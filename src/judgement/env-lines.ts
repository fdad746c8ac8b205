import type { Binding } from "../model/binding.ts";
import type { Reading } from "../model/project.ts";
import type { Span } from "../model/source.ts";

/** The lines of env files that set something, by their own or for whoever imports them; the later of two counts. */
export function envLinesOf({ spec: { bundles, workloads } }: Reading): Binding[] {
  const own = workloads.flatMap(({ layers }) => layers.flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : [])));
  return [...own, ...[...bundles.values()].flatMap(({ bindings }) => bindings)].filter(({ at }) => isAssigned(at) && beginsLine(at));
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
