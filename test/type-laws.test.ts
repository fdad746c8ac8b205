import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { ReaderId } from "../src/model/schema.ts";
import { types } from "../src/types/index.ts";
import { judge } from "../src/types/judge.ts";

describe("laws", () => {
  const readers: readonly ReaderId[] = ["strict", "django-environ", "python-bool", "pydantic", "node", "go-strconv", "spring", "rails"];
  /** All that messages may say: what they say of the examples. */
  const vocabulary = types
    .flatMap((type) =>
      readers.flatMap((reader) => ["", "?", ...type.examples.bad].map((text) => judge(text, { type, constraints: {} }, reader))),
    )
    .map((complaint) => `${complaint?.message ?? ""} ${complaint?.help ?? ""}`)
    .join("\n");
  const samples = types.flatMap((type) => [...type.examples.good, ...type.examples.bad]);
  const canary = fc.string({ minLength: 0, maxLength: 40 });
  const text = fc.oneof(
    fc.tuple(fc.constantFrom(...samples), fc.nat(60), canary).map(([sample, at, piece]) => sample.slice(0, at) + piece + sample.slice(at)),
    fc.string({ unit: "binary", maxLength: 60 }),
    canary,
  );

  test.each(types.map((type) => [type.id, type] as const))("%s never tells a value, and never throws", (_id, type) => {
    fc.assert(
      fc.property(text, fc.constantFrom(...readers), (value, reader) => {
        const complaint = judge(value, { type, constraints: {} }, reader);
        const said = `${complaint?.message ?? ""} ${complaint?.help ?? ""}`;
        for (let at = 0; at + 4 <= value.length; at += 1) {
          const part = value.slice(at, at + 4);
          if (said.includes(part)) expect(vocabulary).toContain(part);
        }
        const length = String(value.length);
        if (value.length > 9 && said.includes(length)) expect(vocabulary).toContain(length);
      }),
      { numRuns: 400 },
    );
  });

  const large = [
    "a",
    "1",
    ".",
    "-",
    "/",
    ":",
    "@",
    "[",
    "{",
    "(",
    "%",
    "$",
    "=",
    ",",
    "<",
    " ",
    "\n",
    "\\",
    "a.",
    "x=",
    "-----BEGIN ",
    "{{ ",
    "${",
    "é",
  ];
  test.each(types.map((type) => [type.id, type] as const))("%s is quick with a large text", (_id, type) => {
    for (const piece of large) {
      const value = piece.repeat(1_000_000 / piece.length);
      const start = performance.now();
      judge(value, { type, constraints: {} }, "strict");
      judge(`https://${value}`, { type, constraints: {} }, "django-environ");
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});
