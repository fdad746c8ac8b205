import { expect, test } from "@jest/globals";
import { memoryHost } from "./memory-host.ts";
import { runWords } from "./support/words.ts";

const secret = "qjxvzk-4711";
const schema = `service: auth
stages: { production: prod.env, staging: staging.env }
variables:
  SECRET_KEY: { type: secret, default: ${secret} }
  SESSION_COOKIE_AGE: {}
  "$(touch X)": {}
  "A;rm": {}
  "\\u001B[2J": {}
`;
const host = memoryHost(new Map([["schemas/auth.yaml", schema]]));

async function candidates(line: readonly string[], where = host): Promise<readonly string[]> {
  const { stdout, exitCode } = await runWords(["completion", "words", "--", ...line], where);
  expect(exitCode).toBe(0);
  return stdout
    .trimEnd()
    .split("\n")
    .map((one) => one.replace(/\t.*/, ""));
}

test.each([
  ["a command", ["expl"], ["files", "explain"]],
  ["a command behind flags", ["--stage", "production", "resol"], ["files", "resolve"]],
  ["a target", ["check", ""], ["files"]],
  ["a flag", ["explain", "--with"], ["words", "--without-code"]],
  ["a flag of this command only", ["rules", "--with"], ["words"]],
  ["a service", ["--service", ""], ["words", "auth"]],
  ["a stage", ["resolve", "--stage", "pro"], ["words", "production"]],
  ["a stage behind an equals sign", ["--stage=s"], ["words", "--stage=staging"]],
  ["a choice", ["--fail-on", ""], ["words", "error", "warning", "never"]],
  ["a format of this command only", ["audit", "--format", "p"], ["words", "prometheus"]],
  ["a format behind an equals sign", ["--format=ju"], ["words", "--format=junit"]],
  ["a file", ["--config", ""], ["files"]],
  ["a duration", ["live", "--wait", ""], ["words"]],
  ["a variable", ["explain", "SE"], ["words", "SECRET_KEY", "SESSION_COOKIE_AGE"]],
  ["a target behind the variable", ["explain", "SECRET_KEY", ""], ["files"]],
  ["a rule", ["rules", "missing-e"], ["words", "missing-env-file"]],
  ["a shell", ["completion", ""], ["words", "bash", "zsh", "fish"]],
  ["what baseline takes", ["baseline", ""], ["words", "update"]],
  ["a file of another command", ["run", "--", "gunicorn", "--con"], ["files"]],
  ["a file of another command without dashes", ["run", "gunicorn", "--con"], ["files"]],
  ["what no command has", ["--nothing", "", "--no"], ["words"]],
  ["nothing at all", [], expect.arrayContaining(["files", "check", "completion"])],
])("%s is completed", async (_what, line, expected) => {
  expect(await candidates(line)).toEqual(expected);
});

test("no word holds a value, or anything that a shell takes for more than its characters", async () => {
  const all = await Promise.all([["explain", ""], ["--allow-missing", ""], ["check", "--"], [""]].map((line) => candidates(line)));
  expect(all.flat().filter((word) => !/^[\w.-]+$/.test(word))).toEqual([]);
  expect(all.flat().join("\n")).not.toContain(secret);
});

test.each([
  ["broken schema", new Map([["schemas/auth.yaml", "service: [\n"]])],
  ["broken configuration", new Map([["envcheck.yaml", "{"]])],
  ["baseline that is not there", new Map([["envcheck.yaml", "baseline: nowhere.json\n"]])],
  ["project", new Map<string, string>()],
])("a %s completes no name, and fails nothing", async (what, files) => {
  expect([what, await candidates(["explain", ""], memoryHost(files))]).toEqual([what, ["words"]]);
});

test("a shell that is not known is a mistake", async () => {
  const { exitCode, stderr } = await runWords(["completion", "csh"], host);
  expect([exitCode, stderr]).toEqual([2, "envcheck: completion takes bash, zsh, fish\n"]);
});
