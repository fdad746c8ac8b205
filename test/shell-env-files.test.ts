import { expect, test } from "@jest/globals";
import { bash } from "../src/formats/bash.ts";
import { direnv } from "../src/formats/direnv.ts";
import { dotenvy } from "../src/formats/dotenvy.ts";
import { ecsEnvFile } from "../src/formats/ecs-env-file.ts";
import { godotenv } from "../src/formats/godotenv.ts";
import { kubectlEnvFile } from "../src/formats/kubectl-env-file.ts";
import { kustomizeEnvFile } from "../src/formats/kustomize-env-file.ts";
import { nomadEnvFile } from "../src/formats/nomad-env-file.ts";
import { podmanEnvFile } from "../src/formats/podman-env-file.ts";
import { pythonDecouple } from "../src/formats/python-decouple.ts";
import { sh } from "../src/formats/sh.ts";
import { systemdEnvFile } from "../src/formats/systemd-env-file.ts";
import { textAt } from "../src/model/source.ts";
import { unseal } from "../src/model/sealed.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { mapOf, readTexts } from "./support/env-file-case.ts";

/** `NAME=text`, or `NAME (state)` for what is not known. */
function shown(format: typeof bash, text: string): string[] {
  return resolve(readTexts(format, [text], { HOME: "/root" })).flatMap(({ entries, openings }) => [
    ...[...entries].map(([name, { value }]) => (value.state === "known" ? `${name}=${unseal(value.text)}` : `${name} (${value.state})`)),
    ...openings.map(() => "(open)"),
  ]);
}

test.each<readonly [string, readonly string[]]>([
  ["A=$(id)\nB=`id`\nC=$((1+1))", ["A (unknown)", "B (unknown)", "C (unknown)"]],
  ["A=1\nif [ -n x ]; then A=2; B=2; fi\nC=3", ["A (unknown)", "B (unknown)", "C=3"]],
  ["source other.env\nA=1", ["(open)", "A=1"].toSorted()],
  ["A=1 | cat\nB=1 &\n(C=1)\n{ D=1; }", ["D=1"]],
  ["A=1 && B=2 || C=3\nfalse && D=4\ncommand-of-mine && E=5", ["A=1", "B=2", "E (unknown)"]],
  ["A=1\nunset A\nB=~/x:~/y", ["A (absent)", "B=/root/x:/root/y"]],
  ["set +a\nA=1\nexport A\nB=2", ["A=1"]],
  ["cat <<E\nA=1\nE\nB=2", ["B=2"]],
  ["f() { A=1; }\nB=2\nf", ["A (unknown)", "B=2", "(open)"]],
])("shells make of %j what they would without running it", (text, expected) => {
  expect(shown(bash, text).toSorted()).toEqual(expected.toSorted());
  expect(shown(sh, text).toSorted()).toEqual(expected.toSorted());
});

test("bash knows what sh does not", () => {
  const text = "A=1\nA+=2\nB=(1 2)\nC=$'a\\nb'\ndeclare -x D=4";
  expect(shown(bash, text)).toEqual(["A=12", "B (absent)", "C=a\nb", "D=4"]);
  expect(readTexts(sh, [text]).problems).toHaveLength(1);
});

test.each<readonly [string, readonly string[]]>([
  ["UID=1000; A=1\nB=2", ["B=2"]],
  ["A=1 EUID=1 B=2\nC=3", ["A=1", "C=3"]],
  ["if true; then UID=1; A=1; fi\nB=2", ["A (unknown)", "B=2"]],
  ["{ PPID=1\nA=1; } && B=2\nC=3", ["C=3"]],
  ["export A=1 UID=2 B=3; C=4", ["A=1", "UID (unknown)", "B=3", "C=4"]],
  ["export UID GID=5\nunset UID\nOWNER=$UID", ["UID (unknown)", "GID=5", "OWNER (unknown)"]],
  ["declare UID=5\nA=1", ["A=1"]],
])("bash lets nobody set its own variables: %j", (text, expected) => {
  expect(shown(bash, text)).toEqual(expected);
});

test("a line that sets a variable of bash's own is told of", () => {
  const told = [bash, sh].map((format) => readTexts(format, ["UID=1000\nGID=1000\n"]).facts.map(({ kind }) => kind));
  expect(told).toEqual([["ignored-line"], []]);
});

test("of several files of ECS the first wins, of two lines of dotenvy the first", () => {
  expect(mapOf(readTexts(ecsEnvFile, ["A=1", "A=2\nB=2"]))).toEqual({ A: "1", B: "2" });
  expect(mapOf(readTexts(dotenvy, ["A=1\nA=2"]))).toEqual({ A: "1" });
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["A=1 # b # c\nB=# d # e\nC= # f\nD=#g", ["A=1 # b", "B=# d", "C=# f", "D=#g"], ["A", "C"]],
  ["A=${HOME}x$B\nB=2\nC=$B${HOME}", ["A=x", "B=2", "C=2"], []],
  ["A=\"x\\\\\"y\"\nB='a\\'b'", ['A=x\\"y', "B=a\\'b"], []],
])("godotenv 1.5 reads %j in its own way", (text, expected, kept) => {
  const spec = readTexts(godotenv, [text], {}, { godotenv: ["1.5"] });
  expect(Object.entries(mapOf(spec)).map(([name, value]) => `${name}=${String(value)}`)).toEqual(expected);
  expect(spec.facts.flatMap((fact) => (fact.kind === "comment-kept" ? [fact.name] : []))).toEqual(kept);
});

test.each([
  ["1.5", { A: "1", B: "" }, 1],
  ["1.6", { A: "1", B: "1" }, 0],
])("godotenv %s: whether a reference sees the file before, and a name has a hyphen", (version, expected, refusals) => {
  const options = { godotenv: [version] };
  expect(mapOf(readTexts(godotenv, ["A=1", "B=${A}"], {}, options))).toEqual(expected);
  expect(readTexts(godotenv, ["A-B=1"], {}, options).problems).toHaveLength(refusals);
});

test("what podman takes from its environment by a pattern cannot be seen", () => {
  expect(shown(podmanEnvFile, "A*\nB=1")).toEqual(["B=1", "(open)"]);
});

test.each([
  [kubectlEnvFile, "export A=1", "A must be NAME=value without export and without white space before =, or kubectl refuses the whole file"],
  [
    kubectlEnvFile,
    "some words",
    "the line must be NAME=value without export and without white space before =, or kubectl refuses the whole file",
  ],
  [kubectlEnvFile, "=1", "the line needs a name before =, or kubectl refuses the whole file"],
  [nomadEnvFile, "=1", "the line needs a name before =, or Nomad refuses the whole file"],
  [nomadEnvFile, "\uFEFFA=1", "A must have no byte order mark before it, or Nomad refuses the whole file"],
  [nomadEnvFile, "export  A=1", "A must be NAME=value with nothing before it but export and one space, or Nomad refuses the whole file"],
] as const)("the reason for a refusal is the one that stands there: %#", (format, text, message) => {
  expect(readTexts(format, [text]).problems.map((problem) => problem.message)).toEqual([message]);
});

test.each([
  ['A="x" # y', ["A"]],
  ["A='x'\t# y", ["A"]],
  ["A=x # y", ["A"]],
  ['A="x # y"', []],
  ['A="x"#y', []],
  ['A="x"\n# y', []],
])("systemd keeps the comment of %j where %j", (text, expected) => {
  const { facts } = readTexts(systemdEnvFile, [text]);
  expect(facts.flatMap((fact) => (fact.kind === "comment-kept" ? [fact.name] : []))).toEqual(expected);
});

test.each([kubectlEnvFile, kustomizeEnvFile])("$id refuses a key that another file has set before", (format) => {
  expect(readTexts(format, ["A=1\nB=1", "C=1"]).problems).toEqual([]);
  expect(readTexts(format, ["A=1\nB=1", "C=1\nA=2"]).problems.map(({ at }) => at && textAt(at))).toEqual(["A"]);
});

const readers = [
  bash,
  sh,
  direnv,
  dotenvy,
  ecsEnvFile,
  godotenv,
  kubectlEnvFile,
  kustomizeEnvFile,
  nomadEnvFile,
  podmanEnvFile,
  pythonDecouple,
  systemdEnvFile,
];

test.each(readers)("$id reads hostile text in linear time", (format) => {
  for (const piece of [
    "A=1\n",
    "${",
    "$(",
    "'",
    '"',
    "\\",
    "`",
    "# ",
    " ",
    "{ ",
    "A='\n",
    "${A:-",
    "((",
    "$'",
    "<<E\n",
    "A=$A$A\n",
    "\0",
  ]) {
    const before = performance.now();
    readTexts(format, [`A=${piece.repeat(Math.ceil(300_000 / piece.length))}`]);
    expect(performance.now() - before).toBeLessThan(8000);
  }
});
