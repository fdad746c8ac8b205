import type { Backdrop } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { didYouMean } from "../../text/suggest.ts";
import { bindingOf, type Container, type Import } from "./gathered.ts";

interface Sight {
  readonly imports: readonly Import[];
  readonly backdrop: Backdrop;
  readonly unseen: string | undefined;
}

/** Tells of the references that Kubernetes leaves as they are written although their author surely meant a variable. */
export function reportUnexpanded(container: Container, sight: Sight, facts: Fact[]): void {
  const first = new Map<string, number>();
  for (const [index, { name }] of container.env.entries()) if (!first.has(name)) first.set(name, index);
  const isImported = (name: string): boolean =>
    sight.backdrop.find(name) !== undefined ||
    sight.imports.some(
      ({ layer: { prefix = "" }, bundle }) =>
        name.startsWith(prefix) && bundle !== undefined && bindingOf(bundle, name.slice(prefix.length)),
    );
  for (const { index, expanded, braced } of container.dollars) {
    const entry = container.env[index];
    if (entry === undefined) continue;
    const tell = (refers: string, because: string): void =>
      void facts.push({ kind: "unexpanded", name: entry.name, refers, at: entry.at, because });
    for (const name of expanded) {
      if (isImported(name)) continue;
      const because = whyLeft(name, index, { first, unseen: sight.unseen });
      if (because !== undefined) tell(name, because);
    }
    for (const name of braced) {
      if (first.has(name) || isImported(name)) tell(name, `Kubernetes expands $(${name}) and leaves \${${name}} as it is`);
    }
  }
}

/** Why `$(name)` in the entry at `index` stays as written; undefined when it does not, or when it may be no reference at all. */
function whyLeft(
  name: string,
  index: number,
  { first, unseen }: { first: ReadonlyMap<string, number>; unseen: string | undefined },
): string | undefined {
  const at = first.get(name);
  if (at !== undefined && at < index) return undefined;
  if (at !== undefined && at > index) return `${name} is set further down, and $(${name}) sees only what comes before it`;
  if (unseen !== undefined) return undefined;
  if (at === index) return `$(${name}) does not see the variables of the image`;
  const hint = didYouMean(name, first.keys());
  return hint === undefined ? undefined : `nothing sets ${name} for this container, ${hint}`;
}
