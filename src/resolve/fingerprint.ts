import { unseal } from "../model/sealed.ts";
import type { Fingerprinter } from "../model/record.ts";

/** HMAC-SHA256 of a text in UTF-8, in hexadecimal digits. */
export type Hmac = (key: string, text: string) => string;

/** The variable of envcheck's own environment that holds the key. It is never recorded. */
export const fingerprintKeyName = "ENVCHECK_FINGERPRINT_KEY";

const domain = "envcheck-fingerprint-v1";
const keyDomain = "envcheck-fingerprint-key-v1";
/** Hexadecimal digits of 128 bits: a chance meeting of two texts is out of question, and less is told about a text that can be guessed. */
const digits = 32;
const fewestBytes = 32;
/** Characters that differ in 32 random bytes, however they are written. */
const fewestCharacters = 8;

/** Undefined without a key, and the mistake where it is too weak to keep a password from being guessed. */
export function fingerprinterOf(given: string | undefined, hmac: Hmac): Fingerprinter | { readonly mistake: string } | undefined {
  const key = given?.trim() ?? "";
  if (key === "") return undefined;
  if (bytesOf(key) < fewestBytes || new Set(key).size < fewestCharacters)
    return { mistake: `${fingerprintKeyName} is no key of 32 random bytes; make one with: openssl rand -hex 32` };
  const keyId = hmac(key, keyDomain).slice(0, 8);
  return {
    keyId,
    fingerprint(service, name, value) {
      if (value.state !== "known") return undefined;
      return { keyId, service, digest: hmac(key, framed([domain, service, name, unseal(value.text)])).slice(0, digits) };
    },
  };
}

/** What the key holds, as hexadecimal digits or base64 where it is written so. */
function bytesOf(key: string): number {
  if (/^(?:[0-9a-f]{2})+$/i.test(key)) return key.length / 2;
  if (/^[\w+/-]+={0,2}$/.test(key)) return Math.floor((key.replaceAll("=", "").length * 3) / 4);
  return Buffer.byteLength(key);
}

/** Each part behind its length in bytes, so that no two lists of parts make one text. */
function framed(parts: readonly string[]): string {
  return parts.map((part) => `${String(Buffer.byteLength(part))}:${part}`).join("");
}
