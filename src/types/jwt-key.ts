import type { Complaint, ValueType } from "../model/schema.ts";
import { utf8Length } from "../text/bytes.ts";
import { invalid } from "../text/complaint.ts";
import type { Key } from "../text/der.ts";
import { isWeak } from "../text/entropy.ts";
import { readPem } from "../text/pem.ts";
import { secretComplaint } from "../text/secrets.ts";

interface Family {
  readonly types: readonly Key["type"][];
  readonly name: string;
  /** RFC 7518: RSA keys of 2048 bits or more; each ES algorithm has one curve. */
  fits(bits: number): boolean;
}

const rsa: Family = { types: ["rsa"], name: "an RSA key of at least 2048 bits", fits: (bits) => bits >= 2048 };
const curve = (size: number): Family => ({
  types: ["ec"],
  name: `an EC key on a curve of ${String(size)} bits`,
  fits: (bits) => bits === size,
});
const edwards: Family = { types: ["ed25519", "ed448"], name: "an Ed25519 or Ed448 key", fits: () => true };

const families: Readonly<Record<string, Family>> = {
  RS: rsa,
  PS: rsa,
  ES256: curve(256),
  ES256K: curve(256),
  ES384: curve(384),
  ES512: curve(521),
  EdDSA: edwards,
};

/** RFC 7518, section 3.2: as many bytes as the hash has. Bytes are counted as written, since most libraries take the text itself for the key. */
const leastBytes: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

export const jwtKey: ValueType = {
  id: "jwt-key",
  summary: "A key that signs or checks JSON Web Tokens: random text for HS algorithms, PEM for the others",
  examples: {
    good: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    bad: ["", "secret", "your-256-bit-secret", "x7Kq9ZpLw2Vt", "-----BEGIN PRIVATE KEY-----"],
  },
  constraints: ["algorithm", "minBytes"],
  sensitive: true,
  check(text, { constraints: { algorithm = "", minBytes } }) {
    const family = families[algorithm] ?? families[algorithm.slice(0, 2)];
    if (family !== undefined) return asymmetric(text, algorithm, family);
    if (text.includes("-----BEGIN "))
      return algorithm === "" ? unread(text) : invalid(`must be random text for ${algorithm}, not a key in PEM form`);
    const least = Math.max(minBytes ?? 0, leastBytes[algorithm] ?? 32);
    return secretComplaint(text) ?? symmetric(text, least, algorithm);
  },
};

function symmetric(text: string, least: number, algorithm: string): Complaint | undefined {
  const help = `make one with openssl rand -hex ${String(least)}`;
  if (utf8Length(text) < least)
    return {
      rule: "weak-secret",
      message: `must be at least ${String(least)} bytes long${algorithm === "" ? "" : ` for ${algorithm}`}`,
      help,
    };
  return isWeak(text) ? { rule: "weak-secret", message: "is too easy to guess for a signing key", help } : undefined;
}

function unread(text: string): Complaint | undefined {
  const found = readPem(text);
  return "wrong" in found ? invalid(`must be PEM: ${found.wrong}`) : undefined;
}

function asymmetric(text: string, algorithm: string, family: Family): Complaint | undefined {
  const found = readPem(text);
  if ("wrong" in found) return invalid(`must be ${family.name} in PEM form for ${algorithm}: ${found.wrong}`);
  const key = found.blocks[0]?.key;
  if (key === undefined || (family.types.includes(key.type) && family.fits(key.bits))) return undefined;
  return invalid(`must be ${family.name} for ${algorithm}`);
}
