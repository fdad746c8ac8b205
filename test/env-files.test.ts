import { describe, expect, test } from "@jest/globals";
import { dotenv } from "../src/formats/dotenv.ts";
import { djangoEnviron } from "../src/formats/django-environ.ts";
import { dockerEnvFile } from "../src/formats/docker-env-file.ts";
import { envDump } from "../src/formats/env-dump.ts";
import { nodeEnvFile } from "../src/formats/node-env-file.ts";
import { pythonDotenv } from "../src/formats/python-dotenv.ts";
import type { Spec } from "../src/model/binding.ts";
import type { Fact } from "../src/model/fact.ts";
import { positionOf, type Span, textAt } from "../src/model/source.ts";
import { unknown } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { mapOf, readTexts, textOf } from "./support/env-file-case.ts";

const formats = { dotenv, djangoEnviron, dockerEnvFile, envDump, nodeEnvFile, pythonDotenv };

/** `kind line:column text`, so that a row shows at what a fact points. */
function told(spec: Spec): string[] {
  const facts = spec.facts.map((fact) => `${fact.kind} ${place(fact.at)}${more(fact)}`);
  return [...facts, ...spec.problems.map(({ at }) => `problem ${place(at)}`)];
}

function place(at: Span | undefined): string {
  if (at === undefined) return "nowhere";
  const { line, column } = positionOf(at);
  return `${String(line)}:${String(column)} ${textAt(at)}`.trimEnd();
}

function more(fact: Fact): string {
  if (fact.kind === "duplicate") return ` after ${place(fact.earlier)}, ${fact.same ? "same" : "other"} value`;
  if (fact.kind === "unexpanded" || fact.kind === "reference") return ` -> ${fact.refers}`;
  return fact.kind === "yaml-syntax" ? ` (${String(fact.lines)})` : "";
}

const yaml = 'API_HOST: "api.test"\nKEY: "one\\\n  two three\\\n  four"\n# a comment\nPORT: 80\n';

interface Row {
  readonly format: keyof typeof formats;
  readonly text: string;
  readonly map: Readonly<Record<string, string | null>>;
  readonly told: readonly string[];
}

describe("what a file says and what its reader would not say", () => {
  test.each<Row>([
    {
      format: "dotenv",
      text: "A=1\nA=2\nB=x\nA=2\n",
      map: { A: "2", B: "x" },
      told: ["duplicate 2:1 A after 1:1 A, other value", "duplicate 4:1 A after 2:1 A, same value"],
    },
    { format: "dotenv", text: 'A="x\nB=2', map: { A: '"x', B: "2" }, told: ["quotes-kept 1:1 A"] },
    {
      format: "dotenv",
      text: "A=${B}\nC='${B}'\nexport  D=\"$B-${B:-1}\"",
      map: { A: "${B}", C: "${B}", D: "$B-${B:-1}" },
      told: ["unexpanded 1:1 A -> B", "unexpanded 3:9 D -> B"],
    },
    {
      format: "dotenv",
      text: "__proto__=1\nA=2\nwords only\nLONELY\nFÖÖ=1",
      map: { A: "2" },
      told: ["ignored-line 1:1 __proto__", "ignored-line 3:1", "ignored-line 4:1 LONELY", "ignored-line 5:1 FÖÖ"],
    },
    {
      format: "dotenv",
      text: yaml,
      map: { API_HOST: "api.test", KEY: "one\\\n  two three\\\n  four", PORT: "80" },
      told: ["yaml-syntax 1:1 API_HOST (3)"],
    },
    { format: "djangoEnviron", text: yaml, map: {}, told: ["yaml-syntax 1:1 API_HOST (3)"] },
    { format: "dockerEnvFile", text: yaml, map: {}, told: ["yaml-syntax 1:1 API_HOST (3)", "problem 1:1 API_HOST"] },
    { format: "pythonDotenv", text: yaml, map: { 'four"': null }, told: ["yaml-syntax 1:1 API_HOST (3)"] },
    { format: "nodeEnvFile", text: yaml, map: {}, told: ["yaml-syntax 1:1 API_HOST (3)"] },
    {
      format: "djangoEnviron",
      text: 'SPACED = 1\n  INDENTED=1\nexport  TWICE=1\nDOT.TED=1\nOK=1\nQ="a" # b\nT="multi\nline"\n',
      map: { OK: "1", Q: '"a" ', T: '"multi' },
      told: [
        "quotes-kept 6:1 Q",
        "quotes-kept 7:1 T",
        "ignored-line 1:1 SPACED",
        "ignored-line 2:3 INDENTED",
        "ignored-line 3:9 TWICE",
        "ignored-line 4:1 DOT.TED",
        "ignored-line 8:1",
      ],
    },
    {
      format: "djangoEnviron",
      text: "A=1 # c\nB=\"x # y\"\nC='x # y'\nD='x' # c\nE= 'x'\nF=a#b\nG='\"x\"'\nH=\"a\\\"b\\n\"\n",
      map: { A: "1 ", B: '"x ', C: "x # y", D: "x", E: "x", F: "a", G: "x", H: 'a"b\\n' },
      told: ["comment-kept 1:1 A", "quotes-kept 2:1 B", "comment-kept 4:1 D", "comment-kept 6:1 F"],
    },
    { format: "djangoEnviron", text: "\uFEFFSECRET_KEY=1\nB=2", map: { B: "2" }, told: ["ignored-line 1:2 SECRET_KEY"] },
    {
      format: "dockerEnvFile",
      text: "A=\"1\"\nB=1 # one\n  C=${A}\nD='${A}'\nHOST\nGONE\n",
      map: { A: '"1"', B: "1 # one", C: "${A}", D: "'${A}'", HOST: "h" },
      told: ["quotes-kept 1:1 A", "comment-kept 2:1 B", "unexpanded 3:3 C -> A", "quotes-kept 4:1 D"],
    },
    {
      format: "dockerEnvFile",
      text: "A=1\nexport B=2\nC =3\n=4\nsome words\n",
      map: { A: "1" },
      told: ["problem 2:8 B", "problem 3:1 C", "problem 4:1", "problem 5:1"],
    },
    {
      format: "pythonDotenv",
      text: "HOST\nAAA=${HOST}\nB=${CCC:-d}${AAA}${word}\nE='x' y\nF=\"open\n",
      map: { HOST: null, AAA: "", B: "d" },
      told: [
        "reference 3:1 B -> CCC",
        "reference 3:1 B -> AAA",
        "lost-piece 3:1 B",
        "ignored-line 1:1 HOST",
        "ignored-line 4:1 E",
        "ignored-line 5:1 F",
      ],
    },
    {
      format: "nodeEnvFile",
      text: "lost words\nFOO=bar\r\nB=`x\nC='1",
      map: { "lost words\nFOO": "bar", B: "`x" },
      told: ["ignored-line 2:1 FOO", "quotes-kept 3:1 B", "ignored-line 1:1", "ignored-line 4:1 C"],
    },
    { format: "envDump", text: "A=1\n two\nthree\nB==\n", map: { A: "1\n two\nthree", B: "=" }, told: [] },
    {
      format: "envDump",
      text: "login banner\nKEY=-----BEGIN KEY-----\nabc=\n-----END KEY-----\nB=2\n",
      map: { KEY: "-----BEGIN KEY-----\nabc=\n-----END KEY-----", B: "2" },
      told: ["ignored-line 1:1"],
    },
    { format: "envDump", text: "A=1\nB=2\0C=\0junk\0", map: { A: "1\nB=2", C: "" }, told: ["ignored-line 2:8"] },
  ])("$format reads $text", ({ format, text, map, told: expected }) => {
    const spec = readTexts(formats[format], [text], { HOST: "h" });
    expect(mapOf(spec)).toEqual(map);
    expect(told(spec)).toEqual(expected);
  });
});

describe("layers", () => {
  test("a later file wins, and its references see the earlier one", () => {
    const spec = readTexts(pythonDotenv, ["A=1\nB=1", "B=2\nC=${A}${B}"]);
    expect(mapOf(spec)).toEqual({ A: "1", B: "2", C: "12" });
    expect(spec.sources.map(({ path }) => path)).toEqual(["0.env", "1.env"]);
  });

  test("docker's own option wins over every file, and a bare name without a value unsets", () => {
    expect(mapOf(readTexts(dockerEnvFile, ["A=1\nB=1", "A=2"], {}, { env: ["B=3=4", "A"] }))).toEqual({ A: null, B: "3=4" });
  });

  test("node 24 takes the next line for a blank value, node 20 does not", () => {
    const text = "FOO=   \nB=1\n";
    expect(mapOf(readTexts(nodeEnvFile, [text], {}, { node: ["24"] }))).toEqual({ FOO: "B=1" });
    expect(mapOf(readTexts(nodeEnvFile, [text]))).toEqual({ FOO: "", B: "1" });
  });

  test.each([
    { format: dockerEnvFile, text: "HOST" },
    { format: pythonDotenv, text: "HOST=${ELSEWHERE}" },
  ])("$format.id leaves unknown what the shell may have", ({ format, text }) => {
    const source = { path: "a.env", text };
    const world = { read: (path: string) => ({ path, reason: "missing" as const, because: "gone" }), shell: () => unknown("shell") };
    const [environment] = resolve(format.read({ sources: [source], options: new Map() }, world));
    expect(environment?.entries.get("HOST")?.value).toEqual(unknown("shell"));
  });
});

test("every repeated assignment keeps its own value", () => {
  const [environment] = resolve(readTexts(dotenv, ["A='1' # one\nexport A=\"2\"\nA: 3\n"]));
  const entry = environment?.entries.get("A");
  expect([entry?.value, ...(entry?.shadowed ?? [])].map((value) => value && textOf(value))).toEqual(["3", "2", "1"]);
});

describe("names of env files", () => {
  const yes = [
    ".env",
    "a/.env.local",
    ".env.production",
    "prod.env",
    "env.example",
    ".env.example",
    "example.env",
    "prod.env.example",
    ".env.d/.env",
  ];
  const no = [".envrc", "prod.env.ts", ".env.d.ts", "env.ts", ".env.json", "environment", "env", "dotenv", ".env/", "a/.env.d/readme"];
  test.each(yes)("%s is one", (path) => expect(dotenv.accepts({ path, text: "" })).toBe(true));
  test.each(no)("%s is none", (path) => expect(dotenv.accepts({ path, text: "" })).toBe(false));
});

describe("hostile files take linear time", () => {
  const length = 400_000;
  const texts = [
    'A="',
    "A='x\n",
    "A=${",
    "\n",
    " ",
    "words\n",
    "A=1\n",
    "=",
    "'",
    '\\"',
    "KEY: value\n",
    "-----BEGIN \n",
    "A=\u2028'x",
  ].map((piece) => [piece, `A="\n${piece.repeat(length / piece.length)}!`] as const);
  test.each(texts)("%j again and again", (_, text) => {
    for (const format of Object.values(formats)) {
      const start = performance.now();
      readTexts(format, [text], {}, { node: ["24"] });
      expect(performance.now() - start).toBeLessThan(5000);
    }
  });
});
