import { describe, expect, test } from "@jest/globals";
import { array, assert, constantFrom, property } from "fast-check";
import { unseal } from "../src/model/sealed.ts";
import { reachedInvalid, referenceFacts } from "../src/text/compose-reference.ts";
import { parseComposeTemplate, placesIn } from "../src/text/compose-template.ts";
import { evaluate } from "../src/text/interpolate.ts";
import { shellWith } from "./support/compose-case.ts";

const shell = shellWith({ X: "x", EMPTY: "", UPPER_1: "u" });

function substituted(text: string): string | undefined {
  const { template } = parseComposeTemplate(text);
  const value = evaluate({ state: "template", template }, shell);
  return value.state === "known" ? unseal(value.text) : undefined;
}

describe("what a text becomes", () => {
  test.each([
    ["plain", "plain"],
    ["$X-${X}", "x-x"],
    ["$UPPER_1.$X", "u.x"],
    ["$$X $${X}", "$X ${X}"],
    ["$1 $ $(X) $-", "$1 $ $(X) $-"],
    ["${UNSET:-a} ${EMPTY:-b} ${EMPTY-c}", "a b "],
    ["${X+set} ${UNSET+set} ${EMPTY:+set}", "set  "],
    ["${UNSET-a?b:-c}", "a?b:-c"],
    ["${UNSET:-${ALSO:-$X}}", "x"],
    ['${UNSET:-{"a":{"b":1}}}', '{"a":{"b":1}}'],
    ["${X:-}}", "x}"],
    ["${UNSET:-{}", "{"],
    ["${X:-{} ${X}", "x"],
    ["${UNSET:-}\n}", "\n}"],
    ["${UNSET:?why}", undefined],
    ["${EMPTY:?why}", undefined],
    ["${EMPTY?why}", ""],
  ])("%s", (text, expected) => {
    expect(reachedInvalid(parseComposeTemplate(text).invalid, shell)).toBeUndefined();
    expect(substituted(text)).toBe(expected);
  });
});

test.each([
  ["${}", 0],
  ["a ${1}", 2],
  ["${X!}", 0],
  ["${ X}", 0],
  ["$X ${X", 3],
  ["${X:=d}", 0],
  ["${X:-a\nb}", 0],
  ["${X:-${Y%}}", 5],
])("%j is no template from its dollar on", (text, offset) => {
  expect(parseComposeTemplate(text).invalid.map(({ at }) => at)).toEqual([offset]);
});

test.each([
  ["${X:-${Y.Z}} $X", "x x"],
  ["${UNSET:+${1}}-${X:?${1}}", "-x"],
  ["${UNSET:-${Y.Z}}", undefined],
  ["${X+{/}${X}", undefined],
])("%s is read as far as its variables need it", (text, expected) => {
  const isRefused = reachedInvalid(parseComposeTemplate(text).invalid, shell) !== undefined;
  expect(isRefused ? undefined : substituted(text)).toBe(expected);
});

describe("where the names stand", () => {
  test("in any text", () => {
    const part = constantFrom("$", "{", "}", "X", ":-", "?", " ", "\n", "${X", "${X:-", "é");
    assert(
      property(array(part, { maxLength: 20 }), (parts) => {
        const text = parts.join("");
        for (const { name, at } of parseComposeTemplate(text).uses) expect(text.slice(at, at + name.length)).toBe(name);
      }),
    );
  });

  test.each([
    ["single-quoted YAML", "it''s $X and ${Y}", "it's $X and ${Y}", [7, 15]],
    ["double-quoted YAML", String.raw`\"${"${X}"} \x24 ${"$Y"}`, '"${X} $ $Y', [undefined, undefined]],
    ["a block", "a ${X}\n    b $Y\n", "a ${X}\nb $Y\n", [4, 14]],
  ])("in %s", (_, raw, text, expected) => {
    expect(placesIn(raw, text, parseComposeTemplate(text).uses)).toEqual(expected);
  });
});

test.each([
  ["${X:-${UNSET}}", ["X"]],
  ["${UNSET:-${X}}", ["UNSET", "X"]],
  ["${X:+${Y}} ${UNSET:+${Z}}", ["X", "Y", "UNSET"]],
  ["${X:?${Y}}", ["X"]],
])("in %s only names that are looked up are references", (written, expected) => {
  const place = { source: { path: "compose.yaml", text: written }, start: 0, end: written.length };
  const facts = referenceFacts("A", { written, place, uses: parseComposeTemplate(written).uses }, shell);
  expect(facts.map((fact) => (fact.kind === "reference" ? fact.refers : fact.kind))).toEqual(expected);
});

test.each(["${A:-", "${A:-x}", "${A:-{", "$", "${A:-$x}"])("%s a hundred thousand times takes no more than linear time", (part) => {
  const start = performance.now();
  parseComposeTemplate(part.repeat(100_000) + "}");
  expect(performance.now() - start).toBeLessThan(5000);
});
