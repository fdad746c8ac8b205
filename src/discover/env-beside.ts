import { isSource, type Span } from "../model/source.ts";
import { dirname } from "../text/path.ts";
import type { Files } from "./files.ts";

/** A line of `.dockerignore` that keeps env files out of an image. */
const keptOut = /^(?:\*\*\/|\/)?\.env(?:\*|\.\*)?[ \t]*\r?$/m;

/** The names that get a text in an env file, however it is read. */
const assigned = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*\S/gm;

/** What the nearest committed `.env` around code that loads one sets, with the path of the file: it comes with the code. */
export function setBeside(load: Span | undefined, holds: (path: string) => boolean, files: Files): readonly (readonly [string, string])[] {
  if (load === undefined) return [];
  const path = foldersAround(load.source.path)
    .map((folder) => `${folder}.env`)
    .find((one) => holds(one) && files.host.glob([`${one}*`]).includes(one));
  const source = path === undefined ? undefined : files.read(path);
  if (path === undefined || source === undefined || !isSource(source) || isKeptOut(path, files)) return [];
  return [...source.text.matchAll(assigned)].flatMap(([, name]) => (name === undefined ? [] : [[name, path] as const]));
}

function isKeptOut(path: string, files: Files): boolean {
  return foldersAround(path).some((folder) => {
    const ignore = files.host.kindOf(`${folder}.dockerignore`) === "file" ? files.read(`${folder}.dockerignore`) : undefined;
    return ignore !== undefined && isSource(ignore) && keptOut.test(ignore.text);
  });
}

/** From the folder of a file to the root, each as `dirname` gives it. */
function foldersAround(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === "" ? [""] : [folder, ...foldersAround(folder.slice(0, -1))];
}
