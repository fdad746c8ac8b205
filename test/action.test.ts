import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { reporters } from "../src/reporters/index.ts";
import { isRunnerCommand, runnerLines } from "./runner-commands.ts";
import { manifest, runAction, type Step, writeProgram } from "./support/action.ts";
import { temporaryFolder, writeFiles } from "./support/bin.ts";
import { Canaries } from "./support/canary.ts";
import { judge } from "./support/github-judge.ts";

const root = join(import.meta.dirname, "..");
const folder = temporaryFolder();
const installed = "node_modules/envcheck/bin/envcheck.cjs";

/** Puts a program in the place of the one that a project has installed. */
function installIn(project: string, note: string, more = ""): void {
  writeFiles(project, { "node_modules/envcheck/dist/envcheck.cjs": "" });
  writeProgram(join(project, installed), note, more);
}

function outage(): string {
  const project = mkdtempSync(join(folder, "project-"));
  cpSync(join(root, "fixtures", "outage-2023-11-08"), project, { recursive: true });
  return project;
}

function commandsOf({ log }: Step): readonly string[] {
  return runnerLines(log).filter(isRunnerCommand);
}

/** What the program would be called with, as the one that a project has installed sees it. */
function wordsFor(inputs: Readonly<Record<string, string>>): { words: readonly string[] | undefined; step: Step; project: string } {
  const project = mkdtempSync(join(folder, "words-"));
  const note = join(project, "note");
  installIn(project, note);
  const step = runAction(folder, project, { package: "project", ...inputs });
  return { words: existsSync(note) ? readFileSync(note, "utf8").split("\n") : undefined, step, project };
}

describe("action.yml", () => {
  const text = readFileSync(join(root, "action.yml"), "utf8");

  test("is an action to GitHub's language service, which would say otherwise", () => {
    const documents = { "ours/action.yml": text, "other/action.yml": text.replace("node24", "node99") };
    expect(judge(documents, manifest())).toEqual([expect.stringMatching(/^other\/action[.]yml:\d+ Unexpected value 'node99'$/)]);
  });

  test("names a file that is in the repository, and inputs that this one reads", () => {
    const { inputs, outputs, runs } = manifest();
    const code = readFileSync(join(root, runs.main), "utf8");
    expect(Object.keys(inputs).filter((name) => !code.includes(`"${name}"`))).toEqual([]);
    expect(Object.keys(outputs).filter((name) => !new RegExp(String.raw`"${name}":|\b${name}, `).test(code))).toEqual([]);
  });
});

describe("a step", () => {
  const project = outage();
  const step = runAction(folder, project, {});

  test("ends as the check does, with its figures", () => {
    expect(step.code).toBe(1);
    expect(Object.fromEntries(step.outputs)).toMatchObject({
      "exit-code": "1",
      errors: "1",
      warnings: "0",
      unverifiable: "0",
      "sarif-file": "",
      "json-file": expect.stringMatching(/\/temp\/envcheck-\w+\/envcheck[.]json$/),
    });
    expect([...step.outputs.keys()]).toEqual(Object.keys(manifest().outputs));
  });

  test("annotates the line, and nothing else is a command", () => {
    const place = "file=k8s/production/auth.yaml,line=17,endLine=17,col=11,endColumn=14,title=envcheck%3A missing";
    expect(commandsOf(step)).toEqual([expect.stringMatching(`^::error ${place}::OAUTH_CLIENT_ID is not set for auth in production%0A`)]);
  });

  test("writes the job summary and the report", () => {
    expect(step.summary).toMatch(/OAUTH(?:\\?_)CLIENT(?:\\?_)ID/);
    expect(step.left.get(step.outputs.get("json-file") ?? "")).toContain('"OAUTH_CLIENT_ID"');
  });

  test("keeps nothing for another", () => {
    expect([...step.left.keys()].map((path) => path.replace(/^.*\/runner-\w+\//, "").replace(/-\w{6}\//, "/")).toSorted()).toEqual([
      "output",
      "summary",
      "temp/envcheck/envcheck.json",
    ]);
  });

  test("of another stage is green", () => {
    expect(Object.fromEntries(runAction(folder, project, { stage: "staging" }).outputs)).toMatchObject({ "exit-code": "0", errors: "0" });
  });

  test("in doubt is red where doubt is not allowed", () => {
    const doubtful = outage();
    rmSync(join(doubtful, "k8s/production/auth-db.yaml"));
    const { code, outputs } = runAction(folder, doubtful, {
      targets: "k8s/production#Deployment/auth",
      strict: "true",
      "fail-on": "never",
    });
    expect({ code, unverifiable: Number(outputs.get("unverifiable")) > 0 }).toEqual({ code: 3, unverifiable: true });
  });

  test("in a folder of the workspace writes SARIF there", () => {
    const workspace = mkdtempSync(join(folder, "workspace-"));
    cpSync(project, join(workspace, "shop"), { recursive: true });
    const { outputs } = runAction(folder, workspace, { "working-directory": "shop", "sarif-file": "envcheck.sarif" });
    expect(Object.fromEntries(outputs)).toMatchObject({ errors: "1", "sarif-file": join(workspace, "shop/envcheck.sarif") });
    expect(JSON.parse(readFileSync(join(workspace, "shop/envcheck.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });

  test("with wrong usage has no figures", () => {
    const wrong = runAction(folder, project, { "fail-on": "sometimes" });
    expect(Object.fromEntries(wrong.outputs)).toMatchObject({ "exit-code": "2", errors: "", "json-file": "" });
    expect(wrong.code).toBe(2);
  });
});

test("every input reaches the program as a word of its own", () => {
  const inputs = {
    targets: "compose.yaml#auth\n  k8s/my app\n--strict",
    service: "auth\nshop",
    stage: "production",
    strict: "True",
    "fail-on": "warning",
    "schema-ref": "origin/main",
    baseline: "old.json",
    "sarif-file": "out/$(id).sarif",
    formats: "junit=a b.xml",
    args: "--without-code\n; touch pwned",
  };
  const { words, project } = wordsFor(inputs);
  expect(words?.map((word) => word.replace(/=\/.*\/temp\/envcheck-\w+\//, "=/T/"))).toEqual([
    project,
    "check",
    "--format=github",
    "--format=json=/T/envcheck.json",
    `--format=sarif=${project}/out/$(id).sarif`,
    "--format=junit=a b.xml",
    "--service=auth",
    "--service=shop",
    "--stage=production",
    "--fail-on=warning",
    "--schema-ref=origin/main",
    "--baseline=old.json",
    "--strict",
    "--without-code",
    "; touch pwned",
    "--",
    "compose.yaml#auth",
    "k8s/my app",
    "--strict",
  ]);
  expect(readdirSync(project)).toEqual(["node_modules", "note"]);
});

test("files that were there before are not taken for reports, and links there lead nowhere", () => {
  const project = mkdtempSync(join(folder, "stale-"));
  writeFiles(project, { "old.sarif": "{}", kept: "kept" });
  symlinkSync("kept", join(project, "comment.md"));
  installIn(project, join(project, "note"), "process.exitCode = 3");
  const { outputs, code } = runAction(folder, project, {
    package: "project",
    "sarif-file": "old.sarif",
    formats: "markdown=comment.md\ntext",
  });
  expect({ code, sarif: outputs.get("sarif-file") }).toEqual({ code: 3, sarif: "" });
  expect(readdirSync(project).toSorted()).toEqual(["kept", "node_modules", "note"]);
});

test.each([
  ["strict", "yes::error::x"],
  ["baseline", "a\n::set-env name=A::b"],
  ["sarif-file", "a\r##[add-path]x"],
  ["working-directory", "no\u2028::error::x"],
  ["package", "npm:envcheck@1.2.3; touch pwned"],
  ["package", "npm:envcheck@latest"],
  ["package", "1.2.3"],
  ["package", "file:../evil.tgz"],
  ["package", "https://example.org/$(id).tgz"],
])("a mistake in %s (%j) is told, and not quoted", (name, value) => {
  const { words, step } = wordsFor({ [name]: value });
  expect(words).toBeUndefined();
  expect(step.log).toMatch(/^::error title=envcheck::the input [\w-]+ (?:takes|names) [\w ,.:/@…]+\n$/);
  expect({ code: step.code, said: step.outputs.get("exit-code") }).toEqual({ code: 2, said: "2" });
});

describe("which program runs", () => {
  test("not the one of the project, unless it is asked for", () => {
    const project = outage();
    const note = join(folder, "project-ran");
    installIn(project, note);
    expect(runAction(folder, project, {}).outputs.get("errors")).toBe("1");
    expect(existsSync(note)).toBe(false);
    runAction(folder, project, { package: "project" });
    expect(existsSync(note)).toBe(true);
  });

  test("where none is installed in the project, that is said", () => {
    expect(runAction(folder, outage(), { package: "project" }).log).toBe(
      "::error title=envcheck::envcheck is not installed in this project; npm ci goes before this step\n",
    );
  });

  test("a commit that is not built says so", () => {
    const copy = mkdtempSync(join(folder, "action-"));
    for (const part of ["action", "action.yml", "bin"]) cpSync(join(root, part), join(copy, part), { recursive: true });
    expect(runAction(folder, outage(), {}, { action: copy })).toMatchObject({
      code: 2,
      log: "::error title=envcheck::this commit of the action is not built; use a release, or say with the input package what to run\n",
    });
  });

  test.each([["npm:@example/envcheck@1.2.3-rc.1"], ["https://packages.example.org/envcheck-1.2.3.tgz"]])(
    "%s is installed in a folder where the project has no say",
    (chosen) => {
      const programs = mkdtempSync(join(folder, "programs-"));
      const asked = join(programs, "asked");
      const copy = `require("fs").cpSync(${JSON.stringify(root)} + "/package.json", "node_modules/envcheck/package.json");`;
      const start = `require("fs").mkdirSync("node_modules/envcheck/bin", { recursive: true }); require("fs").writeFileSync("${installed}", "process.exitCode = 1");`;
      writeProgram(join(programs, "npm"), asked, `${copy}${start}console.log("::error::of the registry")`);
      const project = outage();
      writeFileSync(join(project, ".npmrc"), "registry=http://registry.invalid\n");
      const { code, log } = runAction(folder, project, { package: chosen }, { programs });
      const [place, ...words] = readFileSync(asked, "utf8").split("\n");
      expect(place).toMatch(/\/temp\/envcheck-\w+$/);
      expect(words).toEqual(expect.arrayContaining(["install", "--prefix=.", "--ignore-scripts", `envcheck@${chosen}`]));
      expect({ code, log }).toEqual({ code: 1, log: "" });
    },
  );
});

const others = reporters.map(({ id }) => id).filter((id) => id !== "github");

test.each(["random", "word"] as const)("a %s value shows nowhere", (kind) => {
  const canaries = new Canaries(kind);
  const project = mkdtempSync(join(folder, "canary-"));
  mkdirSync(join(project, "schemas"));
  const variables = "{ PORT: { type: port }, SECRET_KEY: { type: secret, min-length: 50 }, URL: { type: url }, MISSING: {} }";
  writeFileSync(
    join(project, "schemas/app.yaml"),
    `service: app\nclosed: true\nstages: { production: app.env }\nvariables: ${variables}\n`,
  );
  const names = ["PORT", "SECRET_KEY", "URL", "UNKNOWN_PASSWORD"];
  writeFileSync(join(project, "app.env"), names.map((name) => `${name}=${canaries.mint(name)}\n`).join(""));
  const { log, left, code } = runAction(folder, project, {
    formats: others.map((one) => `${one}=report.${one}`).join("\n"),
    args: `--host-env=X=${canaries.mint("X")}`,
  });
  const written = others.map((one) => readFileSync(join(project, `report.${one}`), "utf8"));
  expect(code).toBe(1);
  expect(log).toContain("UNKNOWN_PASSWORD");
  expect(canaries.seenIn([log, ...left.values(), ...written].join("\n"))).toEqual([]);
});
