import type { Fact } from "../../model/fact.ts";
import type { Problem, Source } from "../../model/source.ts";
import { type Dropped, droppedIn } from "./facts.ts";

/** The problems of a file that a reader refuses for its bad lines; `because` follows the name of the line. YAML is one mistake, told once. */
export function refusedIn(
  source: Source,
  refused: readonly Dropped[],
  reader: string,
): { readonly yaml: readonly Fact[]; readonly problems: readonly Problem[] } {
  const facts = droppedIn(source, refused);
  const problems = facts.map((fact) => {
    if (fact.kind !== "ignored-line")
      return { at: fact.at, message: `the file must hold NAME=value lines, not YAML, or ${reader} refuses it` };
    return { at: fact.at, message: `${fact.name ?? "the line"} ${fact.because}` };
  });
  return { yaml: facts.filter(({ kind }) => kind === "yaml-syntax"), problems };
}
