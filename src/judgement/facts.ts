import type { Fact, FactOf } from "../model/fact.ts";
import type { Span } from "../model/source.ts";
import type { Reading } from "../model/project.ts";

/** What the reader of the document noticed, of one kind. */
export function factsOf<Kind extends Fact["kind"]>({ spec: { facts } }: Reading, kind: Kind): readonly FactOf<Kind>[] {
  return facts.filter((fact): fact is FactOf<Kind> => fact.kind === kind);
}

/** A place as a key of maps and sets; one document read twice has the same places. */
export function placeKey({ source, start }: Span): string {
  return `${source.path}\0${String(start)}`;
}
