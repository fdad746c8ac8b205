import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { array, assert, constantFrom, dictionary, nat, oneof, property } from "fast-check";
import * as z from "zod/mini";
import { plainOf } from "../src/schema/plain.ts";
import { serviceShape } from "../src/schema/shape.ts";
import { isSurelyService } from "../src/schema/sure-shape.ts";
import { yamlDocument } from "../src/text/yaml.ts";

const folder = join(import.meta.dirname, "../schemas/catalogue");
const full = `$schema: x
service: auth
description: text
owner: team
runbook: https://wiki.example/auth
extends: [base.yaml, catalogue:django]
reader: node
code: [src/**]
closed: true
stages: { local: .env, staging: [a.env, b.env], production: { target: c.env, live: pid:1, host-env: [A], provided: { B: vault } } }
variables:
  NONE:
  PORT: { type: port, required: false, default: 80, min: 1, max: 9000, example: 80, docs: x, owner: x, runbook: x, deprecated: true }
  URL: { type: url, schemes: [https], hosts: ["*.example.com"], sensitive: true, description: x, impact: x, forbidden: [local] }
  KEY: { type: pem, kind: private-key, key-type: rsa, min-bits: 2048, required: { when: { PORT: 80, URL: { set: true } } } }
  TOKEN: { type: jwt-key, algorithm: HS256 }
  LIST: { type: list, items: { type: url, schemes: [https] }, separator: ",", unique: true, min-length: 1, max-length: 5, aliases: [LIST_FILE] }
  WORD: { one-of: [a, 1], not: [b], pattern: ^a, min-bytes: 0, forbidden: false, deprecated: no longer, in: { local: { required: true, forbidden: true } } }
constraints:
  - { when: { PORT: 80, WORD: [a, b] }, require: [URL], forbid: [NONE], message: x }
  - { exactly-one-of: [PORT, URL] }
  - { at-least-one-of: [PORT, URL] }
  - { all-or-none: [PORT, URL] }
  - { distinct: [PORT, URL] }
  - { equal: [PORT, URL] }
  - { less-than: [PORT, URL] }
`;

function plain(text: string): unknown {
  const { root } = yamlDocument({ path: "schemas/a.yaml", text });
  return root === undefined ? undefined : plainOf(root);
}

test.each([
  ["every key that it knows", full],
  ...readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const),
])("%s is surely right", (_name, text) => {
  expect(isSurelyService(plain(text))).toBe(true);
});

const names = [...new Set(full.match(/[$\w.-]+/g) ?? []), "same-across", "__proto__\0", "a b", "", "kind"];
const odd = oneof(
  constantFrom<unknown>(null, true, 0, -1, 1.5, Infinity, Number.NaN, "", "a b", [], {}, [[]], [null], [1], ["a"], ["a", "b"]),
  constantFrom(...names),
  dictionary(constantFrom(...names), constantFrom<unknown>(null, true, 1, "x", ["x"], {})),
);

/** The value with another one at some place in it. */
function changed(value: unknown, [step, ...steps]: readonly number[], other: unknown): unknown {
  if (step === undefined || typeof value !== "object" || value === null) return other;
  const entries = Object.entries(value);
  const at = step % (entries.length + 1);
  const key = entries[at]?.[0] ?? names[step % names.length] ?? "";
  const inner = changed(entries[at]?.[1], steps, other);
  if (Array.isArray(value)) return value.with(Math.min(at, value.length - 1), inner);
  return { ...value, [key]: inner };
}

test("what is surely right is right", () => {
  assert(
    property(array(nat(200), { maxLength: 5 }), odd, (steps, other) => {
      const value = changed(plain(full), steps, other);
      return !isSurelyService(value) || z.safeParse(serviceShape(), value).success;
    }),
    { numRuns: 5000 },
  );
});
