import type { Extent, Found, Literal } from "./found.ts";

/** Names that a deployment gives to variables; those with dots or small letters are properties, told elsewhere. */
export const ENV_SHAPED = /^[A-Z_][A-Z0-9_]*$/;

/** How a dialect writes what stands between the braces. */
export interface Dialect {
  /** With the groups `before` and `name`, and where there is a default `sign`; it must match at the start. */
  readonly content: RegExp;
  /** Without a default. */
  readonly mode: Found["mode"];
}

/**
 * `${NAME}`, `${NAME:default}`: spring-core PropertyPlaceholderHelper; MicroProfile, Micronaut and Quarkus read the same. log4j2 and picocli write
 * `${env:NAME:-default}`.
 */
export const SPRING: Dialect = { content: /^(?<before>\s*(?:env:)?)(?<name>[\w.-]+)(?<sign>(?<=env:[\w.-]+):-|:)?/, mode: "required" };

/** Every placeholder of a line, those in defaults included; offsets are from its start. */
export function placeholdersIn(line: string, dialect: Dialect): readonly Found[] {
  const open: number[] = [];
  const found: Found[] = [];
  let deepest = -1;
  for (let at = 0; at < line.length; at += 1) {
    if (line.startsWith("${", at)) {
      open.push(at + 2);
      at += 1;
    } else if (line[at] === "}") {
      const start = open.pop();
      if (start === undefined) continue;
      found.push(...placeholder({ start, end: at }, line, { dialect, isPlain: deepest < start }));
      deepest = start;
    }
  }
  return found.toSorted((one, other) => one.at.start - other.at.start);
}

interface Place {
  readonly dialect: Dialect;
  /** Without another in it. */
  readonly isPlain: boolean;
}

const LONGEST_NAME = 120;

function placeholder({ start, end }: Extent, line: string, { dialect, isPlain }: Place): readonly Found[] {
  const head = line.slice(start, Math.min(end, start + LONGEST_NAME));
  const { 0: whole = "", groups = {} } = dialect.content.exec(head) ?? {};
  const { before = "", name = "", sign } = groups;
  if (!ENV_SHAPED.test(name) || (sign === undefined && whole.length !== end - start)) return [];
  const at = { start: start + before.length, end: start + before.length + name.length };
  if (sign === undefined) return [{ variable: name, at, mode: dialect.mode, confidence: null, default: null, type: null }];
  const text: Literal | null = isPlain ? { text: line.slice(start + whole.length, end), of: "string" } : null;
  return [{ variable: name, at, mode: "default", confidence: null, default: text, type: null }];
}

/** The same further on in a text. */
export function moved(found: readonly Found[], by: number): readonly Found[] {
  return found.map((one) => ({ ...one, at: { start: one.at.start + by, end: one.at.end + by } }));
}

/** Lines with their offsets. */
export function* linesOf(text: string): Generator<{ readonly line: string; readonly start: number }, undefined> {
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    yield { line: text.slice(start, end), start };
    start = end + 1;
  }
  return undefined;
}

/** A line of YAML up to its comment. */
export function withoutYamlComment(line: string): string {
  let quote: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at];
    if (quote !== undefined) {
      if (sign === quote) quote = undefined;
    } else if (sign === "#" && /^$|\s/.test(line[at - 1] ?? "")) return line.slice(0, at);
    else if ((sign === '"' || sign === "'") && /^$|[\s,[{:(]/.test(line[at - 1] ?? "")) quote = sign;
  }
  return line;
}
