import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { absent, known, opaque, unknown } from "../src/model/value.ts";
import { cases } from "./sign-cases.ts";
import { echo, shows, type SignId, signs } from "../src/signs/index.ts";

describe("signs", () => {
  const rows = signs.flatMap(({ id }) => [
    ...cases[id].yes.map((text) => [id, text, true] as const),
    ...cases[id].no.map((text) => [id, text, false] as const),
  ]);
  test.each(rows.map(([id, text, expected]) => [id, text.slice(0, 60), expected, text] as const))(
    "%s of %j is %s",
    (id, _shown, expected, text) => {
      expect(shows(known(text), id)).toBe(expected);
    },
  );

  test.each([opaque("secret auth"), unknown("not here"), absent])("nothing is told of a value that is $state", (value) => {
    expect(signs.filter(({ id }) => shows(value, id))).toEqual([]);
  });

  test("random secrets are neither weak, nor known, nor placeholders", () => {
    const alphabet = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    const secret = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 16, maxLength: 64 }).filter((text) => new Set(text).size > 9);
    const hex = fc
      .string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), minLength: 16, maxLength: 64 })
      .filter((text) => new Set(text).size > 7);
    fc.assert(
      fc.property(fc.oneof(secret, hex), (text) => {
        const alarms: readonly SignId[] = ["weak", "known-default", "placeholder", "sentinel", "unresolved-template", "reference"];
        expect(alarms.filter((id) => shows(known(text), id))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  const pieces = [
    "a",
    "1",
    "A_",
    "$",
    "$A",
    "{{",
    "{{ a",
    "${",
    "<",
    "<%",
    "@@a",
    "%%",
    "eyJ",
    "eyJa.",
    "x",
    " ",
    "-",
    "ghp_",
    "://",
    ":",
    "\u200d",
    "\r\n",
    "é",
    "AKIA",
  ];
  test.each(signs.map(({ id }) => id))("%s is quick with a large text", (id) => {
    for (const piece of pieces) {
      const values = [piece.repeat(1_000_000 / piece.length), `https://${piece.repeat(1_000_000 / piece.length)}@`].map(known);
      const start = performance.now();
      for (const value of values) shows(value, id);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });

  test.each([
    ["GOOGLE_API_KEY_VAL", "GOOGLE_API_KEY", "mark"],
    ["API_DOCKER_TAG", "DOCKER_TAG", "name"],
    ["GOOGLE_API_KEY", "GOOGLE_API_KEY", "name"],
    ["monitoring_password", "POSTGRES_MONITORING_PASSWORD", "words"],
    ["tianji", "TIANJI_TOKEN", "words"],
    ["RS256", "JWT_ALGORITHM", undefined],
    ["production", "NODE_ENV", undefined],
    ["OTHER_API_KEYRING", "API_KEY", undefined],
    ["3rudr4SvUQviN2SAtoKFbz9jCGsG4S7r", "API_KEY", undefined],
    ["correct-horse-battery-password", "MONITORING_PASSWORD", undefined],
  ])("%s echoes %s as %s", (text, name, expected) => {
    expect(echo(known(text), name)).toBe(expected);
  });
});
