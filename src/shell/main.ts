import { existsSync } from "node:fs";
import type { Outcome } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import type { Request } from "../request.ts";
import { sanitise } from "../text/sanitise.ts";
import type { Words } from "./args.ts";
import { chooseCommand, normalise, requestOf, type Surroundings } from "./command-line.ts";
import { crashReport } from "./crash.ts";
import { nodeHost } from "./node-host.ts";
import { withProgress } from "./progress.ts";
import { isTerminal, surfaceOf } from "./surface.ts";
import { UsageError } from "./usage-error.ts";
import { writeAll, writeFile } from "./write.ts";

declare const ENVCHECK_VERSION: string;

const [wrongUsage, bug] = [2, 70];

/** Whether a command came to its end: only then is all that it needs compiled, and a code cache worth writing. Read by bin/envcheck.cjs. */
export const state = { ran: false };

async function main(argv: readonly string[]): Promise<number> {
  const env = new Map(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const surroundings: Surroundings = { env, cwd: workingDirectory(), exists: existsSync };
  const { command, named, rest } = chooseCommand(argv, commands, surroundings);
  const asked = new Set(rest.slice(0, rest.includes("--") ? rest.indexOf("--") : rest.length));
  if (asked.has("--version")) return answer(`${ENVCHECK_VERSION}\n`);
  if (asked.has("--help") || asked.has("-h")) {
    const { helpOf } = await import("./help.ts");
    return answer(await helpOf(command, named ? [] : commands, Math.min(surfaceOf("never", false, env).width, 100)));
  }
  const words = await wordsOf(rest);
  const asks = requestOf(command, words, surroundings);
  const request = { ...asks, schemaModules: await schemaModulesOf(words, asks.root) };
  const surface = surfaceOf(String(words.values.get("color") ?? "auto"), request.quiet, env);
  const run = await command.load();
  const progress = withProgress(nodeHost(request.root, request), isTerminal(2) ? (text) => writeAll(2, text) : () => undefined);
  const outcome = await run(request, progress.host, surface);
  progress.done();
  state.ran = true;
  return deliver(outcome);
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError("the working directory does not exist any more");
  }
}

/** Nothing to tell apart where there is no flag. */
async function wordsOf(argv: readonly string[]): Promise<Words> {
  if (!argv.some((word) => word.startsWith("-") && word !== "-")) return { values: new Map(), operands: argv };
  const { parseWords } = await import("./args.ts");
  return parseWords(normalise(argv));
}

/** Loaded only where a module is named: a run without one executes no code but its own. */
async function schemaModulesOf({ values }: Words, root: string): Promise<Request["schemaModules"]> {
  const paths = values.get("schema-module");
  if (paths === undefined || typeof paths === "boolean") return [];
  const { runSchemaModules } = await import("./schema-modules.ts");
  return runSchemaModules([paths].flat(), root);
}

function answer(text: string): number {
  return deliver({ exitCode: 0, stdout: text, stderr: "", files: [] });
}

function deliver({ exitCode, stdout, stderr, files }: Outcome): number {
  const failures = [
    ...files.map((file) => ({ name: sanitise(file.path), code: writeFile(file) })),
    { name: "standard output", code: writeAll(1, stdout) },
  ].filter(({ code }) => code !== undefined);
  writeAll(2, stderr + failures.map(({ name, code = "" }) => `envcheck: cannot write ${name} (${code})\n`).join(""));
  return failures.length > 0 ? wrongUsage : exitCode;
}

/** Ends at once: nothing is left to wait for once everything is written. */
function fail(error: unknown): never {
  if (error instanceof UsageError) {
    writeAll(2, `envcheck: ${error.message} (see envcheck --help)\n`);
    process.exit(wrongUsage);
  }
  writeAll(2, crashReport(error));
  process.exit(bug);
}

process.on("uncaughtException", fail);
main(process.argv.slice(2)).then((code) => process.exit(code), fail);
