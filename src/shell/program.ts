import { existsSync } from "node:fs";
import type { Command, Outcome, Run } from "../commands/command.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import type { Words } from "./args.ts";
import { chooseCommand, normalise, requestOf, splitStart, type Surroundings } from "./command-line.ts";
import { crashReport } from "./crash.ts";
import { environment } from "./environment.ts";
import { nodeHost } from "./node-host.ts";
import { withProgress } from "./progress.ts";
import { isTerminal, surfaceOf } from "./surface.ts";
import { UsageError } from "./usage-error.ts";
import { state } from "./state.ts";
import { writeAll } from "./write.ts";

declare const ENVCHECK_VERSION: string;

const [wrongUsage, bug] = [2, 70];

/** What becomes of an outcome; the result is the exit code. */
export type Ending = (outcome: Outcome) => number | Promise<number>;

/** A program of these commands. */
export interface Program {
  readonly argv: readonly string[];
  readonly commands: readonly [Command, ...Command[]];
  readonly end: Ending;
}

async function main({ argv, commands, end }: Program): Promise<number> {
  const surroundings: Surroundings = { env: environment, cwd: workingDirectory(), exists: existsSync };
  const { command, named, rest } = chooseCommand(argv, commands, surroundings);
  const starts = startsAnother(command);
  const { own, argv: started } = starts ? splitStart(rest) : { own: rest, argv: [] };
  const asked = new Set(own.slice(0, own.includes("--") ? own.indexOf("--") : own.length));
  if (asked.has("--version")) return end(answer(`${ENVCHECK_VERSION}\n`));
  if (asked.has("--help") || asked.has("-h")) {
    const { helpOf } = await import("./help.ts");
    return end(
      answer(await helpOf(command, named ? [] : commands, Math.min(surfaceOf({ color: "never", quiet: false }, environment).width, 100))),
    );
  }
  const given = await wordsOf(own);
  const words = starts ? { ...given, operands: started } : given;
  const asks = requestOf(command, words, surroundings);
  const request = { ...asks, schemaModules: await schemaModulesOf(words, asks.root) };
  const color = String(words.values.get("color") ?? "auto");
  return end(await perform(command, request, surfaceOf({ ...request, color }, environment, starts ? 2 : 1)));
}

/** A program that is started from here is trusted, and so are the files that its start names. */
async function perform({ load, operands }: Command, request: Request, surface: Surface): Promise<Outcome> {
  const starts = startsAnother({ operands });
  const loaded = await load();
  const run = starts && request.warnOnly ? surviving(loaded) : loaded;
  const host = nodeHost(request.root, starts ? { allowOutsideRoot: true } : request);
  const progress = withProgress(host, isTerminal(2) ? (text) => writeAll(2, text) : () => undefined);
  const outcome = await run(request, progress.host, surface);
  progress.done();
  state.ran = true;
  return outcome;
}

function startsAnother({ operands }: Pick<Command, "operands">): boolean {
  return operands.some(({ key }) => key === "argv");
}

/** Of the guard itself no outage may come where it only warns. */
function surviving(run: Run): Run {
  return async (request, host, surface) => {
    try {
      return await run(request, host, surface);
    } catch (error) {
      const [command = "", ...args] = request.argv;
      return { exitCode: 0, stdout: "", stderr: crashReport(error), files: [], start: { command, args, added: new Map() } };
    }
  };
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

function answer(text: string): Outcome {
  return { exitCode: 0, stdout: text, stderr: "", files: [] };
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

/** Runs the command that the words name, and ends the process. */
export function begin(program: Program): void {
  process.on("uncaughtException", fail);
  main(program).then((code) => process.exit(code), fail);
}
