import { describe, expect, test } from "@jest/globals";
import { composeEnvFile } from "../src/formats/compose-env-file.ts";
import { textAt } from "../src/model/source.ts";
import { type Lookup, unknown } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { readComposeEnvFile } from "../src/text/env-file/compose-bind.ts";
import { parseComposeEnvFile } from "../src/text/env-file/compose.ts";
import { shellWith, worldOf } from "./support/compose-case.ts";
import { mapOf, readTexts } from "./support/env-file-case.ts";

describe("what a file says", () => {
  test.each([
    ["A=1\nB: two\nexport C=3\n", { A: "1", B: "two", C: "3" }],
    ["A=x # c\nB=x#c\nC= # c\n", { A: "x", B: "x#c", C: "# c" }],
    ["A='$X \\' \\n'\nB=\"\\$X \\n \\101 \\0101 \\q\"\n", { A: "$X ' \\n", B: "$X \n \\101 A \\q" }],
    ['A="\\0 \\01 \\0400 \\0999"\n', { A: "\\ \\1 \\400 \\999" }],
    ['A="1\n2" B=3\n', { A: "1\n2", B: "3" }],
    ["HOST=file\nA=$HOST\n", { HOST: "file", A: "shell" }],
    ["A=1\nA\nHOST\nNOWHERE\n", { A: "1", HOST: "shell" }],
    ["A=1\nLAST", { A: "1", "": "LAST" }],
    ["__proto__=1\n", JSON.parse('{"__proto__":"1"}')],
  ])("%j", (text, expected) => {
    expect(mapOf(readTexts(composeEnvFile, [text], { HOST: "shell" }))).toEqual(expected);
  });

  test("a later file sees the values of an earlier one", () => {
    expect(mapOf(readTexts(composeEnvFile, ["A=1\nB=$A\n", "A=2\nB=$A$B\n"]))).toEqual({ A: "2", B: "21" });
  });
});

describe("a mistake ends the file with a problem that shows no value", () => {
  test.each([
    ["A=1\nNOT A NAME=hunter2\n", "", "this line must be NAME=value, without a space in the name"],
    ["A=1\nhunter2+x=1\n", "", "this line must be NAME=value, with only letters, digits, _ . - [ ] in the name"],
    ["A=1\nexport ", "", "this line must be NAME=value, with only letters, digits, _ . - [ ] in the name"],
    ["A='hunter2\n", "A", "A must have a closing quote"],
    ['A="hunter2 ${"\n', "A", "A must refer to variables as ${NAME}, and write a plain dollar as $$"],
  ])("%j", (text, at, message) => {
    const { problems } = readTexts(composeEnvFile, [text]);
    expect(problems.map((problem) => [problem.at && textAt(problem.at), problem.message])).toEqual([[at, message]]);
  });
});

test("references point at their names where escapes allow it", () => {
  const text = 'A=$ONE-${TWO:-x}\nB="${THREE} \'q\'"\nC="\\n${FOUR} \\$"\n';
  const { facts } = readTexts(composeEnvFile, [text]);
  const references = facts.flatMap((fact) =>
    fact.kind === "reference" ? [[fact.name, fact.refers, textAt(fact.at), fact.value.state]] : [],
  );
  expect(references).toEqual([
    ["A", "ONE", "ONE", "absent"],
    ["A", "TWO", "TWO", "absent"],
    ["B", "THREE", "THREE", "absent"],
    ["C", "FOUR", "C", "absent"],
  ]);
});

const nobody: Lookup = (name) => unknown(`${name} comes from the deploying shell`);

test("what the shell may have stays unknown, yet earlier lines count where nothing is known of the shell", () => {
  const source = { path: ".env", text: "A=1\nB=$A$C\nD=$A\n" };
  const spec = composeEnvFile.read({ sources: [source], options: new Map() }, worldOf(new Map(), nobody));
  const [environment] = resolve(spec);
  expect([...(environment?.entries ?? [])].map(([name, { value }]) => [name, value.state])).toEqual([
    ["A", "known"],
    ["B", "unknown"],
    ["D", "known"],
  ]);
});

test("names twice and lines without a name are told", () => {
  const { facts, problems } = readComposeEnvFile({ path: ".env", text: "A=1\nA=1\nA=2\nLAST" }, shellWith({}));
  expect(problems).toEqual([]);
  expect(facts).toMatchObject([
    { kind: "duplicate", name: "A", same: true },
    { kind: "duplicate", name: "A", same: false },
    { kind: "invalid-name", name: "" },
  ]);
});

test.each(["A=1\n", 'A="', "A", " ", "export "])("%j a hundred thousand times takes no more than linear time", (line) => {
  const start = performance.now();
  parseComposeEnvFile({ path: ".env", text: line.repeat(100_000) });
  expect(performance.now() - start).toBeLessThan(5000);
});
