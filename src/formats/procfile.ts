import { append } from "../text/append.ts";
import type { Layer, Workload } from "../model/binding.ts";
import { isSource, type Source } from "../model/source.ts";
import { known, opaque, unknown, type Value } from "../model/value.ts";
import { duplicatesIn } from "../text/env-file/facts.ts";
import { linesOf } from "../text/env-file/lines.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { emptyGathered, type Gathered } from "../text/platform/variables.ts";
import { basename, dirname, type Format, joinPath, type World } from "./format.ts";

/**
 * Process types of a Procfile, as foreman starts them: its own environment, the `.env` beside it, and what a shell command sets in front of the program.
 * It is never looked for: on Heroku the variables are set elsewhere.
 */
export const procfile: Format = {
  id: "procfile",
  summary: "process types of a Procfile, with the .env beside it",
  unseen: "what the shell or the platform has set",
  globs: [],
  options: [],
  accepts: ({ path }) => /^Procfile(?:\.[\w-]+)?$/.test(basename(path)),
  read: ({ sources }, world) => {
    const gathered = emptyGathered();
    for (const source of sources) readSource(source, world, gathered);
    return { sources, bundles: new Map(), ...gathered };
  },
};

/** foreman's Procfile.rb and env.rb: what stands in front of a command or a value, which reach to the end of the line. Nothing here may be long, since V8 keeps a step of every character that it may go back to. */
const process = /([A-Za-z0-9_-]{1,1000}):[^\S\n]{0,1000}/y;
const assignment = /([A-Za-z_0-9]{1,1000})=/y;
const prefix = /[ \t]{0,1000}(?:env[ \t]{1,1000})?([A-Za-z_][A-Za-z0-9_]{0,1000})=(?:([^\s'"`$\\;&|<>(){}*?~]{0,131072})(?=[ \t])|)/y;

function readSource(source: Source, world: World, gathered: Gathered): void {
  const file = world.read(joinPath(dirname(source.path), ".env"));
  const shared: Layer[] = isSource(file) ? [readEnv(file, gathered)] : [];
  for (const { name, at, from, end } of headedLines(source, process)) {
    if (from < end) gathered.workloads.push(workloadOf(name, { source, at, from }, shared));
  }
}

/** A line that begins with a head, by the name in it; `from` is where the rest of the line starts, and `end` where it ends. */
interface Headed {
  readonly name: string;
  readonly at: Workload["at"];
  readonly from: number;
  readonly end: number;
}

/** Lines without such a head are passed over. */
function* headedLines(source: Source, head: RegExp): Generator<Headed> {
  for (const { start, end } of linesOf(source.text)) {
    head.lastIndex = start;
    const [whole, name = ""] = head.exec(source.text) ?? [];
    if (whole !== undefined) yield { name, at: { source, start, end: start + name.length }, from: start + whole.length, end };
  }
}

interface Line {
  readonly source: Source;
  readonly at: Workload["at"];
  /** Where its command starts. */
  readonly from: number;
}

/** What foreman sets in each process, over its `.env`; the port counts from that of the `.env` (foreman, engine.rb, spawn_processes). */
const numbered = ["PORT", "PS"];
const byProcess = opaque("foreman works it out for each process");

function workloadOf(name: string, line: Line, shared: readonly Layer[]): Workload {
  const { at } = line;
  return {
    address: name,
    names: [name],
    at,
    main: true,
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, numbered, () => byProcess) },
      { kind: "opening", at, because: "the shell or the platform that starts it sets variables that are not in this file" },
      ...shared,
      { kind: "bindings", bindings: inFront(line) },
    ],
  };
}

/** `NAME=value` before the program, up to the first one that a shell would have to work out. */
function inFront({ source, from }: Line) {
  const bindings = [];
  prefix.lastIndex = from;
  for (let match = prefix.exec(source.text); match !== null; match = prefix.exec(source.text)) {
    const [whole, name = "", text] = match;
    const start = match.index + whole.indexOf(name);
    const value: Value = text === undefined ? unknown("a shell has to work it out") : known(text);
    bindings.push({ name, value, at: { source, start, end: start + name.length } });
    if (text === undefined) break;
  }
  return bindings;
}

function readEnv(source: Source, { facts }: Gathered): Layer {
  const bindings = [...headedLines(source, assignment)].map(({ name, at, from, end }) => {
    const value = numbered.includes(name) ? byProcess : known(unquoted(source.text.slice(from, end).replace(/\r$/, "")));
    return { name, value, at };
  });
  append(facts, duplicatesIn(bindings));
  return { kind: "bindings", bindings };
}

/** Quotes count only around the whole value, and escapes only in double ones. */
function unquoted(written: string): string {
  const quote = written.charAt(0);
  if (written.length < 2 || (quote !== "'" && quote !== '"') || !written.endsWith(quote)) return written;
  const inside = written.slice(1, -1);
  return quote === "'" ? inside : inside.replaceAll("\\n", "\n").replaceAll(/\\(.)/g, "$1");
}
