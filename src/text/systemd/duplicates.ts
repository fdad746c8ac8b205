import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { duplicatesIn } from "../env-file/facts.ts";

/** Names that a unit file or one of its drop-ins sets twice; that a drop-in sets a name anew is what it is for. */
export function duplicatesByFile(bindings: readonly Binding[]): Fact[] {
  return duplicatesIn(bindings).filter((fact) => fact.kind === "duplicate" && fact.at.source === fact.earlier.source);
}
