import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { sanitise, sanitiseJson } from "../src/text/sanitise.ts";
import { isRunnerCommand } from "./runner-commands.ts";

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const pieces = [
  "::",
  ":",
  " ",
  "##[",
  "##vso[",
  "]",
  "#",
  "error",
  "\u00A0",
  "\r",
  "\n",
  "\u001B[31m",
  "\u202E",
  "\u200B",
  "\uFEFF",
  "\uD800",
  "\u{E0041}",
  "é",
  "日",
];
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join("")),
);

test.each([
  ["plain text stays", "DATABASE_URL is not set", "DATABASE_URL is not set"],
  ["letters of every script stay", "café 日本", "café 日本"],
  ["a terminal escape", "\u001B]8;;http://evil\u0007x", String.raw`\x1b]8;;http://evil\x07x`],
  ["line breaks and tabs", "a\r\nb\tc", String.raw`a\r\nb\tc`],
  ["C1 and DEL", "\u009B2J\u007F", String.raw`\x9b2J\x7f`],
  ["text that runs backwards", "a\u202Eb\u2066c", String.raw`a\u202eb\u2066c`],
  ["nothing that is something", "a\u200Bb\uFEFFc\u00AD", String.raw`a\u200bb\ufeffc\xad`],
  ["line separators", "a\u2028b\u2029", String.raw`a\u2028b\u2029`],
  ["a character beyond the basic plane", "a\u{E0041}", String.raw`a\u{e0041}`],
  ["half a character", "a\uD800b", String.raw`a\ud800b`],
  ["a workflow command", "::error::x", String.raw`\x3a:error::x`],
  ["one behind spaces", "a ::set-env name=A::b", String.raw`a \x3a:set-env name=A::b`],
  ["one of the old kind, anywhere", "a##[command]b", String.raw`a#\x23[command]b`],
  ["one of Azure's", "##vso[task.setvariable]", String.raw`#\x23vso[task.setvariable]`],
  ["two colons inside a word", "std::string", "std::string"],
])("sanitise: %s", (_what, text, shown) => {
  expect(sanitise(text)).toBe(shown);
});

test("nothing hidden survives, nothing becomes a command, and once is enough", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const shown = sanitise(text);
      expect(shown).not.toMatch(hidden);
      expect(shown.split(" ").some((_, index, words) => isRunnerCommand(words.slice(index).join(" ")))).toBe(false);
      expect(sanitise(shown)).toBe(shown);
    }),
  );
});

test("sanitised JSON is the same document", () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, fc.array(hostile)), (value) => {
      const json = sanitiseJson(JSON.stringify(value, undefined, 2));
      expect(JSON.parse(json)).toEqual(value);
      expect(json.replaceAll("\n", "")).not.toMatch(hidden);
      expect(json.split("\n").some(isRunnerCommand)).toBe(false);
    }),
  );
});
