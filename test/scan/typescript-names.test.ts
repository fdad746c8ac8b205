import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

const named: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "constants",
    "const K = 'A_KEY'; process.env[K]; const KEYS = { b: 'B_KEY', c: 'C_KEY' } as const; process.env[KEYS.b]; process.env[KEYS['c']]",
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
  ],
  [
    "frozen and enumerated",
    "const K = Object.freeze({ a: 'A_KEY' }); enum E { B = 'B_KEY' } process.env[K.a]; process.env[E.B]; class C { static readonly KEY = 'C_KEY' } process.env[C.KEY]",
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
  ],
  [
    "templates and sums",
    "const P = 'APP'; process.env[`${P}_A`]; process.env[P + '_B']; process.env[`APP_${x}`]; process.env[x + '_URL']",
    "APP_A optional",
    "APP_B optional",
    "APP_* open",
    "*_URL open",
  ],
  ["a loop", "for (const k of ['A_KEY', 'B_KEY']) { process.env[k] }", "A_KEY optional", "B_KEY optional"],
  [
    "a loop that fails",
    "const L = ['A_KEY', 'B_KEY'] as const; for (const k of L) { if (!process.env[k]) throw new Error(k) }",
    "A_KEY required",
    "B_KEY required",
  ],
  [
    "methods of lists",
    "['A_KEY'].forEach((k) => process.env[k]); ['B_KEY'].map(k => process.env[k] ?? 'b'); [...X, 'D_KEY'].every(k => process.env[k]); const X = ['C_KEY']",
    "A_KEY optional",
    'B_KEY default "b"',
    "C_KEY optional",
    "D_KEY optional",
  ],
  [
    "what is missing",
    "const req = ['A_KEY', 'B_KEY']; const missing = req.filter((k) => !process.env[k]); if (missing.length > 0) { throw new Error(missing.join()) }",
    "A_KEY required",
    "B_KEY required",
  ],
  ["what is there", "const set = ['A_KEY'].filter((k) => process.env[k]); if (set.length > 0) { throw x }", "A_KEY optional"],
  [
    "what is missing is told only",
    "const missing = ['A_KEY'].filter((k) => !process.env[k]); if (missing.length) console.warn(missing)",
    "A_KEY optional",
  ],
  [
    "some and every",
    "if (['A_KEY'].some((k) => !process.env[k])) throw x; if (!['B_KEY'].every((k) => process.env[k])) process.exit(1)",
    "A_KEY required",
    "B_KEY required",
  ],
  [
    "missing names pushed",
    "const missing = []; for (const k of ['A_KEY']) if (!process.env[k]) missing.push(k); if (missing.length) process.exit(1)",
    "A_KEY required",
  ],
  [
    "the keys and values of a record",
    "const M = { A_KEY: 'a', B_KEY: 'b' }; for (const k of Object.keys(M)) process.env[k]; for (const [k, v] of Object.entries({ x: 'C_KEY' })) process.env[v]; for (const k in { D_KEY: 1 }) process.env[k]",
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
    "D_KEY optional",
  ],
  [
    "records in a list",
    "const V = [{ name: 'A_KEY', why: 'x' }, { name: 'B_KEY' }]; for (const v of V) process.env[v.name]; V.forEach(({ name }) => process.env[name]); [['C_KEY', 1]].map(([k, v]) => process.env[k])",
    "A_KEY optional",
    "B_KEY optional",
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
  ],
  ["all of them", "Object.keys(process.env).filter((k) => k.startsWith('APP_')).forEach((k) => use(process.env[k]))", "APP_* open"],
  [
    "all of them in a loop",
    "for (const [k, v] of Object.entries(process.env)) { if (k.startsWith('APP_')) use(v) }; for (const k in process.env) { if (!k.startsWith('B_')) continue; }",
    "APP_* open",
    "B_* open",
  ],
];

test.each(named)("names: %s", async (_what, code, ...reads) => {
  expect(await told({ "a.ts": code })).toEqual(reads);
});

const wrapped: readonly (readonly [what: string, files: Readonly<Record<string, string>>, ...reads: string[]])[] = [
  [
    "a function that throws",
    {
      "a.ts":
        "function requireEnv(name: string): string { const v = process.env[name]; if (!v) throw new Error(name); return v }\nrequireEnv('A_KEY')",
    },
    "A_KEY required",
  ],
  [
    "a default in the signature",
    { "a.ts": "const env = (k: string, d = 'x') => process.env[k] || d; env('A_KEY'); env('B_KEY', 'y')" },
    'A_KEY default "x"',
    'B_KEY default "y"',
  ],
  [
    "a return for what is absent",
    { "a.ts": "function num(k: string, d: number) { const v = process.env[k]; if (!v) return d; return Number(v) } num('A_KEY', 5)" },
    "A_KEY default 5",
  ],
  [
    "all its arguments",
    { "a.ts": "function need(...names: string[]) { for (const n of names) if (!process.env[n]) throw x } need('A_KEY', 'B_KEY')" },
    "A_KEY required",
    "B_KEY required",
  ],
  [
    "a guard after the default of the caller",
    {
      "a.ts":
        "const need = (k: string, d?: string) => { const v = process.env[k] || d; if (v == null) { throw new Error(k) } return v }; need('A_KEY'); need('B_KEY', 'b')",
    },
    "A_KEY required",
    'B_KEY default "b"',
  ],
  [
    "the environment in a field",
    {
      "a.ts":
        "class C { private readonly env = process.env; get port() { return this.env.A_KEY ?? '1' } private read(k: string) { return this.env[k] } url = this.read('B_KEY'); all = ['C_KEY'].map((k) => this.read(k)) }",
    },
    'A_KEY default "1"',
    "B_KEY optional",
    "C_KEY optional",
  ],
  [
    "a class that is given the environment",
    { "a.ts": "class C { constructor(private env: Env) {} f() { return this.env.A_KEY } }\nnew C(process.env)" },
    "A_KEY optional",
  ],
  [
    "a method of an object",
    {
      "a.ts":
        "const env = { get(k: string) { return process.env[k] }, has: (k: string) => k in process.env }; env.get('A_KEY'); env.has('B_KEY')",
    },
    "A_KEY optional",
    "B_KEY presence",
  ],
  [
    "a static method",
    { "a.ts": "class Env { static str(k: string, d?: string) { return process.env[k] ?? d } } Env.str('A_KEY'); Env.str('B_KEY', 'b')" },
    "A_KEY optional",
    'B_KEY default "b"',
  ],
  [
    "a method of an instance",
    { "a.ts": "class Env { get(k: string) { return process.env[k] } all() { return this.get('A_KEY') } } new Env().get('B_KEY')" },
    "A_KEY optional",
    "B_KEY optional",
  ],
  [
    "from another file",
    {
      "lib/env.ts": "export function env(k: string, d?: string) { return process.env[k] ?? d }",
      "a.ts": "import { env as e } from './lib/env.js'; e('A_KEY', 'a')",
      "b.tsx": "import * as all from '@/lib/env'; export const B = () => <p>{all.env('B_KEY')}</p>",
    },
    'A_KEY default "a"',
    "B_KEY optional",
  ],
  [
    "a default export",
    { "env.ts": "export default (k: string) => process.env[k]", "a.ts": "import get from './env'; get('A_KEY')" },
    "A_KEY optional",
  ],
  [
    "a re-export",
    {
      "src/env/read.ts": "export const read = (k: string) => process.env[k]",
      "src/env/index.ts": "export * from './read'",
      "src/a.ts": "import { read } from './env'; read('A_KEY')",
    },
    "A_KEY optional",
  ],
  [
    "CommonJS",
    {
      "env.js": "function get(k) { return process.env[k] }\nmodule.exports = { get }",
      "only.js": "module.exports = (k) => process.env[k]",
      "a.js": "const { get } = require('./env'); const env = require('./env'); get('A_KEY'); env.get('B_KEY'); require('./only')('C_KEY')",
    },
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
  ],
  [
    "constants of another file",
    {
      "keys.ts": "export const A = 'A_KEY'; export enum Keys { B = 'B_KEY' }; export default { c: 'C_KEY' }",
      "a.ts": "import d, { A, Keys } from './keys'; process.env[A]; process.env[Keys.B]; process.env[d.c]",
    },
    "A_KEY optional",
    "B_KEY optional",
    "C_KEY optional",
  ],
  ["a name that is no variable", { "a.ts": "const get = (k: string) => process.env[k]; get('lower'); get(x)" }, "* open"],
  [
    "an environment as argument",
    {
      "config.ts": "export function load(env: Record<string, string | undefined>) { return { a: env.A_KEY ?? 'a', b: env['B_KEY'] } }",
      "a.ts": "import { load } from './config'; load(process.env)",
    },
    'A_KEY default "a"',
    "B_KEY optional",
  ],
  [
    "a name and an environment as arguments",
    { "a.ts": "const need = (env: Env, k: string) => { if (!env[k]) throw x; return env[k] }; need(process.env, 'A_KEY')" },
    "A_KEY required",
  ],
];

test.each(wrapped)("functions: %s", async (_what, files, ...reads) => {
  expect(await told(files)).toEqual(reads);
});
