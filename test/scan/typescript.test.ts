import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "members",
    'process.env.A_KEY; process.env["B_KEY"]; process?.env?.C_KEY; process.env?.["D_KEY"]',
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
    "D_KEY optional",
  ],
  [
    "other runtimes",
    'Bun.env.A_KEY; Deno.env.get("B_KEY"); Deno.env.has("C_KEY"); Deno.env.toObject().D_KEY',
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY presence",
    "D_KEY optional",
  ],
  [
    "what Vite puts there is no variable",
    "import.meta.env.VITE_A; import.meta.env.MODE; import.meta.env.DEV; import.meta.env.BASE_URL",
    "VITE_A optional",
  ],
  ["MODE of the process is one", "process.env.MODE", "MODE optional"],
  ["a renamed import", 'import { env as e } from "node:process"; e.A_KEY;', "A_KEY optional"],
  [
    "the module of the process",
    'import proc from "node:process"; import * as p from "process"; proc.env.A_KEY; p.env.B_KEY',
    "A_KEY optional",
    "B_KEY optional",
  ],
  [
    "a required module",
    'const { env } = require("process"); env.A_KEY; require("node:process").env.B_KEY',
    "A_KEY optional",
    "B_KEY optional",
  ],
  ["an alias", "const e = process.env; const f = e; f.A_KEY", "A_KEY optional"],
  ["an alias by a pattern", "const { env } = process; env.A_KEY ?? 'd'", 'A_KEY default "d"'],
  [
    "a cast alias",
    "(process.env as any).A_KEY; (<any>process.env).B_KEY; (process.env as Record<string, string>)['C_KEY']",
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
  ],
  [
    "a pattern",
    "const { A_KEY, B_KEY: b, C_KEY = 'c', D_KEY: d = 4, ...rest } = process.env",
    "A_KEY optional",
    "B_KEY optional",
    'C_KEY default "c"',
    "D_KEY default 4",
  ],
  ["a pattern in a pattern", "const { env: { A_KEY, B_KEY: b = '1' }, argv } = process", "A_KEY optional", 'B_KEY default "1"'],
  ["a pattern that assigns", "let a; ({ A_KEY: a } = process.env)", "A_KEY optional"],
  ["a pattern with a guard", "const { A_KEY } = process.env; if (!A_KEY) throw new Error('no key')", "A_KEY required"],
  ["a pattern as parameter", "function f({ A_KEY, B_KEY = 'b' } = process.env) {}", "A_KEY optional", 'B_KEY default "b"'],
  [
    "a typed parameter",
    "const f = (env: NodeJS.ProcessEnv) => env.A_KEY; const g = ({ B_KEY }: NodeJS.ProcessEnv) => B_KEY",
    "A_KEY optional",
    "B_KEY optional",
  ],
  [
    "fallbacks",
    "process.env.A_KEY || 'a'; process.env.B_KEY ?? 2; process.env.C_KEY ? process.env.C_KEY : 'c'",
    'A_KEY default "a"',
    "B_KEY default 2",
    'C_KEY default "c"',
    'C_KEY default "c"',
  ],
  [
    "no fallback",
    "process.env.A_KEY ?? null; process.env.B_KEY || undefined; process.env.C_KEY ?? void 0",
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
  ],
  ["a computed fallback", "process.env.A_KEY ?? defaults.a; process.env.B_KEY?.split(',') ?? []", "A_KEY default", "B_KEY default"],
  [
    "signs before it",
    "+process.env.A_KEY || 3; !!process.env.B_KEY; -1 * Number(process.env.C_KEY ?? '7')",
    "A_KEY default 3",
    "B_KEY optional",
    'C_KEY default "7"',
  ],
  ["assignments by operator", "process.env.A_KEY ??= 'a'; process.env.B_KEY ||= 'b'", 'A_KEY default "a"', 'B_KEY default "b"'],
  [
    "writes",
    "process.env.A_KEY = 'x'; process.env['B_KEY'] = 'x'; delete process.env.C_KEY; (process.env as any).D_KEY = 1; process.env = {}",
  ],
  [
    "for children",
    "spawn('x', { env: { ...process.env, A_KEY: '1' } }); exec('x', { env: { B_KEY: process.env.C_KEY } })",
    "C_KEY optional",
  ],
  ["keys of a build", "export default { env: { A_KEY: 'x' }, publicRuntimeConfig: { B_KEY: 1 }, define: { 'process.env.C_KEY': '1' } }"],
  ["values of a build", "new DefinePlugin({ 'process.env.A_KEY': JSON.stringify(process.env.B_KEY || 'b') })", 'B_KEY default "b"'],
  [
    "types",
    "declare namespace NodeJS { interface ProcessEnv { A_KEY: string } } interface ImportMetaEnv { readonly VITE_B: string } const e = process.env",
  ],
  [
    "comments and texts",
    "// process.env.A_KEY\n/* process.env.B_KEY */ const s = 'process.env.C_KEY'; const t = `process.env.D_KEY`; const r = /process.env.E_KEY/",
  ],
  ["another object", "config.env.A_KEY; this.process.env.B_KEY; env.C_KEY"],
  ["a local name", "function f(process) { return process.env.A_KEY }; function g() { const process = fake(); process.env.B_KEY }"],
  [
    "asked for",
    "'A_KEY' in process.env; process.env.hasOwnProperty('B_KEY'); Object.hasOwn(process.env, 'C_KEY'); Object.hasOwn(other, 'D_KEY'); Reflect.has(process.env, 'E_KEY')",
    "A_KEY presence",
    "B_KEY presence",
    "C_KEY presence",
    "E_KEY presence",
  ],
  [
    "in conditions",
    "if (process.env.A_KEY || process.env.B_KEY) {}; while (process.env.C_KEY && x) {}",
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
  ],
  [
    "elements and attributes of classes",
    "class A { @Dec({ a: process.env.A_KEY }) static x = process.env.B_KEY ?? 'b'; #y = process.env.C_KEY }",
    "A_KEY optional",
    'B_KEY default "b"',
    "C_KEY optional",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "a.ts": code })).toEqual(reads);
});

const failing: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  ["a throw", "const a = process.env.A_KEY;\nif (!a) { throw new Error('x') }", "A_KEY required"],
  [
    "a comparison",
    "const a = process.env.A_KEY; if (a === undefined) throw x; const b = process.env.B_KEY; if (b == null || b === '') process.exit(1)",
    "A_KEY required",
    "B_KEY required",
  ],
  [
    "typeof",
    "const a = process.env.A_KEY; if (typeof a === 'undefined') throw x; const b = process.env.B_KEY; if (typeof b !== 'string') throw x",
    "A_KEY required",
    "B_KEY required",
  ],
  [
    "the read itself in the test",
    "if (!process.env.A_KEY) throw x; if (!process.env.B_KEY || !process.env.C_KEY) throw x",
    "A_KEY required",
    "B_KEY required",
    "C_KEY required",
  ],
  ["either of two, on some path", "if (!process.env.A_KEY && !process.env.B_KEY) throw x", "A_KEY required", "B_KEY required"],
  ["else", "const a = process.env.A_KEY; if (a) use(a); else throw x", "A_KEY required"],
  ["no failure", "const a = process.env.A_KEY; if (!a) { console.warn('x') }", "A_KEY optional"],
  ["a failure for another cause", "const a = process.env.A_KEY; if (!b) { throw x }", "A_KEY optional"],
  ["a failure on a condition, on some path", "const a = process.env.A_KEY; if (!a) { if (strict) throw x }", "A_KEY required"],
  ["another function", "const a = process.env.A_KEY; function f(a) { if (!a) throw x }", "A_KEY optional"],
  [
    "an assertion",
    "import assert from 'node:assert/strict'; import invariant from 'tiny-invariant'; assert(process.env.A_KEY); invariant(process.env.B_KEY, 'b'); const c = process.env.C_KEY; assert.ok(c)",
    "A_KEY required",
    "B_KEY required",
    "C_KEY required",
  ],
  [
    "an assertion of a comparison",
    "import assert from 'assert'; assert(process.env.A_KEY !== undefined); assert(typeof process.env.B_KEY === 'string')",
    "A_KEY required",
    "B_KEY required",
  ],
  [
    "a function of the project that asserts",
    "function must<T>(v: T | undefined, n: string): T { if (v === undefined) throw new Error(n); return v }\nconst a = must(process.env.A_KEY, 'a'); const b = process.env.B_KEY; must(b, 'b'); log(process.env.C_KEY)",
    "A_KEY required",
    "B_KEY required",
    "C_KEY optional",
  ],
  [
    "a function that only fails",
    "const fail = (n: string): never => { throw new Error(n) }; process.env.A_KEY ?? fail('a'); process.env.B_KEY || (() => { throw x })()",
    "A_KEY required",
    "B_KEY required",
  ],
  [
    "a field",
    "class A { key = process.env.A_KEY; constructor() { this.b = process.env.B_KEY; if (!this.b) throw x } }",
    "A_KEY optional",
    "B_KEY required",
  ],
  [
    "an entry",
    "const c = { a: process.env.A_KEY, n: { b: process.env.B_KEY }, d: process.env.D_KEY }; if (!c.a || !c.n.b) throw x",
    "A_KEY required",
    "B_KEY required",
    "D_KEY optional",
  ],
  ["a value instead", "let a = process.env.A_KEY; if (!a) a = 'd'", 'A_KEY default "d"'],
  ["the word of the author", "const a = process.env.A_KEY!; const b = process.env.B_KEY! || 'b'", "A_KEY optional", 'B_KEY default "b"'],
  ["what is caught", "try { assert(process.env.A_KEY) } catch { use() }\nimport assert from 'assert'", "A_KEY optional"],
];

test.each(failing)("fails: %s", async (_what, code, ...reads) => {
  expect(await told({ "a.ts": code })).toEqual(reads);
});
