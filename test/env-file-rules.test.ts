import { describe, expect, test } from "@jest/globals";
import { positionOf } from "../src/model/source.ts";
import { djangoEnviron } from "../src/formats/django-environ.ts";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";
import { mapOf, readTexts } from "./support/env-file-case.ts";

/** What the rules about env files and their readers find in a few files, as `rule VARIABLE: message`. */
function found(files: Readonly<Record<string, string>>): string[] {
  const { report } = assessWithoutCode(requestFor("check"), memoryHost(new Map(Object.entries(files))));
  return report.diagnostics.map(({ rule, variable = "-", message }) => `${rule} ${variable}: ${message}`);
}

/** An env file of a deploy that says who reads it. */
const readBy = (reader: string, text: string): Record<string, string> => ({ "deploy/auth.env": `# envcheck: reader=${reader}\n${text}` });

describe("a line that its reader runs", () => {
  test.each([
    ["ruby-dotenv", 'A="$(id)"', ["A"]],
    ["ruby-dotenv", "A='$(id)'", []],
    ["ruby-dotenv", 'A="\\$(id)"', []],
    ["ruby-dotenv", "A=`id`", []],
    ["symfony-dotenv", 'A="$(id)"', ["A"]],
    ["symfony-dotenv", "A='$(id)'", []],
    ["dotenvx", 'A="$(id)"', ["A"]],
    ["dotenvx", "A=`$(id)`", ["A"]],
    ["bash", "A=`id`\nB=$(id)\nC=$((1+1))", ["A", "B"]],
    ["bash", "A='$(id)'\nB=~root", []],
    ["bash", "A= id", ["A"]],
    ["bash", "A=${B:-$(id)}", ["A"]],
    ["bash", "echo $(id)\nA=1", []],
    ["sh", "reload now\nexport A=$(id)", ["-", "A"]],
    ["dotenv", "A=$(id)\nB=`id`", []],
    ["dotenv-expand", "A=$(id)", []],
    ["docker-env-file", "A=$(id)", []],
    ["systemd-env-file", "A=$(id)\nB=`id`", []],
    ["python-dotenv", "A=$(id)", []],
    ["node-env-file", "A=`id`", []],
  ])("%s: %j", (reader, text, expected) => {
    const names = found(readBy(reader, `${text}\n`)).flatMap((line) => /^runs-a-command (\S+):/.exec(line)?.[1] ?? []);
    expect(names).toEqual(expected);
  });

  test("it is told once, without what is run", () => {
    expect(found(readBy("bash", "PORT = 8000\n"))).toEqual([
      "runs-a-command PORT: PORT runs a command: bash takes the line for a command, and sets nothing",
    ]);
    expect(found(readBy("ruby-dotenv", "A=$(cat secret)\n"))).toEqual([
      "runs-a-command A: A runs a command: ruby's dotenv takes what it prints for the value, or for a part of it",
    ]);
  });
});

test.each([
  ["django-environ", "A=y # x", ["comment-kept A: A ends at its #, and keeps what follows from django-environ 0.12 on"]],
  ["django-environ", "A=y#x", ["comment-kept A: A ends at its #, and keeps what follows from django-environ 0.12 on"]],
  ["django-environ", "A='y # x'", []],
  ["docker-env-file", "A=y # x", ["comment-kept A: A keeps the comment behind its value"]],
  ["python-dotenv", "A=y # x", []],
  ["python-dotenv", "A= # x", ["comment-kept A: A keeps the comment behind its value"]],
  ["python-dotenv", "A=#x", []],
])("%s: the comment of %j", (reader, text, expected) => {
  expect(found(readBy(reader, `${text}\n`))).toEqual(expected);
});

test("django-environ 0.12 and newer parses no comments", () => {
  const text = "A=1 # c\nB=\"x # y\"\nC='x # y'\nD='x' # c\nE= 'x'\nF=a#b\nG='\"x\"'\nH=\"a\\\"b\\n\"\n";
  const spec = readTexts(djangoEnviron, [text], {}, { parse_comments: ["false"] });
  const values = { A: "1 # c", B: "x # y", C: "x # y", D: "'x' # c", E: " 'x'", F: "a#b", G: "x", H: 'a"b\\n' };
  expect(mapOf(spec)).toEqual(values);
  expect(spec.facts.map((fact) => `${fact.kind} ${"name" in fact ? fact.name : ""}`)).toEqual([
    "comment-kept A",
    "comment-kept D",
    "quotes-kept E",
  ]);
});

describe("a line that gets lost", () => {
  const swallowed = 'A="abc\nB=1\nC="x"\nD=2\n';
  const lines = "A must end with a quote of its own: now its value takes in the lines of B and C";
  const marked = "A is not set: its reader takes the byte order mark before it into the name";

  test.each([
    ["node-env-file", swallowed, [lines]],
    ["bun", swallowed, [lines]],
    ["deno", swallowed, [lines]],
    ["systemd-env-file", swallowed, [lines]],
    ["node-env-file", "A='abc\nB='x'\n", ["A must end with a quote of its own: now its value takes in the line of B"]],
    ["node-env-file", 'A="abc\nexport B="x"\n', ["A must end with a quote of its own: now its value takes in the line of B"]],
    ["dotenv", swallowed, []],
    ["docker-env-file", swallowed, []],
    ["python-decouple", swallowed, []],
    ["node-env-file", 'A="abc\nB=1"\nC=2\n', []],
    ["node-env-file", 'A="abc"\nB="x"\n', []],
    ["node-env-file", 'A="abc\n-----\nZm9v="\n', []],
    ["node-env-file", 'A="abc\n-----\nABC="\n', []],
    ["node-env-file", "A=abc\nB=1\n", []],
  ])("%s: %j", (reader, text, expected) => {
    const messages = found(readBy(reader, text)).flatMap((line) => /^lost-line \S+: (.*)/.exec(line)?.[1] ?? []);
    expect(messages).toEqual(expected);
  });

  test.each([
    ["node-env-file", `lost-line A: ${marked}`],
    ["deno", `lost-line A: ${marked}`],
    ["python-decouple", "ignored-line A: A is skipped: python-decouple takes the byte order mark before it into the name"],
    ["bash", "ignored-line A: A is skipped: after a byte order mark bash takes the line for a command, and sets nothing"],
  ])("%s tells of a byte order mark once", (reader, expected) => {
    const own = `service: auth\nstages: { production: "${reader}:deploy/auth.env" }\nvariables:\n  B: {}\n`;
    expect(found({ "schemas/auth.yaml": own, "deploy/auth.env": "\uFEFFA=1\nB=2\n" })).toEqual([expected]);
  });
});

function lost(name: string): string {
  return `unset-interpolation ${name}: ${name} loses a part: a $ in it is taken for a reference to what no file here sets`;
}

describe("a reference to what nobody sets", () => {
  const expanding = ["dotenv-expand", "next", "bun", "deno", "dotenvx", "symfony-dotenv", "ruby-dotenv", "dotenvy", "direnv", "bash", "sh"];

  test.each(expanding)("%s: one that may be a piece of a password is not told", (reader) => {
    expect(found(readBy(reader, "A=pa$word\nB=pa$WO\n"))).toEqual([lost("A"), lost("B")]);
  });

  test("nor is one in a compose file, unless braces say that a reference is meant", () => {
    const compose =
      'services:\n  auth:\n    image: auth\n    env_file: auth.env\n    environment:\n      A: "pa$wordQ7!restZ9"\n      B: "${lower}"\n';
    const told = found({ "compose.yaml": compose, "auth.env": "C=pa$hunter2z!tail\n" });
    expect(told).toEqual([
      expect.stringMatching(/^unset-interpolation C: C loses a part/),
      expect.stringMatching(/^unset-interpolation A: A loses a part/),
      expect.stringMatching(/^unset-interpolation lower: lower is set by no file that fills it in/),
    ]);
  });

  test.each([...expanding, "godotenv", "python-dotenv"])("%s: a name is", (reader) => {
    const message = "DB_HOST is set by no file that fills it in, so it expands to nothing unless the deploying shell has it";
    expect(found(readBy(reader, "A=${DB_HOST}\n"))).toEqual([`unset-interpolation DB_HOST: ${message}`]);
  });

  test("godotenv 1.5 looks at the lines above alone", () => {
    const schema = "service: auth\nstages: { production: 'godotenv:auth.env?godotenv=1.5' }\nvariables: { DB_HOST: {} }\n";
    const text = "A=${HOME}x\nDB_HOST=db\nC=$DB_HOST\n";
    expect(found({ "schemas/auth.yaml": schema, "auth.env": text })).toEqual([
      "unset-interpolation HOME: HOME is set by no line above, so it expands to nothing",
    ]);
  });
});

test("nor is a piece of a password in a Dockerfile", () => {
  expect(found({ Dockerfile: "FROM scratch\nENV A=pa$wordQ7!restZ9\nENV B=$BASE_URL\n" })).toEqual([
    lost("A"),
    "unset-interpolation BASE_URL: BASE_URL is never declared, so it expands to nothing",
  ]);
});

describe("a line without = under node 20", () => {
  test("takes the name of the next one with it", () => {
    expect(found(readBy("node-env-file", "some words\nA=1\nB=2\n"))).toEqual([
      "ignored-line -: a line is skipped: node 20 takes a line without = for a part of the next name",
      "ignored-line A: A is skipped: node 20 takes the lines without = before it into the name",
    ]);
  });
});

const taken = (reader: string): string =>
  `ignored-line B: B is skipped: ${reader} takes it for the value of the line before, which has only white space behind =`;

describe("a line behind one with only white space for a value", () => {
  test.each([
    ["deno", "A= \nB=1\nC=2\n", [taken("deno")]],
    ["deno", "A= \r\n\r\nexport B=1\r\nC=2\r\n", [taken("deno")]],
    ["deno", "A=\nB=1\n", []],
    ["deno", "A= \n# B=1\n", []],
    ["deno", "A= \nZm9v=\n", []],
    ["deno", 'A= \n"B=1"\n', []],
    ["node-env-file", "A= \nB=1\n", []],
    ["dotenv", "A= \nB=1\n", []],
  ])("%s: %j", (reader, text, expected) => {
    expect(found(readBy(reader, text))).toEqual(expected);
  });

  test("node 24 takes it, too", () => {
    const own = 'service: auth\nstages: { production: "node-env-file:auth.env?node=24" }\nvariables:\n  C: {}\n';
    expect(found({ "schemas/auth.yaml": own, "auth.env": "A= \nB=1\nC=2\n" })).toContainEqual(taken("node 24"));
  });
});

const compose = "services:\n  web:\n    image: web\n    env_file: deploy/auth.env\n";

/** A service with the compose file for one stage, and the env file by itself for another. */
const schema = (reader: string): string =>
  `service: web\nstages: { production: compose.yaml, staging: "${reader}deploy/auth.env" }\nvariables:\n  X: { required: false }\n`;

const both = (reader: string, text: string): string[] =>
  found({ "compose.yaml": compose, "schemas/auth.yaml": schema(reader), "deploy/auth.env": text });

describe("a line that two programs read differently", () => {
  test.each([
    ["docker-env-file:", 'A="x"\n', "A is read in two ways: without the quotes by compose, with the quotes by docker-env-file"],
    ["docker-env-file:", "A=x # c\n", "A is read in two ways: cut at the # by compose, whole by docker-env-file"],
    ["dotenv:", "A=x#y\n", "A is read in two ways: whole by compose, cut at the # by dotenv"],
    ["docker-env-file:", "A= x\n", "A is read in two ways: without the blanks by compose, with the blanks at its ends by docker-env-file"],
    ["dotenv:", "B=1\nA=${B}\n", "A is read in two ways: expanded by compose, with the dollar sign by dotenv"],
    ["systemd-env-file:", "export A=x\n", "A is read in two ways: set by compose, dropped by systemd-env-file"],
    ["python-decouple:", 'A="x"\nB="y"\n', undefined],
    ["dotenv:", "A=x\nB='y'\nC=\"z\"\n", undefined],
    ["", "A=x#y\n", undefined],
    ["dotenv:", "A=${NOBODY_KNOWS}\n", undefined],
  ])("%s %j", (reader, text, expected) => {
    const lines = both(reader, text);
    if (expected === undefined) expect(lines.filter((line) => line.startsWith("reader-"))).toEqual([]);
    else expect(lines).toEqual([`reader-divergence A: ${expected}`]);
  });

  test("several lines of one kind are one finding", () => {
    expect(both("docker-env-file:", "A='x'\nB='y'\n")).toEqual([
      "reader-divergence A: A and B are read in two ways: without the quotes by compose, with the quotes by docker-env-file",
    ]);
  });

  test("the first comment of a file names a reader, too", () => {
    expect(found({ "compose.yaml": compose, "deploy/auth.env": "# envcheck: reader=docker-env-file\nA='x'\n" })).toEqual([
      expect.stringMatching(/^reader-divergence A: /),
    ]);
  });

  test("a value that its type rejects is told by its declaration only", () => {
    const files = { "compose.yaml": compose, "deploy/auth.env": "PORT='80'\n" };
    const declared = schema("docker-env-file:").replace("X: { required: false }", "PORT: { type: port }");
    expect(found({ ...files, "schemas/auth.yaml": declared })).toEqual([expect.stringMatching(/^invalid PORT: /)]);
  });
});

test.each([
  ["A=1\nA=2\n", "A is set twice, to two different values", [1]],
  ["A=1\nB=1\nA=2\nA=1\nB=1\nA=3\n", "A is set 4 times, to different values", [1, 4, 6]],
  ["A=1\nA=1\nA=1\n", "A is set 3 times, each time to the same", [1, 3]],
])("%j tells of a name once, with all its places", (text, message, lines) => {
  const { report } = assessWithoutCode(requestFor("check"), memoryHost(new Map([[".env", text]])));
  const [told, ...others] = report.diagnostics.filter(({ rule, variable }) => rule === "duplicate" && variable === "A");
  expect(others).toEqual([]);
  expect(told?.message).toBe(message);
  expect(told?.notes?.map(({ at }) => at && positionOf(at).line)).toEqual(lines);
});
