import { positionOf, type Problem, textAt, type Unseen } from "../src/model/source.ts";

/** A world without further files. */
export function nothingElse(path: string): Unseen {
  return { path, reason: "missing", because: "does not exist" };
}

/** Problems with the text that their spans cover. */
export function mistakesIn(problems: readonly Problem[]) {
  return problems.map(({ at, message }) => {
    if (at === undefined) return { path: "", place: "", span: "", message };
    const { line, column } = positionOf(at);
    return { path: at.source.path, place: `${at.source.path}:${String(line)}:${String(column)}`, span: textAt(at), message };
  });
}
