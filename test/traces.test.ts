import { expect, test } from "@jest/globals";
import { assert, nat, property, string } from "fast-check";
import { Sealed } from "../src/model/sealed.ts";
import { retraced, tracesOf } from "../src/text/traces.ts";

const text = 'a = get("KEY", "one\\ntwo")\nb = "KEY"\n';

test.each([
  ["a b", 1_000_000, [0, 2, 27, 28]],
  ["KEY", 9, [9, 12]],
  ["KEY", 20, [32, 35]],
  ["KEY", 36, [9, 12]],
  ["", 4, [4, 4]],
  ["one\ntwo", 0, [16, 19, 26, 27, 21, 24]],
  ["zzz", 0, undefined],
])("%j from %i on stands at %j", (wanted, near, expected) => {
  expect(tracesOf(wanted, text, near)).toEqual(expected);
  expect(tracesOf(new Sealed(wanted), text, near)).toEqual(expected);
  if (expected !== undefined) expect(retraced(expected, text)).toBe(wanted);
});

test("what is traced comes out again", () => {
  assert(
    property(string(), string(), nat(), (wanted, within, near) => {
      const traces = tracesOf(wanted, within, near);
      const isMissing = Array.from({ length: wanted.length }, (_, at) => wanted.charAt(at)).some((one) => !within.includes(one));
      expect(traces === undefined).toBe(isMissing);
      if (traces !== undefined) expect(retraced(traces, within)).toBe(wanted);
    }),
  );
});

test("a long text in a large one is given up, not searched for ever", () => {
  expect(tracesOf("ab".repeat(500_000), "a b ".repeat(250_000), 0)).toBeUndefined();
});
