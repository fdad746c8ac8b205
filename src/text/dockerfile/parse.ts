import { append } from "../append.ts";
import type { Problem, Source } from "../../model/source.ts";
import { heredocsIn } from "./heredoc.ts";
import { parseInstruction, type From, type Instruction, type Pair } from "./instruction.ts";
import { LineReader } from "./lines.ts";

export interface Stage {
  readonly from: From;
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile as it is written; nothing is expanded. */
export interface Dockerfile {
  /** The character that escapes in words. */
  readonly escape: string;
  /** What the ARG instructions before the first FROM declare. */
  readonly globals: readonly Pair[];
  readonly stages: readonly Stage[];
  readonly problems: readonly Problem[];
}

export function parseDockerfile(source: Source): Dockerfile {
  const lines = new LineReader(source);
  const globals: Pair[] = [];
  const stages: { from: From; instructions: Instruction[] }[] = [];
  const problems: Problem[] = [];
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const lenient = lines.syntax !== undefined && !/^(?:docker\.io\/)?docker\/dockerfile\b/.test(lines.syntax);
    const instruction = parseInstruction(line, { escape: lines.escape, lenient, report: (problem) => problems.push(problem) });
    if (instruction === undefined) continue;
    const at = line.spanOf(0, 0);
    for (const { terminator, chomp } of heredocsIn(bodyOf(instruction) ?? "")) lines.skipHeredoc(terminator, chomp, at);
    const stage = stages.at(-1);
    if (instruction.kind === "from") stages.push({ from: instruction, instructions: [] });
    else if (stage !== undefined) stage.instructions.push(instruction);
    else if (instruction.kind === "arg") append(globals, instruction.pairs);
    else problems.push({ at, message: "only ARG may stand before the first FROM" });
  }
  append(problems, lines.problems);
  if (stages.length === 0 && problems.length === 0)
    problems.push({ at: { source, start: 0, end: 0 }, message: "there is no FROM, so no image is built" });
  return { escape: lines.escape, globals, stages, problems };
}

function bodyOf(instruction: Instruction): string | undefined {
  if (instruction.kind === "onbuild") return bodyOf(instruction.trigger);
  return instruction.kind === "other" ? instruction.body : undefined;
}
