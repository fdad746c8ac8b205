import { decodeBase64, measureBase64 } from "./bytes.ts";
import { isSequence, type Key, keyIn } from "./der.ts";

export interface PemBlock {
  readonly kind: "certificate" | "private-key" | "public-key";
  /** Undefined where the key cannot be seen: encrypted, or of a kind not known here. */
  readonly key: Key | undefined;
}

/** Why a text is no PEM, as a clause that follows "must be PEM: ". */
type Pem = { readonly blocks: readonly PemBlock[] } | { readonly wrong: string };

/** Longer texts hold a bundle of authorities, of which only the first are looked at. */
const most = 64;

/** Reads the blocks of RFC 7468. Line breaks written as `\n` count, since most consumers replace them. */
export function readPem(text: string): Pem {
  const lines = text.includes("\n") ? text : text.replaceAll("\\r", "").replaceAll("\\n", "\n");
  const blocks: PemBlock[] = [];
  for (let at = lines.indexOf("-----BEGIN "); at >= 0 && blocks.length < most; at = lines.indexOf("-----BEGIN ", at + 11)) {
    const block = readBlock(lines.slice(at, blockEnd(lines, at)));
    if ("wrong" in block) return block;
    blocks.push(block);
  }
  return blocks.length === 0 ? { wrong: "it has no line -----BEGIN ...-----" } : { blocks };
}

function blockEnd(lines: string, at: number): number {
  const next = lines.indexOf("-----BEGIN ", at + 11);
  return next < 0 ? lines.length : next;
}

function readBlock(text: string): PemBlock | { readonly wrong: string } {
  const label = /^-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(text)?.[1];
  if (label === undefined) return { wrong: "its first line is broken" };
  const start = label.length + 16;
  const end = text.indexOf(`-----END ${label}-----`, start);
  if (end < 0) return { wrong: /[\r\n]/.test(text.slice(start).trim()) ? "its END line is missing" : "only its first line is here" };
  if (!/^[ \t]*\r?\n/.test(text.slice(start, start + 80))) return { wrong: "its line breaks are lost" };
  const body = text.slice(start, end).replace(/^\s*(?:[A-Za-z-]+:[^\n]*\n)+/, "");
  const compact = body.replaceAll(/\s+/g, "");
  if (compact === "" || "wrong" in measureBase64(compact)) return { wrong: "what stands between its BEGIN and END lines is no base64" };
  const kind = kindOf(label);
  if (kind === undefined) return { wrong: "it is neither a certificate nor a key" };
  const hasHeaders = body.length < end - start - 2;
  return isSealed(text, label, hasHeaders) ? { kind, key: undefined } : readSequence(kind, label, decodeBase64(compact));
}

/** Whether it is encrypted, or in OpenSSH's own form. */
function isSealed(text: string, label: string, hasHeaders: boolean): boolean {
  if (label.startsWith("OPENSSH")) return true;
  return (hasHeaders || label.startsWith("ENCRYPTED")) && /ENCRYPTED/.test(text.slice(0, 400));
}

function readSequence(kind: PemBlock["kind"], label: string, der: Uint8Array): ReturnType<typeof readBlock> {
  if (isSequence(der)) return { kind, key: keyIn(label, der) };
  return { wrong: "what stands between its BEGIN and END lines is cut off, or is no key or certificate at all" };
}

function kindOf(label: string): PemBlock["kind"] | undefined {
  if (/^(?:TRUSTED |X509 )?CERTIFICATE$/.test(label)) return "certificate";
  if (label.endsWith("PRIVATE KEY")) return "private-key";
  return label.endsWith("PUBLIC KEY") ? "public-key" : undefined;
}
