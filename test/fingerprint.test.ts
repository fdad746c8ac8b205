import { createHmac } from "node:crypto";
import { expect, test } from "@jest/globals";
import { absent, known, opaque, unknown } from "../src/model/value.ts";
import { fingerprinterOf } from "../src/resolve/fingerprint.ts";
import { harmlessText } from "../src/resolve/plain.ts";

const hmac = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("hex");
const hex = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

function keyed(key = hex) {
  const made = fingerprinterOf(key, hmac);
  if (made === undefined || "mistake" in made) throw new Error("no key");
  return made;
}

const digest = (service: string, name: string, text: string, key = hex): string | undefined =>
  keyed(key).fingerprint(service, name, known(text))?.digest;

test("a fingerprint is what its page says, and anyone with the key can take it again", () => {
  const message = "23:envcheck-fingerprint-v14:auth5:TOKEN4:gr\u00FC";
  expect(digest("auth", "TOKEN", "gr\u00FC")).toBe(hmac(hex, message).slice(0, 32));
  expect(keyed().keyId).toBe(hmac(hex, "envcheck-fingerprint-key-v1").slice(0, 8));
});

test("another service, name, value or key gives another one, and so does another cut between them", () => {
  const all = [
    digest("auth", "A", "x"),
    digest("auth", "B", "x"),
    digest("worker", "A", "x"),
    digest("auth", "A", "y"),
    digest("auth", "A", "x", `1${hex.slice(1)}`),
    digest("aut", "hA", "x"),
    digest("auth", "Ax", ""),
    digest("", "authA", "x"),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test.each([absent, opaque("r"), unknown("r")])("what is not known has none: $state", (value) => {
  expect(keyed().fingerprint("auth", "A", value)).toBeUndefined();
});

test.each([undefined, "", "  \n"])("no key: %j", (given) => {
  expect(fingerprinterOf(given, hmac)).toBeUndefined();
});

test.each([
  ["32 hexadecimal digits", hex.slice(0, 32)],
  ["32 letters", "correcthorsebatterystaplecorrect"],
  ["base64 of 24 bytes", Buffer.alloc(24, "zuxqo").toString("base64")],
  ["one digit, many times", "0".repeat(64)],
])("too weak: %s", (_what, given) => {
  expect(fingerprinterOf(given, hmac)).toEqual({ mistake: expect.stringMatching(/^ENVCHECK_FINGERPRINT_KEY .*openssl rand -hex 32$/) });
  expect(JSON.stringify(fingerprinterOf(given, hmac))).not.toContain(given);
});

test.each([
  ["hexadecimal digits", hex],
  ["with a newline behind", `${hex}\n`],
  ["base64", Buffer.from(hex, "hex").toString("base64")],
  ["base64 for URLs", Buffer.from(hex, "hex").toString("base64url")],
  ["a text of 32 bytes", "correct horse battery staple, 17 times!"],
])("good: %s", (_what, given) => {
  expect(fingerprinterOf(given, hmac)).toMatchObject({ keyId: expect.stringMatching(/^[0-9a-f]{8}$/) });
});

test.each([
  ["info", true],
  ["https://auth.example.com/login", true],
  ["8000", true],
  ["a b c", true],
  ["postgres://app:hunter2@db/auth", false],
  ["Server=db;Password=hunter2", false],
  ['{"password": "hunter2"}', false],
  ["Bearer hunter2", false],
  ["Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA", false],
  ["9f8e7d6c5b4a39281706f5e4d3c2b1a0", false],
])("%s may stand in plain text: %s", (text, isHarmless) => {
  expect(harmlessText(known(text)) === text).toBe(isHarmless);
});
