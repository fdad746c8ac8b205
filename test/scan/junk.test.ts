import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** Each reads A_KEY through a function of its own, so that the whole file is looked through for others who use it. */
const code = {
  "a.go": 'package a\nimport "os"\nfunc get(name string) string { return os.Getenv(name) }\nvar a = get("A_KEY")\n',
  "a.py": 'import os\ndef get(name):\n    return os.environ.get(name)\na = get("A_KEY")\n',
  "a.rb": 'def get(name)\n  ENV[name]\nend\na = get("A_KEY")\n',
  "a.ts": 'const get = (name: string) => process.env[name];\nconst a = get("A_KEY");\n',
};

/** What made scans take minutes: one word, many of them side by side, and what lies in itself. A test that takes longer than jest waits fails. */
const junk = [
  "a".repeat(200_000),
  "a ".repeat(50_000),
  "a, ".repeat(30_000),
  "a=".repeat(30_000),
  "a:".repeat(30_000),
  "#a".repeat(50_000),
];

test.each(Object.entries(code).flatMap(([path, text]) => junk.map((more) => [path, more.slice(0, 4), text + more] as const)))(
  "%s goes on with %j for long",
  async (path, _, text) => {
    expect(await told({ [path]: text })).toContain("A_KEY optional");
  },
  15_000,
);

/** What an expression of V8 goes through again at each step, unless it is bounded: the beginnings of something that never ends. */
const beginnings: readonly (readonly [path: string, text: string, piece: string])[] = [
  ["a.rs", 'fn f() { std::env::var("A_KEY").ok(); }\n', "#[arg(x)] config "],
  ["a.rs", 'fn f() { std::env::var("A_KEY").ok(); }\n', "pub( env :: "],
  ["a.py", 'import os\nos.environ.get("A_KEY")\n', "class A(Config "],
  ["a.py", `import os\nos.environ.get("A_KEY")\nclass ${"Config".repeat(30_000)}\n`, "%("],
  ["a.ts", "process.env.A_KEY;\n", "export { "],
  ["a.ts", "process.env.A_KEY;\n", "export const { "],
  ["a.kt", 'val a = System.getenv("A_KEY") ?: ""\n// ', "fun <T "],
  ["Caddyfile", "{$A_KEY}\n", "{$A:"],
  ["vector.yaml", "a: ${A_KEY:-}\n", "${A:-"],
  ["otel-config.yaml", "receivers:\n  a: ${env:A_KEY}\n  ", "${A:-"],
  ["logstash.conf", "a ${A_KEY:}\n", "${A:"],
  ["haproxy.cfg", 'bind "${A_KEY}"\n"', "${A-"],
  ["default.conf.template", "a ${A_KEY};\n", "${AAAA-"],
  ["a.tmpl", '{{ getenv "A_KEY" }}\n', "{{ a"],
  ["logback.xml", "<a>${A_KEY:-}</a>\n", "<property a"],
  ["application.conf", "a = ${?A_KEY}\na = ", "\t"],
  ["application.conf", "a = ${?A_KEY}\n", '"a '],
  ["application.properties", "a=${A_KEY:}\nA_KEY= x", "\t"],
  ["config/services.yaml", "parameters:\n  a: '%env(A_KEY)%'\n  b: x", "\t"],
];

test.each(beginnings.map(([path, text, piece]) => [path, piece, text + piece.repeat(300_000 / piece.length)] as const))(
  "%s goes on with %j for long",
  async (path, _, text) => {
    expect(await told({ [path]: text })).toContainEqual(expect.stringMatching(/^A_KEY /));
  },
  15_000,
);
