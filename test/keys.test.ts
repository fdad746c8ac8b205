import { generateKeyPairSync, type KeyPairKeyObjectResult } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { Constraints } from "../src/model/schema.ts";
import { verdict } from "./verdict.ts";

/** Both keys of a pair as PEM: SubjectPublicKeyInfo and PKCS #8. */
function texts({ publicKey, privateKey }: KeyPairKeyObjectResult): { readonly publicKey: string; readonly privateKey: string } {
  return {
    publicKey: String(publicKey.export({ type: "spki", format: "pem" })),
    privateKey: String(privateKey.export({ type: "pkcs8", format: "pem" })),
  };
}

describe("keys", () => {
  const [pair, curve] = [generateKeyPairSync("rsa", { modulusLength: 2048 }), generateKeyPairSync("ec", { namedCurve: "secp521r1" })];
  const [rsa, small] = [texts(pair), texts(generateKeyPairSync("rsa", { modulusLength: 1024 }))];
  const [p256, p384] = [
    texts(generateKeyPairSync("ec", { namedCurve: "P-256" })),
    texts(generateKeyPairSync("ec", { namedCurve: "P-384" })),
  ];
  const ed = texts(generateKeyPairSync("ed25519"));
  const encrypted = { type: "pkcs1", format: "pem", cipher: "aes-256-cbc", passphrase: "p" } as const;
  const pkcs1 = {
    publicKey: String(pair.publicKey.export({ type: "pkcs1", format: "pem" })),
    privateKey: String(pair.privateKey.export(encrypted)),
  };
  const sec1 = { privateKey: String(curve.privateKey.export({ type: "sec1", format: "pem" })) };
  const certificate = `-----BEGIN CERTIFICATE-----
MIIBLDCB36ADAgECAhRrT3ztHtZ+C6FpnqxjmGFx81YIQTAFBgMrZXAwDDEKMAgG
A1UEAwwBdDAeFw0yNjExMjEyMzE1MjFaFw0yNjExMjIyMzE1MjFaMAwxCjAIBgNV
BAMMAXQwKjAFBgMrZXADIQD+4sLQ5Zz7gaAcEF67555N/0JGKUspVhCzPru/RrET
i6NTMFEwHQYDVR0OBBYEFKR9piSoMRO8F6ECygZIH6whFNWAMB8GA1UdIwQYMBaA
FKR9piSoMRO8F6ECygZIH6whFNWAMA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EA
YJZW5BpJyITal1pijnvc3APXPHw4OrmLA7H3spLyANVGyUnKHvg7vL7/LMm7FFSY
2Jee+8cFdts1XVkSa9p4Bw==
-----END CERTIFICATE-----`;
  test.each<[string, string, Constraints, string]>([
    ["an RSA key", rsa.privateKey, { kind: "private-key", keyType: "rsa", minBits: 2048 }, "ok"],
    ["a short RSA key", small.privateKey, { minBits: 2048 }, "weak-secret"],
    ["a public key where a private one belongs", rsa.publicKey, { kind: "private-key" }, "invalid"],
    ["an EC key for RSA", p256.privateKey, { keyType: "rsa" }, "invalid"],
    ["an EC key", p384.publicKey, { keyType: "ec", minBits: 384 }, "ok"],
    ["a SEC 1 key", sec1.privateKey, { keyType: "ec", minBits: 521 }, "ok"],
    ["a PKCS #1 public key", pkcs1.publicKey, { keyType: "rsa", minBits: 2048 }, "ok"],
    ["an encrypted key, whose type is hidden", pkcs1.privateKey, { keyType: "ec" }, "ok"],
    ["an Ed25519 key", ed.publicKey, { keyType: "ed25519" }, "ok"],
    ["backslash-n for line breaks", rsa.privateKey.replaceAll("\n", "\\n"), { keyType: "rsa" }, "ok"],
    ["blanks for line breaks", rsa.privateKey.replaceAll("\n", " "), {}, "invalid"],
    ["only the first line", rsa.privateKey.slice(0, 27), {}, "invalid"],
    ["no last line", rsa.privateKey.slice(0, -30), {}, "invalid"],
    ["a lost line", rsa.privateKey.split("\n").toSpliced(5, 1).join("\n"), {}, "invalid"],
    ["base64 of something else", "-----BEGIN PRIVATE KEY-----\naGVsbG8gd29ybGQ=\n-----END PRIVATE KEY-----\n", {}, "invalid"],
    [
      "an OpenSSH key, which is no DER",
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----",
      {},
      "ok",
    ],
    ["a key before its certificate", `${rsa.privateKey}${certificate}`, { kind: "certificate", keyType: "ed25519" }, "ok"],
    ["a certificate with a key of another type", certificate, { keyType: "rsa" }, "invalid"],
  ])("pem: %s", (_what, text, constraints, expected) => {
    expect(verdict("pem", text, constraints)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ["RS256", rsa.privateKey, "ok"],
    ["PS512", rsa.publicKey, "ok"],
    ["RS256", small.privateKey, "invalid"],
    ["RS256", p256.privateKey, "invalid"],
    ["RS256", "9f86d081884c7d659a2feaa0c55ad015", "invalid"],
    ["ES256", p256.privateKey, "ok"],
    ["ES256", p384.privateKey, "invalid"],
    ["ES512", sec1.privateKey, "ok"],
    ["EdDSA", ed.privateKey, "ok"],
    ["HS256", rsa.publicKey, "invalid"],
    ["HS256", "9f86d081884c7d659a2feaa0c55ad015", "ok"],
    ["HS384", "9f86d081884c7d659a2feaa0c55ad015", "weak-secret"],
    ["HS256", "super-secret-jwt-token-with-at-least-32-characters-long", "known-default"],
    ["HS256", "x9".repeat(20), "weak-secret"],
  ])("jwt-key: %s %# is %s", (algorithm, text, expected) => {
    expect(verdict("jwt-key", text, { algorithm })).toBe(expected);
  });
});
