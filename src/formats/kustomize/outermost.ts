import type { Source } from "../../model/source.ts";
import { get, itemsOf, textOf, yamlDocument } from "../../text/yaml.ts";
import { dirname } from "../format.ts";
import { folderAt } from "./loader.ts";

/** Kustomizations that stand for themselves, and those to look at only where none of these is built of them. Components are parts of others. */
export function outermost(kustomizations: readonly Source[]): { readonly first: readonly Source[]; readonly later: readonly Source[] } {
  const used = new Set<string>();
  const whole: Source[] = [];
  for (const source of kustomizations) {
    const { root } = yamlDocument(source);
    const folder = dirname(source.path);
    for (const field of ["resources", "bases", "components"]) {
      for (const item of itemsOf(get(root, field))) used.add(folderAt(folder, textOf(item) ?? ""));
    }
    if (textOf(get(root, "kind")) !== "Component") whole.push(source);
  }
  const isUsed = ({ path }: Source): boolean => used.has(dirname(path));
  return { first: whole.filter((source) => !isUsed(source)), later: whole.filter(isUsed) };
}
