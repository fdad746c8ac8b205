import { append } from "../append.ts";
import type { Dialect, Part } from "./word.ts";

/** A `~` at the beginning of a value, or after a colon in it, is the home of the user. */
export function withHome(parts: readonly Part[], dialect: Dialect): readonly Part[] {
  const result: Part[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind !== "text" || part.quoted || !part.text.includes("~")) result.push(part);
    else append(result, tildes(part.text, index === 0, dialect));
  }
  return result;
}

function tildes(text: string, isFirst: boolean, dialect: Dialect): Part[] {
  const parts: Part[] = [];
  for (const [index, piece] of text.split(":").entries()) {
    if (index > 0) parts.push({ kind: "text", text: ":", quoted: false });
    const user = (index > 0 || isFirst) && piece.startsWith("~") ? piece.slice(1).split("/", 1)[0] : undefined;
    if (user === undefined) parts.push({ kind: "text", text: piece, quoted: false });
    else if (user !== "") parts.push({ kind: "runs", because: `${dialect} looks up the home of a user`, isCommand: false });
    else
      parts.push(
        { kind: "variable", name: "HOME", start: 0, operator: "", operand: [] },
        { kind: "text", text: piece.slice(1), quoted: false },
      );
  }
  return parts;
}
