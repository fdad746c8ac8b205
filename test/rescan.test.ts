import { describe, expect, test } from "@jest/globals";
import { type Arbitrary, array, assert, asyncProperty, constant, constantFrom, nat, oneof, tuple } from "fast-check";
import { readCode, type Code } from "../src/code.ts";
import type { Host, Memory } from "../src/host.ts";
import { unseal } from "../src/model/sealed.ts";
import { memoryHost } from "./memory-host.ts";

/** What a run leaves for the next one, and how much it parses. */
class Checkout {
  readonly files = new Map<string, string>();
  readonly parsed: string[] = [];
  /** By what it followed from. */
  readonly #kept = new Map<string, string>();
  readonly #memory: Memory = {
    recall: (from) => this.#kept.get(from),
    keep: (from, textOf) => {
      const text = textOf();
      if (text !== undefined) this.#kept.set(from, text);
    },
  };

  async reads(memory = this.#memory): Promise<string> {
    this.parsed.length = 0;
    return told(await readCode(this.#host(memory)));
  }

  fresh(): Promise<string> {
    return this.reads({ recall: () => undefined, keep: () => undefined });
  }

  #host(memory: Memory): Host {
    const host = memoryHost(this.files);
    return {
      ...host,
      memory,
      code: async () => {
        const listing = await host.code();
        return { ...listing, files: listing.files.map((file) => ({ ...file, mark: this.files.get(file.path) ?? null })) };
      },
      texts: (paths) => [...host.texts(paths)].map((found) => ("text" in found ? { ...found, mark: found.text } : found)),
      parsers: async (grammars) => {
        const parsers = await host.parsers(grammars);
        const parse: typeof parsers.parse = (grammar, text) => {
          this.parsed.push([...this.files].find(([, own]) => own === text)?.[0] ?? "");
          return parsers.parse(grammar, text);
        };
        return { parse, gaveUp: false };
      },
    };
  }
}

function told({ reads, dynamic, broken, loads, leftOut, files }: Code): string {
  const lines = [
    ...reads.map(({ default: instead, at, ...read }) => [at.source.path, at.start, at.end, instead && unseal(instead), read]),
    ...dynamic.map(({ at, ...open }) => [at.source.path, at.start, at.end, open]),
    ...[...broken, ...loads].map((at) => [at.source.path, at.start]),
    leftOut,
    files,
  ];
  return lines.map((line) => JSON.stringify(line)).join("\n");
}

const index = nat({ max: 3 });
const upper = constantFrom("A", "B_KEY", "C_URL");

/** Pieces of a module that say something of another one, or take it from there. */
const scripts: Arbitrary<string> = oneof(
  upper.map((name) => `export const ${name.toLowerCase()} = process.env.${name} ?? "d";`),
  tuple(upper, upper).map(([name, value]) => `export const ${name} = "${value}";`),
  tuple(index, upper).map(([from, name]) => `import { ${name} as N${from} } from "./m${from}";\nexport const n = process.env[N${from}];`),
  index.map((from) => `import { get as g${from} } from "./m${from}";\nexport const v = g${from}("FROM_${from}");`),
  constantFrom("?? 'none'", "|| fail()", "").map((or) => `export function get(name: string) { return process.env[name] ${or}; }`),
  index.map((from) => `import { get as got } from "./m${from}";\nexport const get = (name: string) => got("P_" + name);`),
  tuple(index, index).map(([from, again]) => `export * from "./m${from}";\nexport { fail } from "./m${again}";`),
  constantFrom("throw new Error()", "return 1").map((body) => `export function fail(): never { ${body}; }`),
  tuple(index, upper).map(([from, name]) => `import { fail } from "./m${from}";\nif (!process.env.${name}) fail();`),
  index.map((from) => `import { load } from "./m${from}";\nload(process.env);`),
  upper.map((name) => `export function load(env) { return env.${name}; }`),
  tuple(index, upper).map(([from, name]) => `import { env } from "./m${from}";\nexport const e = env.${name};`),
  constant("export const env = process.env;"),
  tuple(index, upper).map(
    ([from, name]) =>
      `import { schema } from "./m${from}";\nimport { z } from "zod";\nz.object({ ${name}: z.string() }).parse(process.env);\nschema.parse(process.env);`,
  ),
  upper.map((name) => `import { z } from "zod";\nexport const schema = z.object({ ${name}: z.string().default("x") });`),
  constant("export const box = { get(name: string) { return process.env[name]; }, of: (name: string) => process.env[`BOX_${name}`] };"),
  index.map((from) => `import { box as b${from} } from "./m${from}";\nb${from}.get("BOXED");\nb${from}.of("ED");`),
  constant("export default (name: string) => process.env[name];"),
  index.map((from) => `import d${from} from "./m${from}";\nd${from}("BY_DEFAULT_${from}");`),
  constant(
    "export function outer(key: string) {\n  const inner = (name: string) => process.env[name];\n  return inner(key) ?? inner('INNER');\n}",
  ),
  index.map((from) => `import { outer as o${from} } from "./m${from}";\no${from}("OUTER");\no${from}(process.env);`),
  constant("// envcheck: reads SAID\nexport const broken = (;"),
  constant("export const nothing = 1;"),
);

const pythons: Arbitrary<string> = oneof(
  upper.map((name) => `import os\n${name} = os.environ.get("${name}", "d")`),
  tuple(upper, upper).map(([name, value]) => `${name} = "${value}"`),
  tuple(index, upper).map(([from, name]) => `import os\nfrom p${from} import ${name}\nx = os.environ[${name}]`),
  tuple(index, upper).map(
    ([from, name]) => `from p${from} import get, env, find\nget("${name}")\ny = env("${name}", default="e")\nfind("${name}")`,
  ),
  constantFrom("None", '"none"').map((other) => `import os\ndef get(name):\n    return os.getenv(name, ${other})`),
  constant("import os\nfind = os.getenv"),
  constant("import environ\nenv = environ.Env()"),
  index.map((from) => `from p${from} import *`),
  index.map((from) => `from p${from} import get as g\ndef get(name):\n    return g("Q_" + name)`),
  constant("def nothing():\n    pass"),
);

const gos: Arbitrary<string> = oneof(
  upper.map((name) => `var a${name} = os.Getenv("${name}")`),
  tuple(upper, upper).map(([name, value]) => `const ${name} = "${value}"`),
  upper.map((name) => `var b = os.Getenv(${name})`),
  constant("func get(name string) string { return os.Getenv(name) }"),
  upper.map((name) => `var c = get("${name}")`),
);

const several = (pieces: Arbitrary<string>): Arbitrary<string> =>
  array(pieces, { minLength: 1, maxLength: 3 }).map((texts) => texts.join("\n"));

/** A file and its new text, or what becomes of the one that it had; null where it is gone. Moving one is both. */
type Change = readonly [path: string, text: string | null | ((before: string) => string)];

/** Puts something in front of the code, and moves it. */
const moved = (said: string): ((before: string) => string) =>
  Object.assign((before: string) => `${said}\n${before}\n\n`, { toString: () => `moved by ${said}` });

const change: Arbitrary<Change> = oneof(
  tuple(
    tuple(constantFrom("src/m", "lib/m"), index).map(([start, i]) => (start === "lib/m" ? `lib/m${i}.js` : `src/m${i}.ts`)),
    constantFrom("", "// moved", "// process.env.IN_COMMENT", "// export { get } from './m1'", "/* export * from './m2' */").map(moved),
  ),
  tuple(
    index.map((i) => `py/p${i}.py`),
    constantFrom("", "# moved", "# os.environ['IN_COMMENT']", "# from p1 import *", "# def get(name):").map(moved),
  ),
  tuple(
    index.map((i) => `src/m${i}.ts`),
    several(scripts),
  ),
  tuple(
    index.map((i) => `lib/m${i}.js`),
    several(scripts),
  ),
  tuple(
    index.map((i) => `py/p${i}.py`),
    several(pythons),
  ),
  tuple(
    index.map((i) => `go/g${i}.go`),
    several(gos).map((text) => `package a\nimport "os"\n${text}`),
  ),
  tuple(
    index.map((i) => `run${i}.sh`),
    upper.map((name) => `: "\${${name}:?}"`),
  ),
  tuple(constant("package.json"), constantFrom("{}", '{"scripts":{"start":"node src/m1.ts"}}')),
  tuple(
    index.chain((i) => constantFrom(`src/m${i}.ts`, `py/p${i}.py`, `go/g${i}.go`)),
    constant(null),
  ),
);

function apply(files: Map<string, string>, changes: readonly Change[]): void {
  for (const [path, text] of changes) {
    if (text === null) files.delete(path);
    else files.set(path, typeof text === "string" ? text : text(files.get(path) ?? ""));
  }
}

/** The same in every run of the suite; others look further. */
const runs = Number(process.env["RESCAN_RUNS"] ?? 100);
const seed = Number(process.env["RESCAN_SEED"] ?? 1);

describe("a rescan", () => {
  test("says what a scan of everything says, whatever changed", async () => {
    const project = array(change, { minLength: 12, maxLength: 24 });
    const edits = array(array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    await assert(
      asyncProperty(project, edits, async (start, rounds) => {
        const checkout = new Checkout();
        apply(checkout.files, start);
        await checkout.reads();
        for (const changes of rounds) {
          apply(checkout.files, changes);
          expect(await checkout.reads()).toBe(await checkout.fresh());
        }
      }),
      { numRuns: runs, seed },
    );
  }, 120_000);

  test("knows what a file gives to others, also where it changed while nobody asked", async () => {
    const checkout = new Checkout();
    const rounds: readonly (readonly Change[])[] = [
      [
        ["src/given.ts", "export const other = 1;"],
        ["src/one.ts", 'import { NAME } from "./given";\nexport const one = process.env[NAME] ?? process.env.ONE;'],
        ...["a", "b", "c", "d"].map((name) => [`src/${name}.ts`, `export const ${name} = process.env.LEAF;`] as const),
      ],
      [
        ["src/given.ts", 'export const NAME = "GIVEN";'],
        ["src/one.ts", null],
      ],
      [["src/two.ts", 'import { NAME } from "./given";\nexport const two = process.env[NAME];']],
    ];
    for (const changes of rounds) {
      apply(checkout.files, changes);
      expect(await checkout.reads()).toBe(await checkout.fresh());
    }
    expect(await checkout.reads()).toContain("GIVEN");
  });

  test.each<readonly [what: string, path: string, text: Change[1], parsed: readonly string[]]>([
    ["nothing that reads", "src/plain.ts", "export const plain = 2;", []],
    ["a file that nobody takes anything from", "src/leaf.ts", "export const leaf = process.env.OTHER;", ["src/leaf.ts"]],
    ["a constant", "src/name.ts", 'export const NAME = "RENAMED";', ["src/name.ts", "src/named.ts"]],
    ["what stands around a constant", "src/name.ts", moved("// moved"), ["src/name.ts"]],
    ["what nobody asks for", "py/plain.py", "y = 1", []],
    ["what was asked for in vain", "py/plain.py", 'MISSING = "FOUND"', ["py/named.py", "py/plain.py"]],
    ["where a reader stands", "src/get.ts", moved("\n"), ["src/get.ts"]],
    ["a new file", "src/more.ts", "export const more = process.env.MORE;", ["src/more.ts"]],
    ["a file that calls a reader", "src/plain.ts", 'import { get } from "./get";\nget("MORE");', ["src/get.ts", "src/plain.ts"]],
  ])("parses after a change of %s only what depends on it", async (_what, path, text, parsed) => {
    const checkout = new Checkout();
    apply(checkout.files, [
      ["src/plain.ts", "export const plain = 1;"],
      ["src/leaf.ts", "export const leaf = process.env.LEAF;"],
      ["src/name.ts", 'export const NAME = "NAMED";'],
      ["src/named.ts", 'import { NAME } from "./name";\nexport const named = process.env[NAME];'],
      ["src/get.ts", "export const get = (name: string) => process.env[name];"],
      ["src/calls.ts", 'import { get } from "./get";\nget("CALLED");'],
      ["py/plain.py", "x = 1"],
      ["py/named.py", "import os\nfrom plain import MISSING\nnamed = os.environ[MISSING]"],
      ["py/get.py", "import os\ndef get(name):\n    return os.environ[name]"],
      ["py/calls.py", 'from get import get\nget("CALLED")'],
    ]);
    await checkout.reads();
    apply(checkout.files, [[path, text]]);
    const after = await checkout.reads();
    expect(checkout.parsed.toSorted()).toEqual(parsed);
    expect(after).toBe(await checkout.fresh());
  });
});
