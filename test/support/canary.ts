import { createHash } from "node:crypto";

const letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ";
/** No six of them in turn are a part of any word. */
const consonants = "jqxzvkw";
const vowels = "ouy";
/** UTF-16 units of the smallest piece that counts as a leak. */
const piece = 6;

/** Random ones look like generated secrets, words like a password that somebody made up. */
export type Kind = "random" | "word";

/** Mints texts that stand nowhere else, and finds them again in whatever form they show. */
export class Canaries {
  readonly #labels = new Map<string, string>();
  readonly #traces = new Map<number, Map<string, string>>();
  readonly #kind: Kind;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** A text of 24 characters. The same label gives the same text. */
  mint(label: string, kind = this.#kind): string {
    const digest = createHash("sha256").update(label).digest();
    const text = Array.from(digest.subarray(0, 24), (byte, i) => characterOf(kind, byte, i % 2 === 0)).join("");
    if (!this.#labels.has(label)) this.#remember(label, text);
    this.#labels.set(label, text);
    return text;
  }

  /** One with characters that URLs, JSON, HTML and shells write in another way. */
  mintOdd(label: string): string {
    const text = `${this.mint(`${label}, first half`)}"\\%/é<&>${this.mint(`${label}, second half`)}`;
    if (!this.#labels.has(label)) this.#remember(label, text);
    this.#labels.set(label, text);
    return text;
  }

  /** The labels of all texts of which six characters or more show, whatever their case: plain, in base64, in hex, URL-encoded or escaped. */
  seenIn(output: string): string[] {
    const text = output.toLowerCase();
    const found = new Set<string>();
    for (const [length, traces] of this.#traces) {
      for (let at = 0; at + length <= text.length; at += 1) {
        const label = traces.get(text.slice(at, at + length));
        if (label !== undefined) found.add(label);
      }
    }
    return [...found];
  }

  #remember(label: string, text: string): void {
    for (const form of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]) this.#addPieces(label, form, piece);
    const bytes = Buffer.from(text);
    this.#addPieces(label, bytes.toString("hex"), piece * 2);
    for (const before of ["", "-", "--"]) this.#addPieces(label, base64Inside(before, bytes), 8);
  }

  #addPieces(label: string, form: string, length: number): void {
    const traces = this.#traces.get(length) ?? new Map<string, string>();
    this.#traces.set(length, traces);
    for (let at = 0; at + length <= form.length; at += 1) traces.set(form.slice(at, at + length).toLowerCase(), label);
  }
}

function characterOf(kind: Kind, byte: number, isFirst: boolean): string {
  if (kind === "random") return isFirst ? letters.charAt(byte % letters.length) : String(byte % 10);
  const from = isFirst ? consonants : vowels;
  return from.charAt(byte % from.length);
}

/** The base64 of bytes that stand behind others, without the characters that hang on the neighbours. */
function base64Inside(before: string, bytes: Buffer): string {
  const whole = Buffer.concat([Buffer.from(before), bytes]);
  const from = before === "" ? 0 : 4;
  return whole.toString("base64").slice(from, Math.floor(whole.length / 3) * 4);
}
