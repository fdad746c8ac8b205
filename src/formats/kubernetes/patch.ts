import { isSource } from "../../model/source.ts";
import { basename, dirname, joinPath, type World } from "../format.ts";

const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** Tells whether a kustomization in a file's folder, or in the one above, uses the file as a patch. Each folder is looked at once. */
export function patchTest(world: World): (path: string) => boolean {
  const known = new Map<string, string>();
  const patchesOf = (folder: string): string => {
    const text = known.get(folder) ?? patchesIn(names.map((name) => world.read(folder + name)).find(isSource)?.text ?? "");
    known.set(folder, text);
    return text;
  };
  return (path) => {
    const folder = dirname(path);
    const above = dirname(joinPath(folder, "../_"));
    return patchesOf(folder).includes(basename(path)) || patchesOf(above).includes(basename(path));
  };
}

/** What a kustomization lists from its first `patches` on. */
function patchesIn(text: string): string {
  const start = text.search(/^patches/m);
  return start < 0 ? "" : text.slice(start);
}
