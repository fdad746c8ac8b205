import type { Format, World } from "../../src/formats/format.ts";
import type { Spec } from "../../src/model/binding.ts";
import type { Source, Unseen } from "../../src/model/source.ts";
import { absent } from "../../src/model/value.ts";

/** Reads the first of some files, in the folder of all of them. */
export function readFolder(format: Format, files: Readonly<Record<string, string>>): Spec {
  const sources = new Map(Object.entries(files).map(([path, text]): [string, Source] => [path, { path, text }]));
  const read = (path: string): Source | Unseen => sources.get(path) ?? { path, reason: "missing", because: "is not there" };
  const list = (folder: string): readonly string[] => [...sources.keys()].filter((path) => folderOf(path) === folder).toSorted();
  const world: World = { read, list, shell: () => absent };
  const [first] = sources.values();
  return format.read({ sources: [first ?? { path: "", text: "" }], options: new Map() }, world);
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}
