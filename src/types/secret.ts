import type { Complaint, ValueType } from "../model/schema.ts";
import { utf8Length } from "../text/bytes.ts";
import { isWeak } from "../text/entropy.ts";
import { secretComplaint } from "../text/secrets.ts";

/** A schema that asks for less than 12 characters means something short, such as a PIN: then only placeholders and known defaults are told. */
export const secret: ValueType = {
  id: "secret",
  summary: "A password, key or token: no placeholder, not known from documentation, not easy to guess",
  examples: {
    good: ["3f9c1a7be25d4086", "correct-horse-battery-staple", "x7Kq9ZpLw2Vt"],
    bad: ["changeme", "secret", "password", "<your key>", "0000000000000000", "django-insecure-a1b2c3d4e5f6", "hunter2", "abcabcabcabc"],
  },
  constraints: ["minBytes"],
  sensitive: true,
  check(text, { constraints: { minBytes, minLength } }) {
    const least = minBytes === undefined || utf8Length(text) >= minBytes;
    return secretComplaint(text) ?? (least ? guessable(text, minLength) : tooShort(minBytes));
  },
};

function tooShort(bytes: number): Complaint {
  return { rule: "weak-secret", message: `must be at least ${String(bytes)} bytes long` };
}

function guessable(text: string, minLength: number | undefined): Complaint | undefined {
  if (minLength !== undefined && minLength < 12) return undefined;
  return isWeak(text)
    ? {
        rule: "weak-secret",
        message: "is too easy to guess for a secret",
        help: "make a random one, such as openssl rand -base64 32 prints",
      }
    : undefined;
}
