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
