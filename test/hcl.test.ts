import { describe, expect, test } from "@jest/globals";
import { nomad } from "../src/formats/nomad.ts";
import { terraform } from "../src/formats/terraform.ts";
import { positionOf } from "../src/model/source.ts";
import { hclDocument } from "../src/text/hcl/document.ts";
import { readFolder } from "./support/folder.ts";
import { nomadCases } from "./support/nomad-cases.ts";
import { variablesOf } from "./support/platform.ts";
import { terraformAmazonCases } from "./support/terraform-amazon.ts";
import { terraformOtherCases } from "./support/terraform-others.ts";

function problemsOf(text: string): string[] {
  return hclDocument({ path: "x.tf", text }).problems.map(({ at, message }) => {
    const { line = 0, column = 0 } = at === undefined ? {} : positionOf(at);
    return `${String(line)}:${String(column)} ${message}`;
  });
}

describe("what is HCL", () => {
  test.each([
    ["nothing", ""],
    ["comments", "# a\n// b\n/* c\n */ d = 1 /* e */ // f\n"],
    ["one-line blocks", 'a {}\nb "c" d { e = 1 }\n'],
    ["operations and conditions", 'a = !b && -1 + 2 * (3 -\n 4) >= c ? "d" : e["f"]\n'],
    ["objects", 'a = { b = 1, "c" : 2\n (d) = 3\n "${e}" = 4, f.g = 5 }\n'],
    ["lists with a comma at their end", "a = [\n 1,\n [2], # x\n]\n"],
    ["for expressions", 'a = [for b in c : { d = "}" } if b != "]"]\ne = { for f, g in h : f => g... }\ni = { for = 1 }\n'],
    ["indexes and splats", "a = b.*.c[0].d[*].e[f].0.g\n"],
    ["steps apart", 'a = b .c . d ["e"] [0]\nf = (b\n  .c\n  [0])\ng = h(b\n  .c...)\n'],
    ["calls", "a = b(c, [1]...)\nd = e::f::g()\nh = i(\n 1,\n)\n"],
    ["templates", 'a = "b ${c("d ${e["f"]}")} $${g} %%{h} $ % %{ if i ~}j%{ else }k%{ endif }%{ for l, m in n }${m}%{ endfor }"\n'],
    ["heredocs", "a = <<A\nb ${c} A\n  A\nd = [<<-E\n  f\n  E\n  , 1]\n"],
    ["escapes", 'a = "\\n\\t\\"\\\\\\u00e9\\U0001F600"\n'],
    ["a byte order mark and carriage returns", "\uFEFFa = 1\r\nb {\r\n}\r\n"],
    ["names in other scripts", "été-1 = 1\nb = { 日本 = 2 }\n"],
  ])("%s", (_title, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test.each([
    ["a block that is never closed", "a {\n", "2:1 the HCL cannot be read: expected an argument, a block or }"],
    ["a brace too many", "a {}\n}\n", "2:1 the HCL cannot be read: expected an argument or a block"],
    ["no value", "a =\nb = 1\n", "1:4 the HCL cannot be read: expected a value"],
    ["two on one line", "a = 1 b = 2\n", "1:7 the HCL cannot be read: expected a new line"],
    ["a text that is never closed", 'a = "b\n', "1:7 the HCL cannot be read: expected the end of this quoted text"],
    ["an unknown escape", 'a = "\\q"', "1:6 the HCL cannot be read: expected the end of this quoted text"],
    ["a heredoc that is never closed", "a = <<B\nc\n", "1:5 the HCL cannot be read: expected the end of this heredoc"],
    ["a comment that is never closed", "a = 1 /* b", "1:7 the HCL cannot be read: expected the end of this comment"],
    ["an expression that is never closed", 'a = "${b"', "1:9 the HCL cannot be read: expected the end of this ${…}"],
    ["a list without commas", "a = [1 2]", "1:8 the HCL cannot be read: expected a comma or ]"],
    ["an object without values", "a = { b }", "1:9 the HCL cannot be read: expected = behind a key"],
    ["a quoted argument, as HCL 1 had it", '"a" = 1', "1:1 the HCL cannot be read: expected an argument or a block"],
    ["an expression in a label", 'a "${b}" {}', "1:6 the HCL cannot be read: expected a label without ${…}"],
    ["half a condition", "a = b ? c", "1:10 the HCL cannot be read: expected the other branch of this condition"],
    ["an argument twice", "a = 1\na = 2\n", "2:1 a is set twice in one block, which HCL refuses"],
  ])("%s is told with its place", (_title, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test.each([
    ["blocks", (depth: number) => `${"a {\n".repeat(depth)}${"}\n".repeat(depth)}`],
    ["lists", (depth: number) => `a = ${"[".repeat(depth)}${"]".repeat(depth)}`],
    ["parentheses", (depth: number) => `a = ${"(".repeat(depth)}1${")".repeat(depth)}`],
    ["templates", (depth: number) => `a = ${'"${'.repeat(depth)}1${'}"'.repeat(depth)}`],
    ["calls", (depth: number) => `a = ${"f(".repeat(depth)}1${")".repeat(depth)}`],
  ])("100 levels of %s are read, and no more", (_title, nested) => {
    expect(problemsOf(nested(100))).toEqual([]);
    expect(problemsOf(nested(102))).toEqual([expect.stringContaining("at most 100 levels")]);
    expect(problemsOf(nested(200_000))).toEqual([expect.stringContaining("at most 100 levels")]);
  });
});

const lambda = (variables: string, rest = ""): string =>
  `resource "aws_lambda_function" "a" {\n  environment {\n    variables = ${variables}\n  }\n}\n${rest}`;

const chain = (of: (next: string) => string, last: string): string =>
  `locals {\n${Array.from({ length: 60 }, (_, index) => `  a${String(index)} = ${of(`local.a${String(index + 1)}`)}\n`).join("")}  a60 = ${last}\n}\n`;
const task = (definitions: string): string => `resource "aws_ecs_task_definition" "a" {\n  container_definitions = ${definitions}\n}\n`;
const job = (body: string): string => `job "a" {\n  task "b" {\n    driver = "docker"\n${body}\n  }\n}\n`;

describe("what refers to itself, or multiplies", () => {
  test.each([
    ["a local that is itself", lambda("{ A = local.a }", "locals { a = local.a }\n"), { A: "<unknown>" }],
    ["locals in a circle", lambda("local.a", "locals {\n  a = local.b\n  b = merge(local.a, {})\n}\n"), { "*": "1" }],
    [
      "texts that double",
      lambda(
        "{ A = local.a0 }",
        chain((next) => `"\${${next}}\${${next}}"`, '"x"'),
      ),
      { A: "<unknown>" },
    ],
    [
      "lists that double",
      lambda(
        "{ A = local.a0[0] }",
        chain((next) => `concat(${next}, ${next})`, '["x"]'),
      ),
      { A: "<unknown>" },
    ],
    [
      "a long way that ends",
      lambda(
        "{ A = local.a30 }",
        chain((next) => next, '"x"'),
      ),
      { A: "x" },
    ],
  ])("%s", (_title, text, expected) => {
    expect(variablesOf(readFolder(terraform, { "main.tf": text }))).toEqual({ "aws_lambda_function.a": expected });
  });
});

describe("what is wrong in a document that can be read", () => {
  test.each([
    ["variables that are a list", terraform, lambda('["a"]'), "3:5 the variables must be a map of names to values"],
    ["JSON that is none", terraform, task('<<A\n[{"name": }]\nA'), "3:11 the JSON cannot be read: expected a value"],
    ["escaped JSON that is none", terraform, task('"[{\\"name\\": }]"'), "2:40 the JSON cannot be read: expected a value"],
    ["containers that are no list", terraform, task('jsonencode({ name = "a" })'), "2:38 the container definitions must be a list"],
    [
      "an env without a name",
      terraform,
      'resource "google_cloud_run_v2_job" "a" {\n  template {\n    template {\n      containers {\n        env { value = "x" }\n      }\n    }\n  }\n}\n',
      "5:9 each env block must have a name",
    ],
    ["two env blocks", nomad, job("    env { A = 1 }\n    env { B = 2 }"), "5:5 a task must have one env, or Nomad refuses the job"],
    [
      "a bad line in a template",
      nomad,
      job("    template {\n      env  = true\n      data = <<A\nA=1\nB C=2\nA\n    }"),
      "8:1 the line must be NAME=value",
    ],
  ])("%s", (_title, format, text, expected) => {
    const { problems } = readFolder(format, { "main.tf": text });
    const told = problems.map(({ at, message }) =>
      at === undefined ? message : `${String(positionOf(at).line)}:${String(positionOf(at).column)} ${message}`,
    );
    expect(told).toEqual([expect.stringContaining(expected)]);
  });
});

describe("hostile documents", () => {
  const long = "x".repeat(5_000_000);
  const variables = Array.from({ length: 50_000 }, (_, index) => `      N${String(index)} = "\${var.x} ${"y".repeat(60)}"\n`).join("");
  test.each([
    ["NULs", "\0\0\0"],
    ["a long line", long],
    ["a long text", `a = "${long}"`],
    ["a text that is never closed", `a = "${long}`],
    ["signs", `a = "${"$".repeat(1_000_000)}"`],
    ["open heredocs", `a = [${"<<A\n".repeat(100_000)}`],
    ["many signs", `a = ${"!".repeat(1_000_000)}1`],
    ["a large map", lambda(`{\n${variables}}`)],
    [
      "an open comment in a template",
      `job "a" {\n task "b" {\n template {\n env = true\n data = <<A\n${"{{ /* ` ".repeat(100_000)}\nA\n}\n}\n}\n`,
    ],
  ])("%s", (_title, text) => {
    const started = performance.now();
    for (const format of [terraform, nomad]) {
      format.accepts({ path: "main.tf", text });
      expect(() => variablesOf(readFolder(format, { "main.tf": text }))).not.toThrow();
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  const wrong = [
    "1",
    "[]",
    "{}",
    "null",
    '"x"',
    "[[]]",
    "[{}]",
    "{ a = 1 }",
    "true",
    "var.x",
    "local.nothing",
    '"${each.key}"',
    "f()",
    "<<A\n${x}\nA",
  ];
  const files = [
    ...[...terraformAmazonCases, ...terraformOtherCases].map(([title, all]) => [title, terraform, Object.values(all)[0] ?? ""] as const),
    ...nomadCases.map(([title, text]) => [title, nomad, text] as const),
  ];
  test.each(files)("%s: any type anywhere", (_title, format, text) => {
    for (const match of text.matchAll(/(?<== ?)[[{"\w][^\n]*/g)) {
      for (const other of wrong) {
        const changed = text.slice(0, match.index) + other + text.slice(match.index + match[0].length);
        expect(() => variablesOf(readFolder(format, { "main.tf": changed }))).not.toThrow();
      }
    }
  });

  test.each(files)("%s: any end", (_title, format, text) => {
    for (let end = 0; end < text.length; end += 31) expect(() => readFolder(format, { "main.tf": text.slice(0, end) })).not.toThrow();
  });
});
