import type { Problem, Source, Span } from "../../model/source.ts";
import { isUnicodeSpace } from "../env-file/space.ts";
import { type Joined, offsetOf, sliceOf } from "./joined.ts";

/** `Key=value` below `[Section]`. */
export interface Setting {
  readonly section: string;
  readonly key: string;
  /** The key. */
  readonly at: Span;
  readonly value: Joined;
}

export interface UnitFile {
  readonly settings: readonly Setting[];
  readonly problems: readonly Problem[];
}

/** systemd (src/shared/conf-parser.c) passes over what it cannot read; Quadlet (podman pkg/systemd/parser/unitfile.go) refuses the file, and joins lines without a space. */
export type Dialect = "systemd" | "quadlet";

export function readUnitFile(source: Source, dialect: Dialect): UnitFile {
  const settings: Setting[] = [];
  let section: string | undefined;
  for (const line of logicalLines(source.text, dialect)) {
    const stripped = trimmed(line, dialect);
    const { text } = stripped;
    if (text === "") continue;
    const header = headerOf(text, dialect);
    if (header !== undefined) section = header;
    else {
      const setting = settingOf(source, stripped, { section, dialect });
      if (setting !== undefined) settings.push(setting);
      else if (dialect === "quadlet" || text.startsWith("[")) return { settings, problems: [mistake(source, stripped, dialect)] };
    }
  }
  return { settings, problems: [] };
}

function mistake(source: Source, line: Joined, dialect: Dialect): Problem {
  const start = offsetOf(line, 0);
  const message = `the line must be [Section], Key=value or a comment, or ${dialect === "systemd" ? "systemd" : "Quadlet"} refuses the file`;
  return { at: { source, start, end: start }, message };
}

function headerOf(text: string, dialect: Dialect): string | undefined {
  const header = dialect === "systemd" ? /^\[([^\]]*)\]$/ : /^\[([^[\]]+)\][ \t]*$/;
  return header.exec(text)?.[1];
}

function settingOf(
  source: Source,
  line: Joined,
  { section, dialect }: { readonly section: string | undefined; readonly dialect: Dialect },
): Setting | undefined {
  const equals = line.text.indexOf("=");
  if (equals <= 0 || section === undefined || (dialect === "systemd" && line.text.startsWith("["))) return undefined;
  const key = line.text.slice(0, equals).trimEnd();
  const start = offsetOf(line, 0);
  const value = trimmed(sliceOf(line, equals + 1, line.text.length), dialect);
  return { section, key, at: { source, start, end: start + key.length }, value };
}

function trimmed(line: Joined, dialect: Dialect): Joined {
  const { text } = line;
  const isSpace = (at: number): boolean =>
    dialect === "systemd" ? " \t\n\r".includes(text.charAt(at)) : isUnicodeSpace(text.charCodeAt(at));
  let [start, end] = [0, text.length];
  while (start < end && isSpace(start)) start += 1;
  while (end > start && isSpace(end - 1)) end -= 1;
  return sliceOf(line, start, end);
}

/** Lines with those that a backslash joins to them; comments may stand between. */
function* logicalLines(text: string, dialect: Dialect): Generator<Joined> {
  let pieces: { at: number; start: number }[] = [];
  let parts: string[] = [];
  let length = 0;
  for (const { start, end } of physicalLines(text, dialect)) {
    const line = text.slice(start, end);
    if (/^[ \t\r]*[#;]/.test(line) || (dialect === "quadlet" && line === "")) continue;
    const isJoined = line.endsWith("\\") && (dialect === "quadlet" || backslashesAt(line) % 2 === 1);
    pieces.push({ at: length, start });
    const part = isJoined ? line.slice(0, -1) + (dialect === "systemd" ? " " : "") : line;
    parts.push(part);
    length += part.length;
    if (isJoined) continue;
    yield { text: parts.join(""), pieces };
    [pieces, parts, length] = [[], [], 0];
  }
  if (pieces.length > 0) yield { text: parts.join(""), pieces };
}

function backslashesAt(line: string): number {
  let start = line.length;
  while (line[start - 1] === "\\") start -= 1;
  return line.length - start;
}

function* physicalLines(text: string, dialect: Dialect): Generator<{ readonly start: number; readonly end: number }> {
  for (let from = text.startsWith("\uFEFF") ? 1 : 0; from <= text.length;) {
    const feed = text.indexOf("\n", from);
    const next = feed < 0 ? text.length : feed;
    let [start, end] = [from, next];
    if (dialect === "quadlet") {
      while (start < end && isUnicodeSpace(text.charCodeAt(start))) start += 1;
      while (end > start && isUnicodeSpace(text.charCodeAt(end - 1))) end -= 1;
    } else while (end > start && text[end - 1] === "\r") end -= 1;
    yield { start, end };
    from = next + 1;
  }
}
