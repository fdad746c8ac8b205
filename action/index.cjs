// Runs envcheck as one step of a GitHub workflow. GitHub starts this file as it stands in the repository, so it needs nothing that is built
// or installed. Words reach other programs as lists, never through a shell; nothing of an input is ever printed.
"use strict";
const { spawnSync } = require("node:child_process");
const { randomUUID } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const { env } = process;
const [wrongUsage, bug] = [2, 70];

/** A mistake of whoever wrote the workflow, in words that hold nothing of an input. */
class Mistake extends Error {}

function text(name) {
  return (env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
}

function lines(name) {
  return text(name)
    .split(/[\r\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function line(name) {
  const [first = "", ...others] = lines(name);
  if (others.length > 0) throw new Mistake(`the input ${name} takes one line`);
  return first;
}

/** As YAML 1.2 writes it, like the toolkit of GitHub. */
function isOn(name) {
  const word = line(name);
  if (/^(?:true|True|TRUE)$/.test(word)) return true;
  if (/^(?:false|False|FALSE)?$/.test(word)) return false;
  throw new Mistake(`the input ${name} takes true or false`);
}

function projectFolder() {
  const folder = path.resolve(env.GITHUB_WORKSPACE || process.cwd(), line("working-directory"));
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Mistake("the input working-directory names no folder");
  return folder;
}

/** The program to run. What the project has installed is used only on request, since the change that is judged may have chosen it. */
function programOf(project, temporary) {
  const chosen = line("package");
  if (chosen !== "" && chosen !== "project") return install(chosen, temporary);
  const [folder, otherwise] =
    chosen === "project"
      ? [path.join(project, "node_modules/envcheck"), "envcheck is not installed in this project; npm ci goes before this step"]
      : [path.join(__dirname, ".."), "this commit of the action is not built; use a release, or say with the input package what to run"];
  if (!fs.existsSync(path.join(folder, "dist/envcheck.cjs"))) throw new Mistake(otherwise);
  return path.join(folder, "bin/envcheck.cjs");
}

/** Into an empty folder: in the project npm would obey the project's .npmrc. Nothing of the package runs while it is installed. */
function install(chosen, temporary) {
  if (!/^(?:https:\/\/[\w.:/@~+-]+[.]tgz|npm:(?:@[\w.-]+\/)?[\w.-]+@\d+[.]\d+[.]\d+(?:-[\w.]+)?)$/.test(chosen)) {
    throw new Mistake("the input package takes https://….tgz, npm:NAME@1.2.3 with an exact version, or project");
  }
  const words = ["install", "--prefix=.", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", `envcheck@${chosen}`];
  // On Windows npm is a batch file, which only a shell starts; no word has a character that means something to it.
  const { status } = spawnSync("npm", words, { cwd: temporary, stdio: "ignore", shell: process.platform === "win32" });
  if (status !== 0) throw new Mistake("npm cannot install that package");
  return path.join(temporary, "node_modules/envcheck/bin/envcheck.cjs");
}

function flag(name, values) {
  return values.filter((value) => value !== "").map((value) => `--${name}=${value}`);
}

function wordsOf(json, sarif) {
  return [
    "check",
    ...flag("format", ["github", `json=${json}`, sarif && `sarif=${sarif}`, ...lines("formats")]),
    ...flag("service", lines("service")),
    ...flag("stage", lines("stage")),
    ...["fail-on", "schema-ref", "baseline"].flatMap((name) => flag(name, [line(name)])),
    ...(isOn("strict") ? ["--strict"] : []),
    ...lines("args"),
    "--",
    ...lines("targets"),
  ];
}

/** Annotations go straight to the runner, and the program writes the job summary itself. Whatever it kept from another job is not trusted. */
function run(program, words, project) {
  const { status } = spawnSync(process.execPath, [program, ...words], {
    cwd: project,
    env: { ...env, ENVCHECK_NO_CODE_CACHE: "1", ENVCHECK_NO_SCAN_CACHE: "1" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return status ?? bug;
}

function summaryOf(json) {
  try {
    return JSON.parse(fs.readFileSync(json, "utf8")).summary;
  } catch {
    return {};
  }
}

/** The delimiter is one that no value can foresee. */
function setOutputs(outputs) {
  if (!env.GITHUB_OUTPUT) return;
  const delimiter = `envcheck-${randomUUID()}`;
  const block = ([name, value]) => `${name}<<${delimiter}\n${value ?? ""}\n${delimiter}\n`;
  fs.appendFileSync(env.GITHUB_OUTPUT, Object.entries(outputs).map(block).join(""));
}

function existing(file) {
  return file && fs.existsSync(file) ? file : "";
}

function main() {
  const project = projectFolder();
  const temporary = fs.mkdtempSync(path.join(env.RUNNER_TEMP || require("node:os").tmpdir(), "envcheck-"));
  const json = path.join(temporary, "envcheck.json");
  const sarif = line("sarif-file") && path.resolve(project, line("sarif-file"));
  const words = wordsOf(json, sarif);
  const program = programOf(project, temporary);
  // What a change has put there, or where its link leads, must not pass for a report.
  const files = [sarif, ...lines("formats").map((word) => word.split("=").slice(1).join("="))];
  for (const file of files.filter(Boolean)) fs.rmSync(path.resolve(project, file), { force: true });
  const exitCode = run(program, words, project);
  const { errors, warnings, unverifiable } = summaryOf(json);
  const reports = { "sarif-file": existing(sarif), "json-file": existing(json) };
  setOutputs({ "exit-code": exitCode, errors, warnings, unverifiable, ...reports });
  return exitCode;
}

function fail(error) {
  const isMistake = error instanceof Mistake;
  // Messages of other errors quote paths, which come from inputs.
  process.stdout.write(`::error title=envcheck::${isMistake ? error.message : `the action ended with ${error?.code ?? "a bug"}`}\n`);
  if (isMistake) setOutputs({ "exit-code": wrongUsage });
  return isMistake ? wrongUsage : bug;
}

try {
  process.exitCode = main();
} catch (error) {
  process.exitCode = fail(error);
}
