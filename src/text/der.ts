/** A public or private key as far as DER tells it; `bits` is the length of the modulus or of the curve. */
export interface Key {
  readonly type: "rsa" | "ec" | "ed25519" | "ed448" | "x25519" | "x448" | "dsa";
  readonly bits: number;
}

interface Item {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/** The algorithms of RFC 5280, 5480 and 8410 by their object identifiers in hexadecimal. */
const algorithms: Readonly<Record<string, Key["type"]>> = {
  "2a864886f70d010101": "rsa",
  "2a864886f70d01010a": "rsa",
  "2a8648ce3d0201": "ec",
  "2a8648ce380401": "dsa",
  "2b656e": "x25519",
  "2b656f": "x448",
  "2b6570": "ed25519",
  "2b6571": "ed448",
};

const curves: Readonly<Record<string, number>> = {
  "2a8648ce3d030107": 256,
  "2b81040022": 384,
  "2b81040023": 521,
  "2b8104000a": 256,
  "2a8648ce3d030101": 192,
  "2b81040021": 224,
};

const fixedBits: Readonly<Partial<Record<Key["type"], number>>> = { ed25519: 256, x25519: 256, ed448: 456, x448: 448 };

const tags = { integer: 2, bitString: 3, octetString: 4, oid: 6, sequence: 0x30, context0: 0xa0 } as const;

/** The key under a PEM label: PKCS #1, PKCS #8, SEC 1, SubjectPublicKeyInfo or a certificate; undefined for anything else. */
export function keyIn(label: string, der: Uint8Array): Key | undefined {
  const parts = itemsIn(itemsIn(der)[0]);
  switch (label) {
    case "RSA PRIVATE KEY":
      return rsa(parts[1]);
    case "RSA PUBLIC KEY":
      return rsa(parts[0]);
    case "EC PRIVATE KEY":
      return ec(itemsIn(parts.find(({ tag }) => tag === tags.context0))[0], parts[1]);
    case "PRIVATE KEY":
      return keyOf(parts[1], parts[2]);
    case "PUBLIC KEY":
      return keyOf(parts[0], parts[1]);
    default:
      return label.endsWith("CERTIFICATE") ? certified(itemsIn(parts[0])) : undefined;
  }
}

/** Whether bytes begin with all of a sequence, as every key and certificate in DER or BER is one. */
export function isSequence(bytes: Uint8Array): boolean {
  return itemsIn(bytes)[0]?.tag === tags.sequence || (bytes[0] === tags.sequence && bytes[1] === 0x80);
}

/** In a certificate the subject's key is the first sequence that starts with an algorithm and goes on with a bit string. */
function certified(fields: readonly Item[]): Key | undefined {
  const info = fields.map((field) => itemsIn(field)).find((parts) => parts[1]?.tag === tags.bitString);
  return info === undefined ? undefined : keyOf(info[0], info[1]);
}

function keyOf(algorithm: Item | undefined, key: Item | undefined): Key | undefined {
  const [oid, parameters] = itemsIn(algorithm);
  const type = oid?.tag === tags.oid ? algorithms[hex(oid.bytes)] : undefined;
  if (type === undefined || key === undefined) return undefined;
  if (type === "ec") return ec(parameters, undefined);
  const inner = itemsIn(itemsIn(key.tag === tags.bitString ? key.bytes.subarray(1) : key.bytes)[0]);
  if (type === "rsa") return rsa(key.tag === tags.bitString ? inner[0] : inner[1]);
  const bits = fixedBits[type] ?? bitLength(itemsIn(algorithm).length > 1 ? itemsIn(parameters)[0] : undefined);
  return bits === undefined ? undefined : { type, bits };
}

function rsa(modulus: Item | undefined): Key | undefined {
  const bits = bitLength(modulus);
  return bits === undefined ? undefined : { type: "rsa", bits };
}

/** A named curve, or else the length of the private number. */
function ec(curve: Item | undefined, number: Item | undefined): Key | undefined {
  const bits = curve?.tag === tags.oid ? curves[hex(curve.bytes)] : number?.tag === tags.octetString ? number.bytes.length * 8 : undefined;
  return bits === undefined ? undefined : { type: "ec", bits };
}

function bitLength(item: Item | undefined): number | undefined {
  if (item?.tag !== tags.integer) return undefined;
  const start = item.bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (item.bytes.length - start) * 8 - Math.clz32(item.bytes[start] ?? 0) + 24;
}

/** The items of a constructed one, or of bytes; what is broken ends the list. */
function itemsIn(from: Item | Uint8Array | undefined): Item[] {
  if (from === undefined || ("tag" in from && (from.tag & 0x20) === 0)) return [];
  const bytes = "tag" in from ? from.bytes : from;
  const items: Item[] = [];
  for (let at = 0; at + 2 <= bytes.length && items.length < 64;) {
    const header = headerAt(bytes, at);
    if (header === undefined || header.start + header.length > bytes.length) break;
    items.push({ tag: bytes[at] ?? 0, bytes: bytes.subarray(header.start, header.start + header.length) });
    at = header.start + header.length;
  }
  return items;
}

/** Definite lengths of at most three bytes. */
function headerAt(bytes: Uint8Array, at: number): { start: number; length: number } | undefined {
  const first = bytes[at + 1] ?? 0;
  if (first < 0x80) return { start: at + 2, length: first };
  const count = first & 0x7f;
  if (count === 0 || count > 3) return undefined;
  const length = bytes.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return { start: at + 2 + count, length };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
