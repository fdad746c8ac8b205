import { dirname } from "node:path";

/**
 * The nearest folder above a root that has schemas or a configuration, relative to it: `../..`. Undefined where the root has its own, and where the
 * two are not of one repository.
 */
export function schemasAbove(root: string, disk: { exists(path: string): boolean }): string | undefined {
  let found: string | undefined;
  for (let [folder, way] = [root, "."]; ; [folder, way] = [dirname(folder), way === "." ? ".." : `${way}/..`]) {
    if (found === undefined && (disk.exists(`${folder}/schemas/.`) || disk.exists(`${folder}/envcheck.yaml`))) found = way;
    if (found === ".") return undefined;
    if (disk.exists(`${folder}/.git`)) return found;
    if (dirname(folder) === folder) return undefined;
  }
}
