import { lstatSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { Hooks } from "../host.ts";
import type { Unseen } from "../model/source.ts";
import { codeOf, readRealPath, refusalOf } from "./files.ts";
import { git } from "./git.ts";

const nothing = (because: string): Unseen => ({ path: ".", reason: "unreadable", because });

/** Where git would run hooks of the repository around a real folder. */
export function findHooks(root: string): Hooks | Unseen {
  const where = git(root, ["rev-parse", "--show-prefix", "--git-common-dir", "--show-toplevel"]);
  if ("failure" in where) return nothing(`git ${where.failure}`);
  const [prefix = "", common = "", top = ""] = where.output.toString("utf8").split("\n");
  const named = configuredFolder(root);
  const folder = named === undefined ? resolve(root, common, "hooks") : resolve(top, named);
  const isOfMachine = isInside(folder, resolve(root, common));
  return {
    folder,
    isShared: named !== undefined && !isOfMachine && !isInside(folder, top),
    preCommit: textAt(join(folder, "pre-commit")),
    prefix,
    program: isOfMachine ? realpathSync.native(process.argv[1] ?? ".") : undefined,
  };
}

/** The last that is said of it is our own, which keeps git from running any hook for us. */
function configuredFolder(root: string): string | undefined {
  const answer = git(root, ["config", "--null", "--type=path", "--get-all", "core.hooksPath"]);
  return "failure" in answer ? undefined : answer.output.toString("utf8").split("\0").slice(0, -1).at(-2);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith("..") && !isAbsolute(way);
}

/** What is no file that can be read is somebody's all the same, and empty. */
function textAt(path: string): string | undefined {
  try {
    const stats = lstatSync(path);
    const found = stats.isFile() ? readRealPath({ real: path, stats }) : undefined;
    return found !== undefined && "bytes" in found ? found.bytes.toString("utf8") : "";
  } catch (error) {
    codeOf(error);
    return refusalOf(error).reason === "missing" ? undefined : "";
  }
}
