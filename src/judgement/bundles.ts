import type { Spec } from "../model/binding.ts";
import type { Reading } from "../model/project.ts";
import type { Span } from "../model/source.ts";
import { placeKey } from "./facts.ts";

const known = new WeakMap<Spec, ReadonlyMap<string, string>>();

/** The kind of bundle (`configmap`, `secret`, `file`) that writes a value at a place. Few documents are ever asked. */
export function bundleKind({ spec }: Reading, at: Span): string | undefined {
  const kinds = known.get(spec) ?? kindsIn(spec);
  known.set(spec, kinds);
  return kinds.get(placeKey(at));
}

function kindsIn({ bundles }: Spec): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const { ref, bindings } of bundles.values()) {
    for (const { at } of bindings) kinds.set(placeKey(at), ref.slice(0, ref.indexOf(":")));
  }
  return kinds;
}
