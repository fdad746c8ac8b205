import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Problem, Source, Span } from "../../model/source.ts";
import { known, type Lookup } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { type Dropped, droppedIn, duplicatesIn, unexpandedIn } from "./facts.ts";
import { type Line, linesOf } from "./lines.ts";
import { isUnicodeSpace } from "./space.ts";

/** bufio.MaxScanTokenSize, less the line feed. */
const mostBytes = 65_535;

/**
 * What `docker run --env-file` and compose's `format: raw` make of a file (docker/cli pkg/kvfile). Docker refuses the whole file for one bad
 * line; the good lines are bound nevertheless, so that one mistake does not make every variable missing.
 */
export const readDockerEnvFile: ReadEnvFile = (source, shell) => {
  const bindings: Binding[] = [];
  const facts: Fact[] = [];
  const refused: Dropped[] = [];
  for (const line of linesOf(source.text)) {
    const start = firstCharacter(source.text, line);
    const text = source.text.slice(start, line.end);
    const { name, value } = cut(text);
    const because = isTooLong(source.text, line) ? "must fit in 65,535 bytes, or docker refuses the whole file" : refusal(text, name);
    if (because !== undefined) refused.push({ start, because });
    if (because !== undefined || isComment(text)) continue;
    const at = { source, start, end: start + name.length };
    bindings.push(...bind(name, value, at, shell));
    if (value !== undefined) facts.push(...factsOf(value, { name, at }));
  }
  const { yaml, problems } = judge(source, refused);
  return { bindings, facts: [...duplicatesIn(bindings), ...facts, ...yaml], problems };
};

/** Where a line begins once the byte order mark of the file and all white space are trimmed. */
function firstCharacter(text: string, line: Line): number {
  let { start } = line;
  if (start === 0 && text.startsWith("\uFEFF")) start += 1;
  while (start < line.end && isUnicodeSpace(text.charCodeAt(start))) start += 1;
  return start;
}

function isTooLong(text: string, { start, end }: Line): boolean {
  return (end - start) * 3 > mostBytes && new TextEncoder().encode(text.slice(start, end)).length > mostBytes;
}

function isComment(text: string): boolean {
  return text === "" || text.startsWith("#");
}

function refusal(text: string, name: string): string | undefined {
  if (isComment(text)) return undefined;
  if (name === "") return "needs a name before =, or docker refuses the whole file";
  if (/[ \t]/.test(name)) return "must be NAME=value without export and without white space before =, or docker refuses the whole file";
  return undefined;
}

function cut(text: string): { name: string; value?: string } {
  const equals = text.indexOf("=");
  return equals < 0 ? { name: text } : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}

/** A bare name takes the value that docker's own environment has for it, and is left out where that has none. */
function bind(name: string, value: string | undefined, at: Span, shell: Lookup): Binding[] {
  const found = value === undefined ? shell(name) : known(value);
  return found.state === "absent" ? [] : [{ name, value: found, at }];
}

function factsOf(value: string, { name, at }: Pick<Binding, "name" | "at">): Fact[] {
  const facts: Fact[] = [];
  const quoted = /^(["']).*\1$/s.exec(value)?.[1];
  if (quoted !== undefined) facts.push({ kind: "quotes-kept", name, at });
  else if (/[ \t]#/.test(value)) facts.push({ kind: "comment-kept", name, at });
  if (quoted !== "'") facts.push(...unexpandedIn(value, { name, at }, "docker expands nothing in an env file"));
  return facts;
}

function judge(source: Source, refused: readonly Dropped[]): { yaml: Fact[]; problems: Problem[] } {
  const facts = droppedIn(source, refused);
  const problems = facts.map((fact) => {
    if (fact.kind !== "ignored-line")
      return { at: fact.at, message: "the file must hold NAME=value lines, not YAML, or docker refuses it" };
    return { at: fact.at, message: `${fact.name ?? "the line"} ${fact.because}` };
  });
  return { yaml: facts.filter(({ kind }) => kind === "yaml-syntax"), problems };
}
