import { type Command, type Operand } from "../commands/command.ts";
import { sharedFlags } from "../commands/flags.ts";
import type { ServiceSchema } from "../model/schema.ts";
import { flagOf, type Position, positionIn } from "./position.ts";

/** A word that may stand in place of the last one. */
interface Candidate {
  readonly word: string;
  readonly summary?: string;
}

export interface Candidates {
  readonly words: readonly Candidate[];
  /** Whether a path may stand there as well; the shell knows better than envcheck how to complete one. */
  readonly files: boolean;
}

/** What completion may name. */
export interface Known {
  readonly commands: readonly [Command, ...Command[]];
  readonly rules: readonly { readonly id: string; readonly summary: string }[];
  /** Read only where a name of theirs may stand. */
  services(): readonly ServiceSchema[];
}

/** Words that no shell takes for more than their characters, whatever a schema calls its variables. */
const harmless = /^[\w@%+.,:/=-]+$/;
const path = /^(?:FILE|DIR|GLOB|TARGET|\[READER:\]FILE)$/;
const nothing: Candidates = { words: [], files: false };

/** What can stand in place of the last word of a command line; the words begin behind `envcheck`. */
export function candidatesFor(line: readonly string[], known: Known): Candidates {
  const current = line.at(-1) ?? "";
  const position = positionIn(line.slice(0, -1), known.commands);
  const { words, files } = allAt(position, current, known);
  const fitting = words.filter(({ word }) => word.startsWith(current) && harmless.test(word));
  return { words: [...new Map(fitting.map((one) => [one.word, one])).values()], files };
}

function allAt(position: Position, current: string, known: Known): Candidates {
  const { command, flag, ended } = position;
  if (flag !== undefined) return valuesOf(flag, command, known);
  if (ended || !current.startsWith("-")) return operandsAt(position, known);
  const [, name] = /^--([\w-]+)=/.exec(current) ?? [];
  if (name === undefined) return { words: flagsOf(command), files: false };
  return { words: valuesOf(name, command, known).words.map(({ word }) => ({ word: `--${name}=${word}` })), files: false };
}

function flagsOf({ flags, formats }: Command): readonly Candidate[] {
  const own = [...new Set([...flags, ...sharedFlags])].filter((name) => name !== "format" || formats.length > 1);
  return [
    ...own.map((name) => ({ word: `--${name}`, summary: flagOf(name)?.summary ?? "" })),
    { word: "--help", summary: "the help of the command" },
    { word: "--version", summary: "the version of envcheck" },
  ];
}

function valuesOf(name: string, { formats }: Command, known: Known): Candidates {
  const flag = flagOf(name);
  if (name === "format") return plain(formats);
  if (name === "service") return plain(known.services().map(({ service }) => service));
  if (name === "stage") return plain(known.services().flatMap(({ stages }) => stages.map((stage) => stage.name)));
  if (name === "host-env" || name === "allow-missing") return plain(variablesOf(known));
  return { ...plain(flag?.choices ?? []), files: path.test(flag?.value ?? "") };
}

/** The first operand may be a command or, since `check` needs no name, a target. */
function operandsAt({ command, named, operands, ended }: Position, known: Known): Candidates {
  const operand = command.operands[operands] ?? command.operands.findLast(({ key }) => key === "targets" || key === "argv");
  const own = operand === undefined ? nothing : wordsFor(operand, known);
  if (named || ended || operands > 0) return own;
  return { words: known.commands.map(({ id, summary }) => ({ word: id, summary })), files: own.files };
}

function wordsFor({ key, choices }: Operand, known: Known): Candidates {
  if (choices !== undefined) return plain(choices);
  if (key === "rule") return { words: known.rules.map(({ id, summary }) => ({ word: id, summary })), files: false };
  return key === "name" ? plain(variablesOf(known)) : { words: [], files: true };
}

function variablesOf(known: Known): readonly string[] {
  return known.services().flatMap(({ variables }) => [...variables.keys()]);
}

function plain(words: readonly string[]): Candidates {
  return { words: words.map((word) => ({ word })), files: false };
}
