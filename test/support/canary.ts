import { createHash } from "node:crypto";

const letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ";
/** UTF-16 units of the smallest piece that counts as a leak. */
const piece = 6;

/** Mints texts that stand nowhere else, and finds them again in whatever form they show. */
export class Canaries {
  readonly #labels = new Map<string, string>();
  readonly #traces = new Map<number, Map<string, string>>();

  /** Letters and digits in turn, so that no six characters of it are a word or a number. The same label gives the same text. */
  mint(label: string): string {
    const digest = createHash("sha256").update(label).digest();
    const text = Array.from(digest.subarray(0, 24), (byte, i) => (i % 2 === 0 ? letters.charAt(byte % letters.length) : String(byte % 10))).join("");
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

  get all(): ReadonlyMap<string, string> {
    return this.#labels;
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

/** The base64 of bytes that stand behind others, without the characters that hang on the neighbours. */
function base64Inside(before: string, bytes: Buffer): string {
  const whole = Buffer.concat([Buffer.from(before), bytes]);
  const from = before === "" ? 0 : 4;
  return whole.toString("base64").slice(from, Math.floor(whole.length / 3) * 4);
}
