import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

const schemas = 'import { z } from "zod";\nimport Joi from "joi";\nimport * as v from "valibot";\n';
const uses =
  "z.object(x).parse(process.env); x.parse(process.env); Joi.object(x).validate(process.env); v.parse(x, process.env); x.A; x(process.env);\n";
const typescript = (...lines: readonly string[]): string => `${schemas}${lines.join("\n")}\nprocess.env.A_KEY; process.env[x]; ${uses}`;
const python = (...lines: readonly string[]): string =>
  ["import os", ...lines, 'os.environ.get("A_KEY")', "os.environ.get(x)", 'x("B")', ""].join("\n");

/** What is made of itself, and what doubles at each step of a long way. */
const ways: readonly (readonly [path: string, text: string])[] = [
  ["a.ts", typescript("let x = [];", "while (more) { x = x.concat(more); }")],
  ["a.ts", typescript("let x;", "x = { ...x, ...x };")],
  ["a.ts", typescript("let x;", "x = z.union([x, x.and(x)]).optional();")],
  ["a.ts", typescript("let x;", "x = v.pipe(x, v.intersect([x, x]));")],
  ["a.ts", typescript("let x = x + x, y = x;", "x = `${x}${y}`;", "x = y || x;")],
  ["a.py", python("x = x + x", "x = f'{x}{x}'", "x = x or x")],
  ["a.py", python("x = x if x else x", "x = x + x", "x, y = y, x")],
  ["a.go", 'package a\nimport "os"\nvar x, y = x + y, y + x\nvar a, b, c = os.Getenv("A_KEY"), os.Getenv(x), os.Getenv(y)\n'],
  ["a.rs", 'fn f() { let x = x; let x = x + x; let x = format!("{}{}", x, x); env::var(x); env::var("A_KEY").ok(); }\n'],
  ["a.sh", "x=$x$x\nx=${x:-$x}\necho ${!x} ${A_KEY:-}\n"],
  ...[
    "[i] = z.object({ a: [j], b: [j] })",
    "[i] = z.union([[j], [j]])",
    "[i] = { ...[j], ...[j] }",
    "[i] = [j] ? [j] : [j]",
    "[i] = [j] + [j]",
  ].map((line): readonly [string, string] => ["a.ts", typescript(chain("const ", line), "const x = x0;")]),
  ...["[i] = [j] + [j]", "[i] = {**[j], **[j]}", "[i] = [j] if [j] else [j]"].map((line): readonly [string, string] => [
    "a.py",
    python(chain("", line), "x = x0"),
  ]),
  ["a.sh", `x300=ab\n${chain("", "[i]=$[j]$[j]").split("\n").toReversed().join("\n")}\necho \${!x0} \${A_KEY:-}\n`],
];

/** `x0` is made of `x1`, and so on. */
function chain(before: string, line: string): string {
  return Array.from(
    { length: 300 },
    (_, at) => before + line.replaceAll("[i]", `x${String(at)}`).replaceAll("[j]", `x${String(at + 1)}`),
  ).join("\n");
}

test.each(ways.map(([path, text], at) => [at, path, text] as const))("way %d: %s", async (_, path, text) => {
  expect(await told({ [path]: text })).toContainEqual(expect.stringMatching(/^A_KEY /));
});

test("texts that double are no names", async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `A${String(at + 1)} = A${String(at)} + A${String(at)}`);
  const text = python('A0 = "KEY_"', ...lines, "os.environ.get(A2)", "os.environ.get(A40)", "x = 1");
  const variables = await told({ "a.py": text });
  expect(variables).toContainEqual(expect.stringMatching(/^KEY_KEY_KEY_KEY_ /));
  expect(variables.every((line) => line.length < 1100)).toBe(true);
});
