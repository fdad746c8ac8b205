import type { Extent } from "../../found.ts";
import type { Finding } from "./findings.ts";

/** What a word of a script stands for, as far as it matters which variable of the environment it comes from. */
export type Value =
  /** `at` is where it is written, if it stands there by itself; `listed` if a call or the list of a loop gave it, not an assignment that may be undone. */
  | { readonly kind: "text"; readonly text: string; readonly at: Extent | null; readonly listed: boolean }
  /** A variable of the environment; `or` takes its place where it is unset. */
  | { readonly kind: "variable"; readonly name: string; readonly or: Value | null; readonly reads: readonly Finding[] }
  /** `${X+word}`: nothing where the variable is unset. */
  | { readonly kind: "alternative"; readonly name: string; readonly reads: readonly Finding[] }
  | { readonly kind: "list"; readonly values: readonly Value[] }
  /** Anything else: the texts around `core`, or one that it is on some path. */
  | {
      readonly kind: "open";
      readonly prefix: string;
      readonly suffix: string;
      readonly core: Value | null;
      readonly sometimes: string | null;
    };

export const UNKNOWN: Value = { kind: "open", prefix: "", suffix: "", core: null, sometimes: null };

export function text(written: string, at: Extent | null = null, listed = false): Value {
  return { kind: "text", text: written, at, listed };
}

/** The text that a value ends in where the environment gives nothing: "c" of `${A:-${B:-c}}`. */
export function literalIn(value: Value | null): string | null {
  if (value?.kind === "text") return value.text;
  return value?.kind === "variable" ? literalIn(value.or) : null;
}

/** The texts of a word one after the other; what is not known of it is between the first and the last of them. */
export function joined(pieces: readonly Value[]): Value {
  if (pieces.length === 1 && pieces[0] !== undefined) return pieces[0];
  const hidden = pieces.filter(({ kind }) => kind !== "text");
  if (hidden.length === 0) return joinedTexts(pieces);
  const first = pieces.findIndex(({ kind }) => kind !== "text");
  const last = pieces.findLastIndex(({ kind }) => kind !== "text");
  const [opening, closing] = [pieces[first], pieces[last]];
  return {
    kind: "open",
    prefix: textsOf(pieces.slice(0, first)) + (opening?.kind === "open" ? opening.prefix : ""),
    suffix: (closing?.kind === "open" ? closing.suffix : "") + textsOf(pieces.slice(last + 1)),
    core: hidden.length === 1 ? (opening ?? null) : null,
    sometimes: null,
  };
}

/** Characters of the longest text that is put together; what is longer doubled itself. */
const LONGEST = 100_000;

/** `${var}_FILE`: the place of a name that is put together is where its changing part is written. */
function joinedTexts(pieces: readonly Value[]): Value {
  const whole = textsOf(pieces);
  if (pieces.length > 1 && whole.length > LONGEST) return UNKNOWN;
  const listed = pieces.find((piece) => piece.kind === "text" && piece.listed);
  const at = listed?.kind === "text" ? listed.at : null;
  return text(whole, at, listed !== undefined);
}

function textsOf(pieces: readonly Value[]): string {
  return pieces.map((piece) => (piece.kind === "text" ? piece.text : "")).join("");
}

/** What a name holds where two paths meet that give it these. */
export function either(one: Value, other: Value): Value {
  if (one === other || (one.kind === "text" && other.kind === "text" && one.text === other.text)) return one;
  const texts = [one, other].flatMap((value) => sometimesIn(value) ?? []);
  return { kind: "open", prefix: "", suffix: "", core: null, sometimes: texts.length === 1 ? (texts[0] ?? null) : null };
}

/** The only text that a value is known to be on some path. */
export function sometimesIn(value: Value): string | null {
  if (value.kind === "text") return value.text;
  return value.kind === "open" ? value.sometimes : null;
}
