import { isSource, type Problem, problemOf, type Source } from "../model/source.ts";
import type { Files } from "./files.ts";

/** A file that must be there; what keeps it from being read is a problem. */
export function open(path: string, files: Files, problems: Problem[]): Source | undefined {
  const source = files.read(path);
  if (isSource(source)) return source;
  problems.push(problemOf(source));
  return undefined;
}
