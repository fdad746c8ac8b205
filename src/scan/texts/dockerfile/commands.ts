import { heredocsIn } from "../../../text/dockerfile/heredoc.ts";
import { parseInstruction, type From, type Instruction } from "../../../text/dockerfile/instruction.ts";
import { LineReader, type Line } from "../../../text/dockerfile/lines.ts";
import { flagsIn } from "../../../text/dockerfile/words.ts";
import type { Extent } from "../../found.ts";
import { shellScript, type Piece } from "./exec-form.ts";

/** A command line that a shell gets when the container runs. */
export interface DockerCommand {
  readonly script: string;
  readonly place: (start: number, end: number) => Extent | null;
  /** What ENV gives; null where that refers to something else. */
  readonly given: ReadonlyMap<string, string | null>;
  /** The letters of the options of the shell. */
  readonly options: string;
}

interface Stage {
  readonly given: Map<string, string | null>;
  /** The latest of each instruction counts. */
  readonly commands: Map<string, Written>;
  shell: readonly string[];
  isBase: boolean;
}

interface Written {
  readonly piece: Piece;
  readonly options: string;
}

/** Those of every stage that no other starts from: any may be the one that is built. */
export function dockerCommands(text: string): readonly DockerCommand[] {
  const stages: Stage[] = [];
  const named = new Map<string, Stage>();
  for (const { line, instruction } of instructionsOf(text)) {
    if (instruction?.kind === "from") stages.push(begun(instruction, named));
    const stage = stages.at(-1);
    if (stage === undefined || instruction === undefined) continue;
    if (instruction.kind === "from" && instruction.name !== undefined) named.set(instruction.name, stage);
    if (instruction.kind === "env") for (const { name, value = "" } of instruction.pairs) stage.given.set(name, plain(value));
    if (instruction.kind === "other") command(line, stage);
  }
  const final = stages.filter(({ isBase }) => !isBase);
  const seen = new Set<Written>();
  return final.flatMap(({ commands, given }) =>
    [...commands.values()].flatMap((written) => {
      if (seen.has(written)) return [];
      seen.add(written);
      const { piece, options } = written;
      return [{ script: piece.text, place: piece.place, given, options }];
    }),
  );
}

interface Instructed {
  readonly line: Line;
  readonly instruction: Instruction | undefined;
}

function* instructionsOf(text: string): Generator<Instructed, undefined> {
  const lines = new LineReader({ path: "", text });
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const instruction = parseInstruction(line, { escape: lines.escape, lenient: true, report: () => undefined });
    const body = instruction?.kind === "other" ? instruction.body : undefined;
    for (const { terminator, chomp } of heredocsIn(body ?? "")) lines.skipHeredoc(terminator, chomp, line.spanOf(0, 0));
    yield { line, instruction };
  }
  return undefined;
}

/** A stage that starts from another has its environment and its commands. */
function begun({ base }: From, named: ReadonlyMap<string, Stage>): Stage {
  const from = named.get(base.toLowerCase());
  if (from === undefined) return { given: new Map(), commands: new Map(), shell: ["/bin/sh", "-c"], isBase: false };
  from.isBase = true;
  return { given: new Map(from.given), commands: new Map(from.commands), shell: from.shell, isBase: false };
}

/** The text of a value without its quotes; null where it refers to another variable. */
function plain(value: string): string | null {
  if (value.includes("$")) return null;
  return value.replaceAll(
    /"([^"]*)"|'([^']*)'|\\([^])/g,
    (_whole, ...[double, single, escaped]: (string | undefined)[]) => double ?? single ?? escaped ?? "",
  );
}

function command(line: Line, stage: Stage): void {
  const [whole, keyword = ""] = /^\s*([A-Za-z]+)[ \t]*/.exec(line.text) ?? [""];
  const name = keyword.toUpperCase();
  const { rest } = flagsIn(line.text, whole.length, "\\");
  if (name === "SHELL") stage.shell = stringsOf(line.text.slice(rest)) ?? stage.shell;
  if (name === "CMD" || name === "ENTRYPOINT") run(line, { name, rest }, stage);
  const [check] = name === "HEALTHCHECK" ? (/^(?:CMD|NONE)\b\s*/i.exec(line.text.slice(rest)) ?? []) : [];
  if (check !== undefined) run(line, { name, rest: rest + check.length }, stage);
}

interface Place {
  readonly name: string;
  readonly rest: number;
}

/** Of the exec form nothing is expanded, unless it runs a shell. */
function run(line: Line, { name, rest }: Place, { commands, shell }: Stage): void {
  commands.delete(name);
  const text = line.text.slice(rest);
  const place = (start: number, end: number): Extent => line.spanOf(rest + start, rest + end);
  const strings = stringsOf(text);
  if (strings !== null) {
    const found = shellScript({ text, place });
    if (found !== null) commands.set(name, found);
  } else if (isShell(shell[0] ?? "")) commands.set(name, { piece: { text, place }, options: shell.slice(1).join("") });
}

function isShell(program: string): boolean {
  return /(?:^|\/)(?:ba|da|a|k|z)?sh$/.test(program);
}

function stringsOf(text: string): readonly string[] | null {
  if (!text.startsWith("[")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : null;
  } catch {
    return null;
  }
}
