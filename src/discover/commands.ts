import type { Commands } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { dirname, holdsPath } from "../text/path.ts";

/** One of several entries: `server/entry-node.ts`. */
const entry = /(?:^|\/)((entry|entrypoint|main|run|start|index|bootstrap)[-_.][^/]*)\.\w+$/;

/** The first in a file of Go that is no comment of a line. */
const clause = /^package[ \t]+(\w+)/m;

/** Whether code is that of a command that the image does not run. */
export function isOfAnother({ path, text }: Source, { packages, scripts, only }: Commands): boolean {
  if (only?.every((one) => !holdsPath(one, path)) === true) return true;
  const folder = `/${dirname(path)}`;
  if (path.endsWith(".go")) return packages?.every((one) => !folder.endsWith(`/${one}`)) === true && clause.exec(text)?.[1] === "main";
  const [, name = "", kind] = entry.exec(path) ?? [];
  return (
    kind !== undefined &&
    !scripts.includes(name) &&
    scripts.some((script) => script.startsWith(kind) && /^[-_.]/.test(script.slice(kind.length)))
  );
}
