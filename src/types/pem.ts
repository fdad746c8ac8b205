import type { Complaint, Constraints, ValueType } from "../model/schema.ts";
import { either, invalid } from "../text/complaint.ts";
import { type PemBlock, readPem } from "../text/pem.ts";

const names: Readonly<Record<string, string>> = {
  certificate: "a certificate",
  "private-key": "a private key",
  "public-key": "a public key",
};

/** Several blocks may follow each other; those of the wanted kind are judged. A key that is encrypted passes, since it cannot be seen. */
export const pem: ValueType = {
  id: "pem",
  summary: "A certificate or key in PEM form, with line breaks or \\n between its lines",
  examples: {
    good: ["-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n"],
    bad: [
      "",
      "text",
      "-----BEGIN PRIVATE KEY-----",
      "-----BEGIN PUBLIC KEY----- MCow -----END PUBLIC KEY-----",
      "-----BEGIN PRIVATE KEY-----\nMCow\n",
      "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----",
      "-----BEGIN X-----\nMCow\n-----END X-----",
    ],
  },
  constraints: ["kind", "keyType", "minBits"],
  sensitive: true,
  check(text, { constraints }) {
    const found = readPem(text);
    if ("wrong" in found) return invalid(`must be PEM: ${found.wrong}`);
    const { kind } = constraints;
    const wanted = found.blocks.filter((block) => kind === undefined || block.kind === kind);
    if (wanted.length === 0)
      return invalid(
        `must be ${names[kind ?? ""] ?? "a key"} in PEM form, not ${either([...new Set(found.blocks.map((block) => names[block.kind] ?? ""))])}`,
      );
    return wrongKey(wanted, constraints);
  },
};

function wrongKey(blocks: readonly PemBlock[], { keyType, minBits }: Constraints): Complaint | undefined {
  const [first] = blocks;
  if (first?.key === undefined) return undefined;
  if (keyType !== undefined && first.key.type !== keyType) return invalid(`must be a key of type ${keyType}`);
  return minBits !== undefined && first.key.bits < minBits
    ? { rule: "weak-secret", message: `must be a key of at least ${String(minBits)} bits` }
    : undefined;
}
