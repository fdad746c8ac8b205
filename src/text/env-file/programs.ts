import type { CommandWord } from "../shell/commands.ts";
import type { Dialect } from "../shell/word.ts";

/** An env file that a command reads: the word that names it, the path in there, and the format that the program reads it as. */
export interface EnvFileUse {
  readonly word: CommandWord;
  readonly path: string;
  readonly format: string;
  /** The program, as a report calls it. */
  readonly by: string;
}

/** The options of a program that name an env file. */
interface Program {
  readonly by: string;
  readonly format: string;
  readonly names: readonly string[];
  /** What the word behind an option is: its value unless the option says no more than yes, or a word of its own unless the option takes one. */
  readonly options: { readonly alone: ReadonlySet<string> } | { readonly valued: ReadonlySet<string> };
  /** Whether what follows the first word that is no option belongs to another program. */
  readonly stops: boolean;
}

/** A program with the words behind its name, or behind its subcommand. */
type Call = readonly [Program, readonly CommandWord[]];

const envFile = ["--env-file"];

/** Options of `docker run` and `podman run` that take no value (docker/cli run.go, containers/podman). */
const alone = setOf(
  "-d --detach -i --interactive -t --tty -P --publish-all -q --quiet --rm --init --privileged --read-only --no-healthcheck --oom-kill-disable --sig-proxy",
  "--disable-content-trust --replace --rmi --no-hosts --no-hostname --env-host --http-proxy --tls-verify --passwd --use-api-socket",
);
const dockerGlobal = setOf(
  "-c --context -H --host -l --log-level --config --tlscacert --tlscert --tlskey --connection --url --root --runroot",
);
const composeGlobal = setOf("-f --file -p --project-name --profile --project-directory --ansi --progress --parallel --env-file");
const nodeValued = setOf(
  "-r --require --import --loader --experimental-loader -C --conditions -e --eval -p --print --env-file --env-file-if-exists",
);

function setOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

/** Words before a command that run it as it stands. */
const wrappers = setOf("if then else elif while until do ! { time sudo exec command nohup npx bunx env cross-env");
/** Those behind which `NAME=value` may stand, which is a word without a literal. */
const assigning = setOf("env cross-env");
const runners = new Map([
  ["poetry", "run"],
  ["pipenv", "run"],
  ["pdm", "run"],
  ["bundle", "exec"],
  ["pnpm", "exec"],
  ["python", "-m"],
  ["python3", "-m"],
]);

/** The env files that a command surely reads. Only what is written out counts: nobody can tell what a variable holds. */
export function envFilesOf(command: readonly CommandWord[], dialect: Dialect): readonly EnvFileUse[] {
  const words = unwrapped(command);
  const [program, first] = words;
  if (program?.literal === "." || program?.literal === "source") {
    const format = program.literal === "source" ? "bash" : dialect;
    return first?.literal === undefined ? [] : [{ word: first, path: first.literal, format, by: "a shell" }];
  }
  const call = callOf(words);
  return call === undefined ? [] : usesIn(...call);
}

function unwrapped(command: readonly CommandWord[]): readonly CommandWord[] {
  for (let at = 0; ;) {
    const literal = command[at]?.literal;
    if (literal === undefined) return [];
    if (wrappers.has(literal)) {
      const isOver = assigning.has(literal) ? (text = "-") => text.startsWith("-") : (text = "") => text.startsWith("-");
      at += 1;
      while (at < command.length && isOver(command[at]?.literal)) at += 1;
    } else if (runners.has(literal) && runners.get(literal) === command[at + 1]?.literal) at += 2;
    else return command.slice(at);
  }
}

function callOf([program, ...words]: readonly CommandWord[]): Call | undefined {
  const name = program?.literal?.slice(program.literal.lastIndexOf("/") + 1) ?? "";
  const ofSeveral = several.get(name);
  if (ofSeveral !== undefined) return ofSeveral(words);
  const below = programs.get(`${name} ${words[0]?.literal ?? ""}`);
  if (below !== undefined) return [below, words.slice(1)];
  const found = programs.get(name);
  return found === undefined ? undefined : [found, words];
}

const composeProgram: Program = {
  by: "docker compose",
  format: "compose-env-file",
  names: envFile,
  options: { valued: composeGlobal },
  stops: true,
};
/** A program whose options that name env files are the only ones that matter. */
function simple(by: string, format: string, more: Partial<Program> = {}): Program {
  return { by, format, names: envFile, options: { valued: new Set(more.names ?? envFile) }, stops: false, ...more };
}

const ofNode = { names: ["--env-file", "--env-file-if-exists"], options: { valued: nodeValued }, stops: true };
const ofBun = { options: { valued: setOf("-r --preload -c --config --cwd --env-file -e --eval -p --print") }, stops: true };
const ofDeno = { options: { valued: setOf("-c --config --import-map --lock --cert") }, stops: true };
const ofDotenvx = { names: ["-f", "--env-file"], options: { valued: setOf("-f --env-file -e --env -fk --env-keys-file") }, stops: true };
const ofUv = { options: { valued: setOf("--env-file -p --python --with --extra --group --project --directory --package") }, stops: true };

/** Programs by their names, with a subcommand where only that one reads env files. */
const programs = new Map<string, Program>([
  ["docker-compose", composeProgram],
  ["node", simple("node", "node-env-file", ofNode)],
  ["tsx", simple("tsx", "node-env-file", ofNode)],
  ["bun", simple("bun", "bun", ofBun)],
  ["bun run", simple("bun", "bun", ofBun)],
  ["deno run", simple("deno run", "deno", ofDeno)],
  ["dotenvx run", simple("dotenvx run", "dotenvx", ofDotenvx)],
  ["uv run", simple("uv run", "dotenvy", ofUv)],
  ["uvicorn", simple("uvicorn", "python-dotenv")],
  ["flask", simple("flask", "python-dotenv", { names: ["-e", "--env-file"] })],
]);

/** Programs of which it hangs on more than a subcommand whether they read env files. */
const several = new Map<string, (words: readonly CommandWord[]) => Call | undefined>([
  ["docker", (words) => ofEngine("docker", words)],
  ["podman", (words) => ofEngine("podman", words)],
  ["kubectl", (words) => ofKubectl("kubectl", words)],
  ["oc", (words) => ofKubectl("oc", words)],
  ["dotenv", ofDotenv],
]);

/** `run`, `create` and `exec` of an engine, also below `container`; compose as its plugin. */
function ofEngine(name: "docker" | "podman", words: readonly CommandWord[]): Call | undefined {
  const [first, ...behind] = positional(words, dockerGlobal);
  if (first?.literal === "compose" && name === "docker") return [composeProgram, behind];
  const [verb, ...rest] = first?.literal === "container" || first?.literal === "service" ? behind : [first, ...behind];
  const format = name === "docker" ? "docker-env-file" : "podman-env-file";
  if (verb?.literal === undefined || !/^(?:run|create|exec)$/.test(verb.literal)) return undefined;
  const options = rest.flatMap((word) => word ?? []);
  return [{ by: `${name} ${verb.literal}`, format, names: envFile, options: { alone }, stops: true }, options];
}

/** The words from the first one that is no option, nor the value of one. */
function positional(words: readonly CommandWord[], valued: ReadonlySet<string>): readonly CommandWord[] {
  let at = 0;
  for (let literal = words[at]?.literal; literal?.startsWith("-") === true; literal = words[at]?.literal) at += valued.has(literal) ? 2 : 1;
  return words.slice(at);
}

function ofKubectl(name: string, words: readonly CommandWord[]): Call | undefined {
  const literals = words.map(({ literal }) => literal);
  const kind = literals[literals.indexOf("create") + 1] ?? "";
  if (!literals.includes("create") || !/^(?:configmap|cm|secret)$/.test(kind)) return undefined;
  return [simple(`${name} create ${kind}`, "kubectl-env-file", { names: ["--from-env-file"] }), words];
}

/** Three programs have this name: the one of python has subcommands, that of npm takes `-e`. */
function ofDotenv(words: readonly CommandWord[]): Call | undefined {
  const valued = setOf("-f --file -e -p -v -q --quote");
  const [command] = positional(words, valued);
  const isPython = /^(?:run|list|get)$/.test(command?.literal ?? "");
  if (isPython) return [simple("python-dotenv", "python-dotenv", { names: ["-f", "--file"], options: { valued }, stops: true }), words];
  const isOfNpm = words[0]?.literal === "-e";
  return isOfNpm ? [simple("dotenv-cli", "dotenv-expand", { names: ["-e"], options: { valued }, stops: true }), words] : undefined;
}

/** An option with its value, each a word or a part of one. */
interface Option {
  readonly name: string;
  readonly value: { readonly word: CommandWord; readonly text: string | undefined } | undefined;
}

function usesIn(program: Program, words: readonly CommandWord[]): readonly EnvFileUse[] {
  const { by, format, names } = program;
  return [...optionsIn(program, words)].flatMap(({ name, value }) =>
    value?.text === undefined || value.text === "" || !names.includes(name) ? [] : [{ word: value.word, path: value.text, format, by }],
  );
}

function* optionsIn(program: Program, words: readonly CommandWord[]): Generator<Option> {
  for (let at = 0; at < words.length; at += 1) {
    const [word, next] = words.slice(at, at + 2);
    const literal = word?.literal;
    if (word === undefined || literal === "--") return;
    if (literal?.startsWith("-") === true) {
      const option = optionIn({ word, literal }, next, program);
      if (option.value?.word === next) at += 1;
      yield option;
    } else if (program.stops) return;
  }
}

/** An option without its value is no reason to take the next one for that. */
function optionIn(
  { word, literal }: { readonly word: CommandWord; readonly literal: string },
  next: CommandWord | undefined,
  program: Program,
): Option {
  const [, name = literal, text] = /^(--[^=]+)=(.*)$/s.exec(literal) ?? [];
  if (text !== undefined) return { name, value: { word, text } };
  const takesNext = next !== undefined && takesValue(name, program) && next.literal?.startsWith("--env-file") !== true;
  return { name, value: takesNext ? { word: next, text: next.literal } : undefined };
}

/** Letters may stand together, with the value of the last one right behind it. */
function takesValue(name: string, { options }: Program): boolean {
  const isValued = (option: string): boolean => ("valued" in options ? options.valued.has(option) : !options.alone.has(option));
  if (name.startsWith("--")) return isValued(name);
  const letters = name.slice(1).split("");
  const first = letters.findIndex((letter) => isValued(`-${letter}`));
  return first >= 0 && first === letters.length - 1;
}
