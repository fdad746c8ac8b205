import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { dump, FAILSAFE_SCHEMA, loadAll } from "js-yaml";
import { type Node, yamlDocuments } from "../src/text/yaml.ts";
import { readPlainBlocks } from "../src/text/yaml-block.ts";

/** A tree as FAILSAFE_SCHEMA would load it: every scalar is a string. */
function plain(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "scalar") return node.text;
  if (node.kind === "sequence") return node.items.map(plain);
  return Object.fromEntries(node.pairs.map(({ key, value }) => [String(plain(key)), plain(value)]));
}

function quick(text: string): Node | undefined {
  return readPlainBlocks(text, 0, text.length);
}

function scalarsIn(node: Node): Node[] {
  if (node.kind === "scalar") return [node];
  return (node.kind === "sequence" ? node.items : node.pairs.flatMap(({ key, value }) => [key, value])).flatMap(scalarsIn);
}

const taken = [
  "a: b",
  "a:\n  b: c # comment\n  d: # none\n  e:\nf: g\n",
  "a:\n- b: 1\n  c: 2\n-\n- - x\n  - y\n",
  "a:\n  - b\n\n  # comment\n  - 'c d'\n  - \"e\"\n",
  "a: |\n  one\n\n    two\n  three\n\nb: |-\n  x\nc: y",
  "- |\n  text\n- b\n",
  "a: {b: c, d: [e, 'f', {}], \"g\": h}\nb: []\n",
  "---\n# comment\na: http://x/y#z\nb: -1\nc: a 'b' {c} & d\n",
  "'a': 1\n\"b c\": 2\n",
  "a: é\n",
];

test.each(taken)("takes %j, as the whole parser does", (text) => {
  const root = quick(text);
  expect(root).toBeDefined();
  expect(plain(root)).toEqual(loadAll(text, { schema: FAILSAFE_SCHEMA })[0]);
});

test.each([
  "",
  "# only a comment",
  "plain",
  "a: &x b",
  "a: *x",
  "a: !!str b",
  "<<: {a: b}",
  "? a\n: b",
  "a: >\n  folded\n",
  "a: |+\n  kept\n",
  "a: |2\n   x\n",
  "a: b\n  c",
  'a: "b\n  c"',
  'a: "\\n"',
  "a: 'it''s'",
  "a: b: c",
  "a: [b,\n  c]",
  "a: {b}",
  "a:\tb",
  "a: b\r\n",
  "a: 1\n b: 2\n",
  "  a: 1\nb: 2\n",
  "a:\n  b\n",
  "a: @b",
  "a: 'b' c",
  "%YAML 1.2\n---\na: b",
  "a: b\n...\n",
  "a: |\nb: c\n",
  `${"- ".repeat(80)}a`,
])("leaves %j to the whole parser", (text) => {
  expect(quick(text)).toBeUndefined();
});

describe("whatever is dumped", () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9 :#'"\n{}[\],|>&*!%-]{0,12}$/));
  const value = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, text, fc.array(tie("node"), { maxLength: 4 }), fc.dictionary(text, tie("node"), { maxKeys: 4 })),
  })).node;

  test("is read back, and places point at their text", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_.-]{1,8}$/), value), fc.constantFrom(-1, 1), (data, flowLevel) => {
        const yaml = dump(data, { schema: FAILSAFE_SCHEMA, flowLevel });
        const documents = [...yamlDocuments({ path: "a.yaml", text: yaml })];
        expect(documents.map(({ root }) => plain(root))).toEqual(loadAll(yaml, { schema: FAILSAFE_SCHEMA }));
        for (const node of quick(yaml) === undefined
          ? []
          : scalarsIn(documents[0]?.root ?? { kind: "sequence", start: 0, end: 0, tag: undefined, items: [] })) {
          if (node.kind === "scalar" && node.style !== "block") expect(yaml.slice(node.start, node.end)).toBe(node.text);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test("arbitrary lines are read as the whole parser reads them, or left to it", () => {
  const line = fc.stringMatching(/^ {0,4}(?:- )?(?:[ab]: ?)?(?:[ab]|"a"|'b'|\||\{a: b\}|\[a, b\]|#c| #c)?$/);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const yaml = lines.join("\n");
      const root = quick(yaml);
      if (root !== undefined) expect(documentsOf(yaml)).toEqual([plain(root)]);
    }),
    { numRuns: 3000 },
  );
});

/** Duplicate keys are an error to `loadAll` and not to us: the last one counts. */
function documentsOf(yaml: string): unknown[] {
  try {
    return loadAll(yaml, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    if (error instanceof Error && error.message.includes("duplicated mapping key")) return [plain(quick(yaml))];
    throw error;
  }
}
