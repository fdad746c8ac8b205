import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Span } from "../../model/source.ts";
import { known, type Lookup } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { type Dropped, duplicatesIn } from "./facts.ts";
import { firstCharacter, isTooLong, linesOf } from "./lines.ts";
import { literalFacts } from "./literal.ts";
import { refusedIn } from "./refusals.ts";

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
    append(bindings, bind(name, value, at, shell));
    if (value !== undefined) append(facts, literalFacts(value, { name, at }, "docker"));
  }
  const { yaml, problems } = refusedIn(source, refused, "docker");
  return { bindings, facts: [...duplicatesIn(bindings), ...facts, ...yaml], problems };
};

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
