import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

const root = join(import.meta.dirname, "..", "..");

/** What a step of a workflow leaves behind. */
export interface Step {
  readonly code: number | null;
  /** Standard output and error, as the runner reads them. */
  readonly log: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
  /** Everything in RUNNER_TEMP and in the home folder, by path. */
  readonly left: ReadonlyMap<string, string>;
}

export interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

function isManifest(found: unknown): found is Manifest {
  return typeof found === "object" && found !== null && "inputs" in found && "outputs" in found && "runs" in found;
}

/** action.yml. */
export function manifest(): Manifest {
  const found = load(readFileSync(join(root, "action.yml"), "utf8"));
  if (!isManifest(found)) throw new Error("action.yml says too little");
  return found;
}

/** Runs the action as GitHub's runner does: every input as a variable, defaults filled in, files for what it answers. */
export function runAction(
  folder: string,
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  { programs = "", action = root } = {},
): Step {
  const place = mkdtempSync(join(folder, "runner-"));
  const [temporary, home] = [join(place, "temp"), join(place, "home")];
  for (const each of [temporary, home]) mkdirSync(each);
  const files = { GITHUB_OUTPUT: join(place, "output"), GITHUB_STEP_SUMMARY: join(place, "summary") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  const { inputs: known, runs } = manifest();
  const given: Record<string, string> = Object.fromEntries(
    Object.entries(known).map(([name, one]) => [`INPUT_${name.toUpperCase()}`, inputs[name] ?? one.default ?? ""]),
  );
  const surroundings = {
    PATH: `${programs}:${process.env["PATH"] ?? ""}`,
    HOME: home,
    RUNNER_TEMP: temporary,
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTIONS: "true",
    CI: "true",
  };
  const env = { ...given, ...files, ...surroundings };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(action, runs.main)], { cwd: workspace, encoding: "utf8", env });
  const summary = readFileSync(files.GITHUB_STEP_SUMMARY, "utf8");
  return {
    code: status,
    log: stdout + stderr,
    outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, "utf8")),
    summary,
    left: filesIn(place),
  };
}

/** As the runner reads the file (actions/runner FileCommandManager.cs, SetOutputFileCommand): NAME<<DELIMITER, lines, DELIMITER. */
function outputsIn(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split("\n");
  while (lines.length > 1) {
    const [name = "", delimiter = ""] = (lines.shift() ?? "").split("<<");
    const end = lines.indexOf(delimiter);
    if (delimiter === "" || end < 0) throw new Error("the runner refuses such a file");
    outputs.set(name, lines.slice(0, end).join("\n"));
    lines.splice(0, end + 1);
  }
  return outputs;
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), "latin1")]));
}

/** A program in place of another, which notes its folder and its words, one a line, and does a little more. */
export function writeProgram(file: string, note: string, more = ""): void {
  mkdirSync(join(file, ".."), { recursive: true });
  if (existsSync(file)) throw new Error("there is one already");
  const script = `require("fs").writeFileSync(${JSON.stringify(note)}, [process.cwd(), ...process.argv.slice(2)].join("\\n"));${more}`;
  writeFileSync(file, `#!/usr/bin/env node\n${script}\n`, { mode: 0o755 });
}
