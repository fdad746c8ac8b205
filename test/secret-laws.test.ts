import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { base64Words } from "../src/text/bytes.ts";
import { hasInvisible } from "../src/text/characters.ts";
import { guessBits } from "../src/text/entropy.ts";
import { isKnownDefault } from "../src/text/secrets.ts";

const word = fc.constantFrom("admin", "secret", "password", "my", "key", "test", "postgres");
const leet: Readonly<Record<string, string>> = { o: "0", i: "1" };
const words = fc.array(word, { minLength: 2, maxLength: 5 }).filter((list) => list.join("").length >= 5);
const sign = fc.constantFrom("", "-", "_", "!", "1", "42");

/** What is looked at first to save the rest must never be what decides. */
describe("a first look rejects no text that the whole one takes", () => {
  test("words are known with signs around them, in capitals, and with digits for letters", () => {
    fc.assert(
      fc.property(words, sign, sign, (list, before, after) => {
        const text = list.join("-");
        const spelled = text.replaceAll(/[oi]/g, (letter) => leet[letter] ?? letter);
        const missed = [before + text + after, before + text.toUpperCase() + after, spelled].filter((one) => !isKnownDefault(one));
        expect(missed).toEqual([]);
      }),
    );
  });

  test("printable ASCII comes back from its base64", () => {
    const text = fc.stringMatching(/^[!-~][ -~]{4,60}[!-~]$/);
    fc.assert(fc.property(text, (plain) => expect(base64Words(Buffer.from(plain).toString("base64"))).toBe(plain)));
  });

  test("a hidden character is found wherever it stands", () => {
    const hidden = fc.constantFrom("\u0000", "\u001b", "\u007f", "\u0085", "\u00a0", "\u200b", "\u200d", "\u202e", "\ufeff");
    const text = fc.stringMatching(/^[ -~\n\t]{0,20}$/);
    fc.assert(fc.property(text, hidden, text, (before, character, after) => expect(hasInvisible(before + character + after)).toBe(true)));
    fc.assert(fc.property(text, (plain) => expect(hasInvisible(plain)).toBe(false)));
  });

  test("bits are counted as far as is asked, and no less", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 120 }), (text, enough) => {
        expect(guessBits(text, enough) >= enough).toBe(guessBits(text) >= enough);
      }),
    );
  });
});
