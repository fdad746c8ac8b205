/** A run of the data of a template, with where it stands; undefined text is not known before the job is planned. */
export interface Run {
  readonly text: string | undefined;
  readonly start: number;
  /** Whether its characters are those of the source, one by one. */
  readonly isExact: boolean;
}

export interface Delimiters {
  readonly left: string;
  readonly right: string;
}

/** What is known of a line before the template is rendered. */
interface Line {
  /** Whether it comes out once, whatever the actions around it do. */
  readonly isCertain: boolean;
  /** Whether an action fills in a part of its value. */
  readonly isFilled: boolean;
}

/** A template without its actions. */
export interface Rendered {
  readonly text: string;
  /** Why it may have other names than the text. */
  readonly opens: readonly string[];
  placeOf(offset: number): number;
  lineAt(offset: number): Line;
}

interface Piece {
  readonly at: number;
  readonly start: number;
  readonly isExact: boolean;
}

/** Stands for what an action puts in: a letter, so that quotes and commas around it count as they are. */
const mark = "\uE000";

/** Takes the actions out of a template of consul-template; those that only look a thing up make what is in them certain. */
export function render(runs: readonly Run[], delimiters: Delimiters): Rendered {
  return new Renderer(delimiters).render(runs);
}

/** `with` of these fails, or waits, where there is nothing to be had (consul-template, docs/templating-language.md). */
const waits = /^with\s+(?:secret|nomadVar|nomadService|service|key|pkiCert)\b/;

class Renderer {
  readonly #delimiters: Delimiters;
  readonly #pieces: Piece[] = [];
  readonly #texts: string[] = [];
  /** For each block that is open, whether what is in it surely comes out once. */
  readonly #blocks: boolean[] = [];
  readonly #doubts: { readonly at: number; readonly isCertain: boolean }[] = [{ at: 0, isCertain: true }];
  #length = 0;
  #trims = false;

  constructor(delimiters: Delimiters) {
    this.#delimiters = delimiters;
  }

  render(runs: readonly Run[]): Rendered {
    const written: Piece[] = [];
    let length = 0;
    const texts = runs.map(({ text = mark, start, isExact }) => {
      written.push({ at: length, start, isExact });
      length += text.length;
      return text;
    });
    this.#read(texts.join(""));
    const placeOf = (offset: number): number => placeIn(written, placeIn(this.#pieces, offset));
    return rendered(this.#texts.join(""), placeOf, this.#doubts);
  }

  #read(text: string): void {
    const { left, right } = this.#delimiters;
    for (let at = 0; at < text.length;) {
      const open = text.indexOf(left, at);
      if (open < 0) {
        this.#text(text.slice(at), at, false);
        return;
      }
      const from = open + left.length;
      const close = closeOf(text, from, right);
      this.#text(text.slice(at, open), at, /^-\s/.test(text.slice(from, from + 2)));
      this.#action(text.slice(from, close), open);
      at = close + right.length;
    }
  }

  /** Text between actions; one behind it may take the blanks at its end. */
  #text(text: string, start: number, isTrimmed: boolean): void {
    const begun = this.#trims ? text.trimStart() : text;
    this.#trims &&= begun === "";
    this.#put(isTrimmed ? begun.trimEnd() : begun, start + (text.length - begun.length), true);
  }

  #put(text: string, start: number, isExact: boolean): void {
    if (text === "") return;
    this.#pieces.push({ at: this.#length, start, isExact });
    this.#texts.push(text);
    this.#length += text.length;
  }

  #action(written: string, start: number): void {
    this.#trims = /[ \n]-$/.test(written);
    const action = written
      .replace(/^-(?=\s)/, "")
      .replace(/(?<=\s)-$/, "")
      .trim();
    const [word = ""] = /^\w+/.exec(action) ?? [];
    if (word === "end") this.#blocks.pop();
    else if (word === "else") this.#blocks.splice(-1, 1, false);
    else if (["if", "range", "with", "define", "block"].includes(word)) this.#blocks.push(waits.test(action));
    else if (action.startsWith("/*") || /^\$\w+\s*:?=/.test(action)) return;
    else this.#put(mark, start, false);
    this.#doubts.push({ at: this.#length, isCertain: this.#blocks.every(Boolean) });
  }
}

/** Where the action ends, at the latest with the text: what is quoted in it, or a comment, ends nothing (Go, text/template/parse/lex.go). */
function closeOf(text: string, from: number, right: string): number {
  const comment = /^(?:-\s+)?\/\*/.test(text.slice(from, from + 100)) ? text.indexOf("*/", from) : from;
  let at = comment < 0 ? text.length : comment;
  while (at < text.length && !text.startsWith(right, at)) at = /["'`]/.test(text.charAt(at)) ? behindQuote(text, at) : at + 1;
  return Math.min(at, text.length);
}

function behindQuote(text: string, start: number): number {
  const quote = text.charAt(start);
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === "\\" && quote !== "`" ? 2 : 1;
  return at + 1;
}

function rendered(
  text: string,
  placeOf: Rendered["placeOf"],
  doubts: readonly { readonly at: number; readonly isCertain: boolean }[],
): Rendered {
  const opens = new Set<string>();
  const kept = text.split("\n").map((line) => {
    const equals = line.indexOf("=");
    const isOpen = (equals < 0 ? line : line.slice(0, equals)).includes(mark) && !line.trimStart().startsWith("#");
    if (isOpen) opens.add("its template makes names when it is rendered");
    return isOpen ? " ".repeat(line.length) : line;
  });
  const lineAt = (offset: number): Line => {
    const end = text.indexOf("\n", offset);
    const isFilled = text.slice(offset, end < 0 ? text.length : end).includes(mark);
    return { isCertain: pieceAt(doubts, offset)?.isCertain ?? true, isFilled };
  };
  return { text: kept.join("\n"), opens: [...opens], placeOf, lineAt };
}

function placeIn(pieces: readonly Piece[], offset: number): number {
  const piece = pieceAt(pieces, offset);
  return piece === undefined ? 0 : piece.start + (piece.isExact ? offset - piece.at : 0);
}

/** The last that starts at or before an offset. */
function pieceAt<Placed extends { readonly at: number }>(pieces: readonly Placed[], offset: number): Placed | undefined {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}
