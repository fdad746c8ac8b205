import { describe, expect, test } from "@jest/globals";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

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
    const schema = `service: auth\nstages: { production: "${reader}:deploy/auth.env" }\nvariables:\n  B: {}\n`;
    expect(found({ "schemas/auth.yaml": schema, "deploy/auth.env": "\uFEFFA=1\nB=2\n" })).toEqual([expected]);
  });
});
