import { describe, expect, test } from "@jest/globals";
import { bun } from "../src/formats/bun.ts";
import { deno } from "../src/formats/deno.ts";
import { dotenvExpand } from "../src/formats/dotenv-expand.ts";
import { dotenvx } from "../src/formats/dotenvx.ts";
import { kubernetesFileKey } from "../src/formats/kubernetes-file-key.ts";
import { nextEnv } from "../src/formats/next.ts";
import { phpdotenv } from "../src/formats/phpdotenv.ts";
import { rubyDotenv } from "../src/formats/ruby-dotenv.ts";
import { symfonyDotenv } from "../src/formats/symfony-dotenv.ts";
import type { Spec } from "../src/model/binding.ts";
import { positionOf, type Span, textAt } from "../src/model/source.ts";
import { unknown, type Value } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { runsCommand } from "../src/text/env-file/expansion.ts";
import { readerNamed } from "../src/text/env-file/reader-comment.ts";
import { run } from "../src/commands/resolve.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";
import { mapOf, readTexts } from "./support/env-file-case.ts";

const loaders = { dotenvExpand, nextEnv, bun, deno, dotenvx, phpdotenv, symfonyDotenv, rubyDotenv, kubernetesFileKey };

/** `line:column name` of every binding and problem, in order. */
function places(spec: Spec): string[] {
  const bindings = spec.workloads.flatMap(({ layers }) => layers).flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
  return [...bindings.map(({ at }) => place(at)), ...spec.problems.map(({ at }) => `! ${at === undefined ? "nowhere" : place(at)}`)];
}

function place(at: Span): string {
  const { line, column } = positionOf(at);
  return `${String(line)}:${String(column)} ${textAt(at)}`.trimEnd();
}

function valueIn(spec: Spec, name: string): Value | undefined {
  return resolve(spec)[0]?.entries.get(name)?.value;
}

interface Row {
  readonly loader: keyof typeof loaders;
  readonly text: string;
  readonly map: Readonly<Record<string, string | null>>;
  readonly at: readonly string[];
}

describe("what a loader makes of a file, and where its names are", () => {
  test.each<Row>([
    {
      loader: "dotenvExpand",
      text: "export A=1\r\n  B = $A-${HOST}\r\nHOST=file\r\nC='\\$A ${D:-d}'",
      map: { A: "1", B: "1-h", HOST: "h", C: "$A d" },
      at: ["1:8 A", "2:3 B", "3:1 HOST", "4:1 C"],
    },
    { loader: "dotenvExpand", text: "A=${nullable}", map: { A: "able" }, at: ["1:1 A"] },
    { loader: "dotenvExpand", text: "B=$2\n2=x\nA=$2", map: { 2: "x", B: "$2", A: "$2" }, at: ["1:1 B", "2:1 2", "3:1 A"] },
    {
      loader: "nextEnv",
      text: "B=$A\nA=1\nC=${A:-d}\nD=a$",
      map: { B: "1", A: "1", C: "d", D: "a$" },
      at: ["1:1 B", "2:1 A", "3:1 C", "4:1 D"],
    },
    { loader: "nextEnv", text: "A=1\nB=x$B", map: {}, at: ["! 2:1 B"] },
    { loader: "bun", text: "\uFEFFA\n=1\nB=${C:-$A\nD=`x`y\n", map: { A: "1", B: "${C:-$A", D: "x" }, at: ["1:2 A", "3:1 B", "4:1 D"] },
    { loader: "bun", text: 'HOST=file\nB="$HOST\\n"', map: { B: "h\n" }, at: ["2:1 B"] },
    {
      loader: "deno",
      text: 'A=1\r\nA=2\r\nexport B=$A\r\nC="a"b"\r\n',
      map: { A: "1", B: "2", C: 'a"b' },
      at: ["1:1 A", "3:8 B", "4:1 C"],
    },
    {
      loader: "dotenvx",
      text: "A=x\nB='$A'\nC=$B\nD=\"\\t\"",
      map: { A: "x", B: "$A", C: "$A", D: "\t" },
      at: ["1:1 A", "2:1 B", "3:1 C", "4:1 D"],
    },
    { loader: "dotenvx", text: "constructor=1", map: { constructor: "1" }, at: ["1:1 constructor", "! 1:1 constructor"] },
    {
      loader: "phpdotenv",
      text: 'A=1\nexport  B="x\\n${A}\n${C}" # c\n\nLONE\n"N"=${${A}}',
      map: { A: "1", B: "x\n1\n${C}", LONE: null, N: "${1}" },
      at: ["1:1 A", "2:9 B", "5:1 LONE", "6:2 N"],
    },
    { loader: "phpdotenv", text: "A=1\nB=a b\nC=2", map: { A: "1" }, at: ["1:1 A", "! 2:1 B"] },
    { loader: "phpdotenv", text: 'A=1\nB="open\nC=2', map: { A: "1" }, at: ["1:1 A", "! 2:1 B"] },
    {
      loader: "symfonyDotenv",
      text: "A=1\r\nexport B='$A'\"$A\"$A # c\r\nC=${D:=x}${D}\r\nE=${F:-'g h'}",
      map: { A: "1", B: "$A11", D: "x", C: "xx", E: "g h" },
      at: ["1:1 A", "2:8 B", "3:5 D", "3:1 C", "4:1 E"],
    },
    { loader: "symfonyDotenv", text: "A=1\nB =2\nC=3", map: { A: "1" }, at: ["1:1 A", "! 2:1 B"] },
    { loader: "symfonyDotenv", text: "A=1\nMIIEvQIBADANBgkqhkiG9w\nC=3", map: { A: "1" }, at: ["1:1 A", "! 2:1"] },
    { loader: "symfonyDotenv", text: "A=1\nB='open", map: { A: "1" }, at: ["1:1 A", "! 2:1 B"] },
    {
      loader: "rubyDotenv",
      text: 'A=1\nHOST=file\nB="$A\\n" # c\nC: x\\ y$HOST\nLONE\nexport A\nexport  D=${A}b',
      map: { A: "1", HOST: "h", B: "1\\n", C: "x yh", LONE: "", D: "1b" },
      at: ["1:1 A", "2:1 HOST", "3:1 B", "4:1 C", "5:1 LONE", "7:9 D"],
    },
    { loader: "rubyDotenv", text: "A=1\nexport GONE\nB=2", map: { A: "1" }, at: ["1:1 A", "! 2:8 GONE"] },
    {
      loader: "rubyDotenv",
      text: 'DOTENV_LINEBREAK_MODE=legacy\nA="x\\ny"',
      map: { DOTENV_LINEBREAK_MODE: "legacy", A: "x\ny" },
      at: ["1:1 DOTENV_LINEBREAK_MODE", "2:1 A"],
    },
    {
      loader: "kubernetesFileKey",
      text: "# c\n\n  A='1\r\n 2' # c\nB= 'x'\nA='3'\nC=4\nD='5'",
      map: { A: "1\n 2", B: "" },
      at: ["3:3 A", "5:1 B", "! 7:1 C"],
    },
  ])("$loader reads $text", ({ loader, text, map, at }) => {
    const spec = readTexts(loaders[loader], [text], { HOST: "h" });
    expect(mapOf(spec)).toEqual(map);
    expect(places(spec)).toEqual(at);
  });
});

describe("what nobody can see without running something", () => {
  test.each([
    { loader: dotenvx, text: 'A=1\nB="$(echo ")")"' },
    { loader: symfonyDotenv, text: "A=1\nB=x$(date)y" },
    { loader: rubyDotenv, text: "A=1\nB=$(cat $(pwd)/x)" },
  ])("$loader.id runs no command", ({ loader, text }) => {
    const spec = readTexts(loader, [text]);
    expect(valueIn(spec, "B")).toEqual(unknown(runsCommand));
    expect(valueIn(spec, "A")?.state).toBe("known");
  });

  test.each([
    { loader: dotenvx, text: "B='$(date)'" },
    { loader: symfonyDotenv, text: "B='$(date)'" },
    { loader: symfonyDotenv, text: "B=\\$(date)" },
    { loader: rubyDotenv, text: "B=\\$(date)" },
    { loader: dotenvExpand, text: "B=$(date)" },
    { loader: bun, text: "B=$(date)" },
  ])("$loader.id takes $text as text", ({ loader, text }) => {
    expect(mapOf(readTexts(loader, [text]))).toEqual({ B: "$(date)" });
  });

  test("what dotenvx has encrypted is surely set", () => {
    expect(valueIn(readTexts(dotenvx, ["A=encrypted:BE9Y"]), "A")?.state).toBe("opaque");
  });

  test.each([dotenvExpand, nextEnv, bun, deno, dotenvx, phpdotenv, symfonyDotenv, rubyDotenv])(
    "$id leaves unknown what only the process may have, and keeps what the file sets",
    (format) => {
      const source = { path: "a.env", text: "A=1\nB=${A}\nC=${ELSEWHERE}x" };
      const world = { read: (path: string) => ({ path, reason: "missing" as const, because: "gone" }), shell: () => unknown("shell") };
      const spec = format.read({ sources: [source], options: new Map() }, world);
      expect([valueIn(spec, "B"), valueIn(spec, "C")]).toEqual([expect.objectContaining({ state: "known" }), unknown("shell")]);
    },
  );
});

test.each([dotenvExpand, nextEnv, bun, deno, dotenvx, phpdotenv, symfonyDotenv, rubyDotenv])(
  "$id lets a later file win, whose references see the earlier one",
  (format) => {
    expect(mapOf(readTexts(format, ["A=1\nB=1", "B=2\nC=${A}${B}"]))).toEqual({ A: "1", B: "2", C: "12" });
  },
);

describe("hostile files take linear time", () => {
  const length = 100_000;
  const pieces = [
    'A="',
    "A='x\n",
    "A=${",
    "$A",
    "${A",
    "$(",
    "\\$",
    "\n",
    " ",
    "words\n",
    "A=1\n",
    "=",
    "'",
    '\\"',
    "KEY: value\n",
    "A=$A$A\n",
    "(",
    "${A:-",
    "\0",
  ];
  test.each(pieces)("%j again and again", (piece) => {
    for (const text of [`A="\n${piece.repeat(length / piece.length)}!`, `A=${piece.repeat(length / piece.length)}`]) {
      for (const format of Object.values(loaders)) {
        const start = performance.now();
        readTexts(format, [text]);
        expect(performance.now() - start).toBeLessThan(5000);
      }
    }
  });
});

test.each([phpdotenv, rubyDotenv])("$id lists no lines of a key that lost its quotes", (format) => {
  const line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ";
  expect(mapOf(readTexts(format, [`A=1\n${line}\n`]))).toEqual({ A: "1" });
});

test.each([
  ["# envcheck: reader=docker-env-file\nA=1", "docker-env-file"],
  ["\uFEFF#envcheck: reader=ruby-dotenv \r\nA=1", "ruby-dotenv"],
  ["\nA=1\n  # envcheck: reader=bun", "bun"],
  ["# other\n# envcheck: reader=bun", undefined],
  ["A=# envcheck: reader=bun", undefined],
  ["# envcheck: reader=", undefined],
])("%j asks for %s", (text, id) => expect(readerNamed(text)).toBe(id));

test.each([
  ["# envcheck: reader=docker-env-file\nA='1'\n", [".env"], "'1'"],
  ["A='1'\n", [".env"], "1"],
  ["# envcheck: reader=docker-env-file\nA='1'\n", ["dotenv:.env"], "1"],
  ["# envcheck: reader=docker-env-fil\nA='1'\n", [".env"], "did you mean docker-env-file"],
])("%j is read as its comment says, unless the target says more", async (text, targets, expected) => {
  const host = memoryHost(new Map([[".env", text]]));
  const { stdout, stderr } = await run(requestFor("resolve", { targets, reveal: true }), host, plain);
  expect(`${stdout}${stderr}`).toMatch(new RegExp(`(?:^|[=\\s"]|: )${expected}(?:[\\s"]|$)`, "m"));
});
