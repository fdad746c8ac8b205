import { describe, expect, test } from "@jest/globals";
import { textAt } from "../src/model/source.ts";
import { tomlDocument } from "../src/text/platform/toml.ts";
import type { Node } from "../src/text/yaml.ts";

/** What a tree comes to; a value that is no text stands in angle brackets. */
function shown(node: Node | undefined): unknown {
  if (node?.kind === "mapping") return Object.fromEntries(node.pairs.map(({ key, value }) => [shown(key), shown(value)]));
  if (node?.kind === "sequence") return node.items.map(shown);
  return node?.style === "plain" && !/^[A-Za-z_-]+$/.test(node.text) ? `<${node.text}>` : node?.text;
}

function read(text: string): ReturnType<typeof tomlDocument> {
  return tomlDocument({ path: "x.toml", text });
}

test.each<[string, string, unknown]>([
  ["nothing", "", {}],
  ["a byte order mark, comments and CRLF", "\uFEFF# c\r\na = 'x' # d\r\n\r\n", { a: "x" }],
  ["bare, quoted and dotted keys", 'a-b = "1"\n"c d" = "2"\n\'e\' . "f".g = "3"\n', { "a-b": "1", "c d": "2", e: { f: { g: "3" } } }],
  ["escapes", String.raw`a = "\b\t\n\f\r\e\"\\\u0041\U0001F600\x41"`, { a: '\b\t\n\f\r\u001b"\\A😀A' }],
  ["no escapes in single quotes", String.raw`a = '\n'`, { a: String.raw`\n` }],
  ["three quotes, with quotes inside and at the end", 'a = """\none ""two""""', { a: 'one ""two"' }],
  ["lines that are folded", 'a = """one \\  \n\n   two"""', { a: "one two" }],
  ["three single quotes", "a = '''\n\\n '' '''", { a: "\\n '' " }],
  [
    "numbers, dates and booleans as they are written",
    "a = [+1, 0x1F, 0o7, 0b1, 1_000, 1.5e3, -inf, nan, true, 1]",
    { a: ["<+1>", "<0x1F>", "<0o7>", "<0b1>", "<1_000>", "<1.5e3>", "-inf", "nan", "true", "<1>"] },
  ],
  [
    "dates and times",
    "a = [1979-05-27, 07:32:00, 1979-05-27 07:32:00Z, 1979-05-27T00:32:00.5-07:00]",
    { a: ["<1979-05-27>", "<07:32:00>", "<1979-05-27 07:32:00Z>", "<1979-05-27T00:32:00.5-07:00>"] },
  ],
  ["lists over lines", "a = [ # c\n  'x',\n  ['y'], # d\n]\n", { a: ["x", ["y"]] }],
  ["inline tables, over lines too", "a = { b = 'x', c.d = 'y',\n e = {} }", { a: { b: "x", c: { d: "y" }, e: {} } }],
  ["tables in any order", "[a.b]\nx = '1'\n[a]\ny = '2'\n[ c ]\n", { a: { b: { x: "1" }, y: "2" }, c: {} }],
  ["lists of tables", "[[a]]\nx = '1'\n[a.b]\ny = '2'\n[[a]]\nx = '3'\n", { a: [{ x: "1", b: { y: "2" } }, { x: "3" }] }],
  ["a table below one of dotted keys", "[a]\nb.c = '1'\n[a.b.d]\n", { a: { b: { c: "1", d: {} } } }],
  [
    "names of prototypes",
    "__proto__ = 'x'\n[constructor]\n",
    Object.fromEntries([
      ["__proto__", "x"],
      ["constructor", {}],
    ]),
  ],
])("%s", (_name, text, expected) => {
  const { root, problems } = read(text);
  expect(problems).toEqual([]);
  expect(shown(root)).toEqual(expected);
});

test("keys stand where they are written, and a table covers its header and what is below it", () => {
  const source = { path: "x.toml", text: "[env]\nA = 'x'\n\"B C\" = 'y'\n\n[other]\n" };
  const { root } = tomlDocument(source);
  const env = root?.kind === "mapping" ? root.pairs[0] : undefined;
  const keys = env?.value.kind === "mapping" ? env.value.pairs.map(({ key }) => textAt({ source, ...key })) : [];
  expect([textAt({ source, ...(env?.key ?? { start: 0, end: 0 }) }), ...keys]).toEqual(["env", "A", "B C"]);
  expect(textAt({ source, ...(env?.value ?? { start: 0, end: 0 }) })).toBe("[env]\nA = 'x'\n\"B C\" = 'y'");
});

describe("what is no TOML is a problem at its place", () => {
  test.each([
    ["a key alone", "a\n", 1, "an equals sign"],
    ["no key", "= 1", 0, "a key"],
    ["no value", "a =\n", 3, "a value"],
    ["a bare value", "a = x", 4, "a value"],
    ["two on a line", "a = 1 b = 2", 6, "the end of the line"],
    ["a string over lines", 'a = "x\n"', 6, "the end of a string"],
    ["a control character in a string", "a = 'x\u0001'", 6, "the end of a string"],
    ["an escape that is none", String.raw`a = "\q"`, 5, "the end of a string"],
    ["half of a character", String.raw`a = "\ud800"`, 11, "the end of a string"],
    ["three quotes that do not end", 'a = """x', 8, "the end of a string"],
    ["a list that does not end", "a = [1, 2", 9, "a comma or the end of the list"],
    ["a list without commas", "a = [1 2]", 7, "a comma or the end of the list"],
    ["a header that does not end", "[a\n", 2, "a closing bracket"],
    ["half a header of a list", "[[a]\n", 3, "two closing brackets"],
    ["a leading zero", "a = 012", 4, "a value"],
    ["a lone carriage return", "a = 1\rb = 2", 5, "the end of the line"],
    ["levels beyond a hundred", `a = ${"[".repeat(101)}`, 104, "at most 100 levels"],
    ["a key of too many parts", `a${".a".repeat(101)} = 1`, 202, "at most 100 levels"],
  ])("%s", (_name, text, start, expected) => {
    const { root, problems } = read(text);
    expect(root).toBeUndefined();
    expect(problems.map(({ at, message }) => [at?.start, message])).toEqual([[start, `the TOML cannot be read: expected ${expected}`]]);
  });

  test.each([
    ["a key", "a = 1\na = 2", 6],
    ["a quoted key", "a = 1\n'a' = 2", 7],
    ["a table", "[a]\n[a]", 5],
    ["a table over a value", "a = 1\n[a]", 7],
    ["a table within a value", "a = 1\n[a.b]", 7],
    ["a table over dotted keys", "a.b = 1\n[a]", 9],
    ["a dotted key into a table of its own", "[a.b]\n[a]\nb.c = 1", 10],
    ["a dotted key into a value", "a = {}\na.b = 1", 7],
    ["a list of tables over a table", "[a]\n[[a]]", 6],
    ["a table over a list of tables", "[[a]]\n[a]", 7],
    ["a list of tables over a list", "a = []\n[[a]]", 9],
    ["a key of an inline table", "a = {b = 1, b.c = 2}", 12],
  ])("%s that is set twice", (_name, text, start) => {
    expect(read(text).problems.map(({ at, message }) => [at?.start, message])).toEqual([
      [start, "the TOML cannot be read: this key is set twice"],
    ]);
  });
});

test("a hundred levels are read, and five million characters in time that grows with them", () => {
  expect(read(`a = ${"[".repeat(99)}1${"]".repeat(99)}`).problems).toEqual([]);
  const started = performance.now();
  const long = 5_000_000;
  const texts = [
    `a = "${"x".repeat(long)}"`,
    `a = """${'" '.repeat(long / 2)}"""`,
    `a = """\\${" ".repeat(long)}`,
    `a = ${"1_".repeat(long / 2)}`,
    "a.".repeat(long / 2),
    "{a=".repeat(long / 4),
    "\n".repeat(long),
    "#".repeat(long),
    Array.from({ length: 50_000 }, (_, index) => `[a${String(index)}]\nb = 'c'`).join("\n"),
    Array.from({ length: 50_000 }, (_, index) => `a${String(index)} = 'c'`).join("\n"),
  ];
  for (const text of texts) read(text);
  expect(performance.now() - started).toBeLessThan(15_000);
});
