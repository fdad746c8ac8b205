/** Why a text is no base64, or how many bytes it holds. */
type Base64 = { readonly bytes: number } | { readonly wrong: "alphabet" | "length" | "padding" };

/** Measures base64 of either alphabet without decoding it. Padding may be missing only in the URL alphabet, where JOSE leaves it out. */
export function measureBase64(text: string): Base64 {
  const pads = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const length = text.length - pads;
  const digits = text.slice(0, length);
  const standard = /^[A-Za-z0-9+/]*$/.test(digits);
  const urlSafe = /^[\w-]*$/.test(digits);
  if (!standard && !urlSafe) return { wrong: "alphabet" };
  if (length % 4 === 1) return { wrong: "length" };
  const complete = pads === (4 - (length % 4)) % 4;
  const bare = pads === 0 && /[-_]/.test(digits);
  return complete || bare ? { bytes: Math.floor((length * 3) / 4) } : { wrong: "padding" };
}

/** The bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

export function decodeBase64(text: string): Uint8Array {
  return Buffer.from(text, "base64");
}

/** The first three digits of base64 that says printable ASCII: none of the bytes that they begin is more than 127. */
const printable = /^[I-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589]/;

/** What base64 says, where that is printable ASCII and more than noise; undefined otherwise. Its first digits tell of most texts that they are not. */
export function base64Words(text: string): string | undefined {
  if (text.length < 8 || text.length > 256 || !printable.test(text) || !("bytes" in measureBase64(text))) return undefined;
  const decoded = Buffer.from(text, "base64").toString("latin1").trimEnd();
  return /^[\x20-\x7e]{5,}$/.test(decoded) ? decoded : undefined;
}
