import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { compilePattern } from "../src/text/pattern.ts";

describe("patterns", () => {
  test.each(["^(a+)+$", "^(a|a)*$", "(a*)*b", "^(.*a){20}$", "a+a+a+a+$", "^[a-z]+[a-y]+$", "(x+x+)+y"])("%s takes linear time", (text) => {
    const found = compilePattern(text);
    if ("error" in found) throw new Error(found.error);
    const hostile = `${"a".repeat(1023)}!`;
    found.test(hostile);
    const start = performance.now();
    found.test(hostile);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test.each([
    ["(?=a)", "lookahead and lookbehind are not part of RE2 syntax"],
    ["(?<!a)b", "lookahead and lookbehind are not part of RE2 syntax"],
    ["(a)\\1", "back-references are not part of RE2 syntax"],
    ["a{2,1}", "it is not RE2 syntax"],
    ["(", "it is not RE2 syntax"],
    ["(".repeat(5000), "it is longer than 2048 characters"],
    ["(".repeat(2000), "it is not RE2 syntax"],
  ])("%# is refused", (text, error) => {
    expect(compilePattern(text)).toEqual({ error });
  });

  test("the native and the RE2 engine agree", () => {
    const atom = fc.constantFrom("a", "b", ".", "\\d", "\\w", "\\s", "\\.", "[ab]", "[^a]", "[0-9-]", "[\\w.]", "\\S", "-", " ");
    const piece = fc.tuple(atom, fc.constantFrom("", "", "?", "*", "+", "{2}", "{1,2}", "{2,}")).map((parts) => parts.join(""));
    const pattern = fc
      .tuple(fc.constantFrom("^", ""), fc.array(piece, { maxLength: 4 }), fc.constantFrom("$", ""))
      .map(([start, pieces, end]) => start + pieces.join("") + end);
    const text = fc.string({
      unit: fc.constantFrom("a", "b", "c", "1", ".", "-", " ", "\n", "\r", "\u2028", "é", "\u{1f600}"),
      maxLength: 8,
    });
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        const [quick, slow] = [compilePattern(source), compilePattern(`(?:${source})`)];
        expect("test" in quick && quick.test(value)).toBe("test" in slow && slow.test(value));
      }),
      { numRuns: 3000 },
    );
  });
});
