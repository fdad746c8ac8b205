import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { excerptOf } from "../src/text/excerpt.ts";
import { widthOf } from "../src/text/width.ts";

const wide = 80;

/** The part between the brackets `⟦⟧` is the span. */
function excerpt(marked: string, room = wide): { readonly shown: string; readonly carets: string } {
  const [start, end] = [marked.indexOf("⟦"), marked.indexOf("⟧") - 1];
  const source = { path: "x", text: marked.replaceAll(/[⟦⟧]/g, "") };
  const { text, offset, length } = excerptOf({ source, start, end }, room);
  return { shown: text, carets: " ".repeat(offset) + "^".repeat(length) };
}

test.each([
  ["a variable of an env file", "⟦PORT⟧=8080", "PORT=***", "^^^^"],
  ["one without a value", "⟦PORT⟧=", "PORT=", "^^^^"],
  ["one that is exported", "export ⟦PORT⟧=8080", "export PORT=***", "       ^^^^"],
  ["a key of YAML", "a: 1\n    ⟦PORT⟧: 8080\nb: 2", "    PORT: ***", "    ^^^^"],
  ["a key with its value below", "  ⟦env⟧:\n    A: 1", "  env:", "  ^^^"],
  ["a quoted key", `  "⟦PORT⟧": 8080`, `  "PORT": ***`, "   ^^^^"],
  ["an item of a list", "  - ⟦PORT⟧=8080", "  - PORT=***", "    ^^^^"],
  ["a name in a list", "  - name: ⟦PORT⟧", "  - name: PORT", "          ^^^^"],
  ["a name in a flow mapping", "  - { name: ⟦PORT⟧, value: 8080 }", "  - { name: PORT …", "            ^^^^"],
  ["a name in quotes", "  - name: '⟦PORT⟧'", "  - name: 'PORT'", "           ^^^^"],
  ["a reference in flow style", "- secretRef: { name: ⟦auth⟧ }", "- secretRef: { name: auth }", "                     ^^^^"],
  ["an instruction of a Dockerfile", "ENV ⟦PORT⟧=8080 TOKEN=hush", "ENV PORT=***", "    ^^^^"],
  ["the second name of an instruction", "ENV TOKEN=hush ⟦PORT⟧=8080", "…PORT=***", " ^^^^"],
  ["a reference inside a value", "  URL: http://u:hush@${⟦HOST⟧}/x", "  …HOST …", "   ^^^^"],
  ["the path of a file", "    env_file: ⟦./auth.env⟧", "    env_file: ./auth.env", "              ^^^^^^^^^^"],
  ["the option of a target", "prod: ⟦Dockerfile?build-arg=A=hush&target=x⟧", "…Dockerfile?build-arg=A=***&target=x", ` ${"^".repeat(35)}`],
  ["a span over several lines", "  ⟦env:\n    A: 1⟧", "  env:", "  ^^^^"],
  ["an empty span before a value", "⟦⟧PORT=8080", "…", "^"],
  ["Windows line ends", "A=1\r\n⟦B⟧=2\r\n", "B=***", "^"],
  ["the first character is a line break", "⟦⟧\nA=1", "", "^"],
  ["tabs", "\t⟦PORT⟧: 1", " PORT: ***", " ^^^^"],
  ["wide characters", "⟦名前⟧=1", "名前=***", "^^^^"],
  ["hidden characters", "⟦PO\u200BRT⟧=1", String.raw`PO\u200bRT=***`, "^^^^^^^^^^"],
])("%s", (_what, marked, shown, carets) => {
  expect(excerpt(marked)).toEqual({ shown, carets });
});

test.each([
  ["indentation goes first", `${" ".repeat(40)}⟦PORT⟧: 1`, `${" ".repeat(15)}PORT: ***`],
  ["then the end of the span", `  ⟦${"A".repeat(90)}⟧=1`, `${"A".repeat(19)}…=***`],
])("in 24 columns %s", (_what, marked, shown) => {
  expect(excerpt(marked, 24).shown).toBe(shown);
});

test("nothing but the span and the syntax around it is ever shown", () => {
  const syntax = ["- ", "name: ", "export ", " ", '"', "'", "{", ": ", "=", ", ", "\t", "\r", "#", "$", "}"];
  const around = fc
    .array(fc.oneof(fc.constantFrom(...syntax), fc.string({ unit: fc.constantFrom("é", "ü", "7"), minLength: 1 })))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(around, fc.stringMatching(/^[A-Z_]{1,12}$/), around, fc.integer({ min: 24, max: 100 }), (before, name, after, room) => {
      const source = { path: "x", text: `${before}${name}${after}` };
      const { text, offset, length } = excerptOf({ source, start: before.length, end: before.length + name.length }, room);
      expect(text).not.toMatch(/[éü7]/);
      expect(text.slice(offset, offset + length)).toBe(name);
      expect(widthOf(text)).toBeLessThanOrEqual(Math.max(room, widthOf(text.trimStart())));
    }),
  );
});
