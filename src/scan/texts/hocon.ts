import type { Found, Literal } from "../found.ts";
import { ENV_SHAPED, linesOf, moved } from "../placeholder.ts";
import type { TextPack } from "./text-pack.ts";

const HOLE = /\$\{(?<maybe>\??)\s*(?<name>[\w.-]+)\s*\}/g;
const ASSIGNED = /^\s*(?<key>[\w."-]+)\s*(?:[:=]|\+=)\s*(?<value>\S.*)?$/;

/**
 * HOCON.md of lightbend/config, "Substitutions": what no path of the file gives is looked up in the environment; `${?NAME}` leaves the key as an
 * earlier line set it.
 */
export const hocon: TextPack = {
  id: "hocon",
  prefilter: /\$\{\??\s*[A-Z_]/,
  read(text) {
    const reads: Found[] = [];
    const set = new Map<string, Literal | null>();
    const around: string[] = [];
    for (const { line, start } of linesOf(text)) {
      const plain = withoutComment(line);
      const { key = "", value: written = "" } = ASSIGNED.exec(plain)?.groups ?? {};
      const value = written.trimEnd().replace(/,$/, "").trimEnd();
      const path = [...around, key].join(".");
      reads.push(...moved(holesIn(plain, value, set.get(path)), start));
      if (key !== "" && !value.includes("${") && !value.endsWith("{")) set.set(path, literal(value));
      nest(plain, around);
    }
    return { reads, open: [] };
  },
};

function holesIn(line: string, value: string, earlier: Literal | null | undefined): readonly Found[] {
  return [...line.matchAll(HOLE)].flatMap(({ 0: whole, index, groups = {} }): readonly Found[] => {
    const { name: variable = "", maybe } = groups;
    if (!ENV_SHAPED.test(variable)) return [];
    const start = index + whole.indexOf(variable);
    const about = { variable, at: { start, end: start + variable.length }, confidence: null, type: null };
    return [{ ...about, ...outcome(maybe === "?", value === whole ? earlier : undefined) }];
  });
}

function outcome(isOptional: boolean, earlier: Literal | null | undefined): Pick<Found, "mode" | "default"> {
  if (!isOptional) return { mode: "required", default: null };
  return earlier === undefined ? { mode: "optional", default: null } : { mode: "default", default: earlier };
}

function literal(value: string): Literal | null {
  const [, quoted] = /^"([^"\\]*)"$/.exec(value) ?? [];
  if (quoted !== undefined) return { text: quoted, of: "string" };
  if (/^-?\d+(?:\.\d+)?$/.test(value)) return { text: value, of: "number" };
  if (/^(?:true|false|on|off|yes|no)$/.test(value)) return { text: value, of: "boolean" };
  return value === "" || value === "null" || /[[{]/.test(value) ? null : { text: value, of: "string" };
}

function withoutComment(line: string): string {
  const comment = /^((?:[^"#/]|"(?:[^"\\]|\\.)*"|\/(?!\/))*)(?:#|\/\/)/.exec(line);
  return comment?.[1] ?? line;
}

/** Opens and closes objects; several on a line are followed in turn. */
function nest(line: string, around: string[]): void {
  const plain = line.replaceAll(/\$\{[^{}]*\}|"(?:[^"\\]|\\.){0,5000}"(?!\s*[{:=])/g, "");
  for (const [piece, key] of plain.matchAll(/(?:(?<![\w."-])([\w."-]+)\s{0,99}[:=]?\s{0,99})?\{|\}/g)) {
    if (piece === "}") around.pop();
    else around.push(key ?? "");
  }
}
