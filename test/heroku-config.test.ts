import { expect, test } from "@jest/globals";
import { dotenv } from "../src/formats/dotenv.ts";
import { unseal } from "../src/model/sealed.ts";
import { textAt } from "../src/model/source.ts";
import { absent } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";

function read(path: string, text: string) {
  const spec = dotenv.read(
    { sources: [{ path, text }], options: new Map() },
    { read: (other) => ({ path: other, text: "" }), shell: () => absent },
  );
  return resolve(spec).flatMap(({ entries }) => [...entries]);
}

function valuesOf(path: string, text: string): Record<string, string> {
  return Object.fromEntries(
    read(path, text).map(([name, { value }]) => [name, value.state === "known" ? unseal(value.text) : value.state]),
  );
}

/** Texts and what heroku/cli makes of them, the first five from its own test of `quote`. */
const quoted: readonly (readonly [text: string, printed: string])[] = [
  ["abc", "abc"],
  ["ab$c", "'ab$c'"],
  ["a'bc", `"a'bc"`],
  ["a\nb\nc", String.raw`"a\nb\nc"`],
  [String.raw`foo\nb:ar\bz`, String.raw`'foo\\nb:ar\\bz'`],
  ["", ""],
  ["50%+-/~_", "50%+-/~_"],
  [`{"a": "it's"}`, String.raw`"{\"a\": \"it's\"}"`],
  ['{\n"key": "-----BEGIN\\nMII\\n"}', String.raw`"{\n\"key\": \"-----BEGIN\\nMII\\n\"}"`],
  ["it's $5 `x`!", String.raw`"it's \$5 \`x\`\!"`],
];

test.each(quoted)("%j is read from what heroku config -s prints", (text, printed) => {
  expect(valuesOf("-", `A=${printed}\nB=1\n`)).toEqual({ A: text, B: "1" });
});

test("positions are those of the names", () => {
  const found = read("-", `A=1\nBC="it's \\"x\\""\n`);
  expect(found.map(([, { from }]) => textAt(from[0].at))).toEqual(["A", "BC"]);
});

test.each([
  ["a file", ".env", String.raw`A="it's \"x\""`],
  [
    "a comment",
    "-",
    String.raw`# it
A="it's \"x\""`,
  ],
  ["quotes that Heroku would not set", "-", String.raw`A="say \"x\""`],
  [
    "a value that it would quote",
    "-",
    String.raw`A="it's \"x\""
B=a b`,
  ],
  [
    "a name that stands there twice",
    "-",
    String.raw`B=1
B=2
A="it's \"x\""`,
  ],
  ["export", "-", String.raw`export A="it's \"x\""`],
])("%s is npm dotenv's", (_, path, text) => {
  expect(valuesOf(path, text)["A"]).toContain(String.raw`\"x\"`);
});
