import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { beforeAll, expect, test } from "@jest/globals";
import { Language, Parser, type TreeCursor } from "web-tree-sitter";
import { z } from "zod";
import {
  ancestorOf,
  childOf,
  childrenOf,
  descendantAt,
  descendants,
  GRAMMARS,
  type Node,
  namedChildren,
  type Parsers,
  textOf,
} from "../src/scan/tree.ts";
import { loadParsers } from "../src/shell/parsers.ts";

let parsers: Parsers;
beforeAll(async () => {
  parsers = await loadParsers(GRAMMARS);
});
const folder = join(import.meta.dirname, "../dist/grammars");

/** Code that names KEY once, and the nodes from there to the root. */
const samples = {
  bash: ['echo "${KEY:-x}"', "variable_name expansion string command program"],
  c_sharp: [
    'var a = Environment.GetEnvironmentVariable("KEY") ?? "x";',
    "string_literal_content string_literal argument argument_list invocation_expression binary_expression variable_declarator " +
      "variable_declaration local_declaration_statement global_statement compilation_unit",
  ],
  elixir: ['System.get_env("KEY", "x")', "quoted_content string arguments call source"],
  go: [
    'package a\nvar b = os.Getenv("KEY")\n',
    "interpreted_string_literal_content interpreted_string_literal argument_list call_expression expression_list var_spec var_declaration source_file",
  ],
  java: [
    'class A { String b = System.getenv("KEY"); }',
    "string_fragment string_literal argument_list method_invocation variable_declarator field_declaration class_body class_declaration program",
  ],
  kotlin: [
    'val a = System.getenv("KEY") ?: "x"',
    "string_content string_literal value_argument value_arguments call_expression binary_expression property_declaration source_file",
  ],
  php: [
    "<p><?php $a = env('KEY', 'x'); ?></p>",
    "string_content string argument arguments function_call_expression assignment_expression expression_statement program",
  ],
  python: ['a = os.environ["KEY"] or "x"', "string_content string subscript boolean_operator assignment expression_statement module"],
  ruby: ["a = ENV.fetch('KEY') { 'x' }", "string_content string argument_list call assignment program"],
  rust: [
    'fn a() { env::var("KEY").unwrap(); }',
    "string_content string_literal arguments call_expression field_expression call_expression expression_statement block function_item source_file",
  ],
  tsx: [
    "const a = <b c={process.env.KEY} />;",
    "property_identifier member_expression jsx_expression jsx_attribute jsx_self_closing_element variable_declarator lexical_declaration program",
  ],
  typescript: [
    "const a = <string>process.env.KEY!;",
    "property_identifier member_expression type_assertion non_null_expression variable_declarator lexical_declaration program",
  ],
} as const;

function lineage(node: Node | null): readonly string[] {
  return node === null ? [] : [node.type, ...lineage(node.parent)];
}

test.each(GRAMMARS)("%s is read", (id) => {
  const [text, expected] = samples[id];
  const tree = parsers.parse(id, text);
  expect(lineage(descendantAt(tree.root, text.indexOf("KEY"))).join(" ")).toBe(expected);
  expect(tree.errors).toEqual([]);
});

/** What the trees of some grammars leave out. */
const punctuation = /^[,;.()[\]{}]$/;
const keywords = /^(?:[,;.()[\]{}"'`:]|\$\{|=>|const|await|async|from|return|if)$/;
const silent: ReadonlyMap<string, RegExp> = new Map([
  ["go", punctuation],
  ["python", punctuation],
  ["tsx", keywords],
  ["typescript", keywords],
]);

type Row = readonly [depth: number, type: string, field: string | null, named: boolean, start: number, end: number];

function rowsOf(parser: Parser, text: string): readonly Row[] {
  const tree = parser.parse(text);
  if (tree === null) return [];
  const cursor = tree.walk();
  const rows = [...rowsBelow(cursor, 0)];
  // One that is left to the garbage collector frees whatever cursor the runtime is at by then.
  cursor.delete();
  tree.delete();
  return rows;
}

function* rowsBelow(cursor: TreeCursor, depth: number): Generator<Row> {
  yield [depth, cursor.nodeType, cursor.currentFieldName, cursor.nodeIsNamed, cursor.startIndex, cursor.endIndex];
  if (!cursor.nodeIsNamed || !cursor.gotoFirstChild()) return;
  do yield* rowsBelow(cursor, depth + 1);
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
}

test.each(GRAMMARS)("the copy of a tree of %s says what the cursor of web-tree-sitter says", async (id) => {
  const parser = new Parser().setLanguage(await Language.load(brotliDecompressSync(readFileSync(join(folder, `${id}.wasm.br`)))));
  for (const text of [...Object.values(samples).map(([sample]) => sample), "a not in b; 😀 = (", ""]) {
    const copied = [...descendants(parsers.parse(id, text).root)];
    const rows = copied.map((node): Row => [lineage(node).length - 1, node.type || "ERROR", node.field, node.named, node.start, node.end]);
    const isKept = ([, type, , named]: Row): boolean => named || silent.get(id)?.test(type) !== true;
    expect(rows).toEqual(rowsOf(parser, text).filter(isKept));
  }
  parser.delete();
});

test.each([
  ["an emoji", 'a = "😀"; KEY'],
  ["a byte order mark", "\uFEFFa = 1; KEY"],
  ["more emoji than the runtime takes at once", `a = "${"😀".repeat(30_000)}"; KEY`],
  ["the same, shifted by half an emoji", `aa = "${"😀".repeat(30_000)}"; KEY`],
  ["half an emoji", 'a = "\uD83D"; KEY'],
  ["NUL", 'a = "\0"; KEY'],
  ["Windows line ends", "a = 1\r\nKEY"],
])("offsets are UTF-16 units behind %s", (_, text) => {
  for (const id of ["python", "ruby", "tsx", "typescript"] as const) {
    const tree = parsers.parse(id, text);
    expect(textOf(tree, descendantAt(tree.root, text.indexOf("KEY")))).toBe("KEY");
    expect(tree.root.end).toBe(text.length);
    expect(tree.text).toBe(text);
  }
});

test("fields, operators and the way up are there", () => {
  const tree = parsers.parse("python", "f(a, b=1) or 2");
  const [statement] = namedChildren(tree.root);
  const [either] = statement?.children ?? [];
  if (either === undefined) throw new Error("no expression");
  expect(either.children.map(({ type, field, named }) => [type, field, named])).toEqual([
    ["call", "left", true],
    ["or", "operator", false],
    ["integer", "right", true],
  ]);
  const call = childOf(either, "left");
  const list = call && childOf(call, "arguments");
  expect(list?.children.map((node) => textOf(tree, node))).toEqual(["a", "b=1"]);
  expect(list && ancestorOf(list, new Set(["module", "boolean_operator"]))).toBe(either);
  expect(ancestorOf(tree.root, new Set(["module"]))).toBeUndefined();
  const imported = parsers.parse("python", "from a import b, c");
  const [from] = imported.root.children;
  expect(from && childrenOf(from, "name").map((node) => textOf(imported, node))).toEqual(["b", "c"]);
});

test.each([
  ["python", "something that belongs nowhere", "a = 1\nb = )\nKEY = 2\n", [10]],
  ["go", "something that is missing", "package a\nfunc b() {\n\tKEY = (1\n}\n", [30]],
] as const)("%s with %s still has a tree", (id, _, text, errors) => {
  const tree = parsers.parse(id, text);
  expect(tree.errors).toEqual(errors);
  expect(descendantAt(tree.root, text.indexOf("KEY")).type).toBe("identifier");
});

test("a tree may be very deep", () => {
  const depth = 100_000;
  const { root } = parsers.parse("go", `package a\nvar b = ${"(".repeat(depth)}KEY${")".repeat(depth)}\n`);
  let levels = 0;
  for (let node: Node | null = descendantAt(root, 18 + depth); node !== null; node = node.parent) levels += 1;
  expect(levels).toBeGreaterThan(depth);
  expect([...descendants(root)].length).toBeGreaterThan(depth);
});

test.each([
  ["long", "python", "${".repeat(500_000), 20],
  ["much memory", "typescript", "(a,".repeat(333_333), 60_000],
] as const)("what takes too %s is given up, and what comes next is read", async (_, id, junk, patience) => {
  const limited = await loadParsers([id], patience);
  expect(limited.parse(id, junk)).toMatchObject({ root: { type: "ERROR", children: [], end: junk.length }, errors: [0] });
  expect(limited.parse(id, "a = 1").errors).toEqual([]);
});

test("the scanner of bash comes back from NULs", () => {
  expect(parsers.parse("bash", "\0".repeat(1000)).root.end).toBe(1000);
});

test("what is shipped is small, complete, and says where it comes from", () => {
  const entry = z.object({ package: z.string(), version: z.string(), licence: z.enum(["MIT", "Apache-2.0"]), sha256: z.string() });
  const manifest = z.record(z.string(), entry).parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
  const packed = readdirSync(folder).filter((name) => name.endsWith(".br"));
  const names = [...GRAMMARS, "web-tree-sitter"];
  expect(Object.keys(manifest).toSorted()).toEqual(names);
  expect(packed.toSorted()).toEqual(names.map((name) => `${name}.wasm.br`));
  expect(packed.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(1_500_000);
  const licences = readFileSync(join(folder, "LICENSES.txt"), "utf8");
  for (const [name, { package: from, version, sha256 }] of Object.entries(manifest)) {
    const wasm = brotliDecompressSync(readFileSync(join(folder, `${name}.wasm.br`)));
    expect(createHash("sha256").update(wasm).digest("hex")).toBe(sha256);
    expect(licences).toContain(`${from} ${version}\n`);
  }
});

test("a command that parses no code does not load a parser", () => {
  expect(readFileSync(join(folder, "../envcheck.cjs"), "utf8")).not.toContain("currentParseCallback");
});
