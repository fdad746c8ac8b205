import { resolve } from "node:path";
import type { Command, Operand } from "../commands/command.ts";
import { type Flag, flags, sharedFlags } from "../commands/flags.ts";
import { Sealed } from "../model/sealed.ts";
import type { Output, Request } from "../request.ts";
import { durationIn } from "../text/durations.ts";
import { sanitise } from "../text/sanitise.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Words } from "./args.ts";
import { schemasAbove } from "./above.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line is read in. */
export interface Surroundings {
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** Whether something stands at the path; a folder also where `/.` follows. */
  exists(path: string): boolean;
}

const known: ReadonlyMap<string, Flag> = new Map(Object.entries<Flag>(flags));

/** The command that the first operand names, and the argument list without it; the first command when it names none. */
export function chooseCommand<One extends Pick<Command, "id">>(
  argv: readonly string[],
  commands: readonly [One, ...One[]],
  { exists }: Pick<Surroundings, "exists">,
): { command: One; named: boolean; rest: readonly string[] } {
  const index = firstOperand(argv);
  const word = argv[index];
  const command = commands.find(({ id }) => id === word);
  if (command !== undefined) return { command, named: true, rest: argv.toSpliced(index, 1) };
  if (word !== undefined && /^[a-z]+$/.test(word) && !exists(word)) {
    const ids = commands.map(({ id }) => id);
    const hint = word === "help" || word === "version" ? `did you mean --${word}` : didYouMean(word, ids);
    if (hint !== undefined) throw new UsageError(`${word} is neither a command nor a file; ${hint}`);
  }
  return { command: commands[0], named: false, rest: argv };
}

/** The own words of a command that starts another, and the words of that one: all behind `--`, else all from the first operand on. */
export function splitStart(argv: readonly string[]): { readonly own: readonly string[]; readonly argv: readonly string[] } {
  const end = endOfFlags(argv);
  return { own: argv.slice(0, end), argv: argv.slice(argv[end] === "--" ? end + 1 : end) };
}

function firstOperand(argv: readonly string[]): number {
  const end = endOfFlags(argv);
  return argv[end] === "--" ? argv.length : end;
}

function endOfFlags(argv: readonly string[]): number {
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? "";
    if (word === "--" || !word.startsWith("-") || word === "-") return index;
    const kind = known.get(word.replace(/^-+/, ""))?.kind;
    if (kind === "text" || kind === "list") index += 1;
  }
  return argv.length;
}

/** Makes explicit what a parser would guess: `--reveal` takes no following word, `--format --quiet` and `--strict=maybe` are mistakes. */
export function normalise(argv: readonly string[]): readonly string[] {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const flagged = spread(argv.slice(0, end));
  return [...flagged.map((word, index) => (word.startsWith("--") ? explicit(word, flagged[index + 1]) : word)), ...argv.slice(end)];
}

/** Words that can only belong to the list flag before them: `--format text json=out.json`, `--host-env A=1 B=2`. */
const continuations: ReadonlyMap<string, RegExp> = new Map([
  ["--format", /^[a-z]+=/],
  ["--host-env", /^[A-Za-z_]\w*=/],
]);

function spread(argv: readonly string[]): readonly string[] {
  let open = "";
  return argv.map((word, index) => {
    if (word.startsWith("--")) [open = ""] = word.split("=", 1);
    else if (argv[index - 1] !== open) {
      if (continuations.get(open)?.test(word) === true) return `${open}=${word}`;
      open = "";
    }
    return word;
  });
}

function explicit(word: string, next: string | undefined): string {
  const [name = "", value] = word.slice(2).split("=", 2);
  const kind = known.get(name)?.kind;
  if (kind === "switch") {
    if (value !== undefined && value !== "true" && value !== "false") throw new UsageError(`--${name} takes no value`);
    return word;
  }
  if (kind === undefined || value !== undefined) return word;
  if (kind === "switch-or-text") return `${word}=`;
  if (isFlag(next)) throw needsValue(name);
  return word;
}

function isFlag(word: string | undefined): boolean {
  return word === undefined || word.startsWith("--");
}

function needsValue(name: string): UsageError {
  const flag = known.get(name);
  return new UsageError(`--${name} needs a value: ${flag?.choices?.join(", ") ?? flag?.value ?? ""}`);
}

/** Checks every flag and operand of a command and fills in what is not given. */
export function requestOf(command: Command, words: Words, surroundings: Surroundings): Omit<Request, "schemaModules"> {
  const { values } = words;
  for (const [name, value] of values) checkFlag(command, name, value);
  const root = resolve(surroundings.cwd, text(values, "root") ?? ".");
  if (!surroundings.exists(`${root}/.`)) throw new UsageError("--root names no folder");
  return {
    command: command.id,
    root,
    above: schemasAbove(root, surroundings),
    ...operandsOf(command, words.operands),
    services: list(values, "service"),
    stages: list(values, "stage"),
    outputs: outputsOf(command, list(values, "format"), surroundings),
    failOn: failOnOf(text(values, "fail-on")),
    strict: values.get("strict") === true,
    hostEnv: hostEnvOf(list(values, "host-env")),
    hostEnvFile: text(values, "host-env-file"),
    reveal: mayReveal(text(values, "reveal"), surroundings),
    quiet: values.get("quiet") === true,
    allowEmpty: values.get("allow-empty") === true,
    from: text(values, "from"),
    to: text(values, "to"),
    withoutCode: values.get("without-code") === true,
    baseline: text(values, "baseline"),
    allowMissing: list(values, "allow-missing"),
    write: writeOf(text(values, "write")),
    yes: values.get("yes") === true,
    ...liveFlags(values),
    ...gateFlags(values),
    allowOutsideRoot: values.get("allow-outside-root") === true,
    schemas: list(values, "schema"),
    config: text(values, "config"),
  };
}

function checkFlag(command: Command, name: string, value: boolean | string | readonly string[]): void {
  const flag = known.get(name);
  if (flag === undefined) throw unknownFlag(name, command);
  if (![...command.flags, ...sharedFlags].some((own) => own === name)) throw new UsageError(`${command.id} does not take --${name}`);
  if (flag.kind === "text" && Array.isArray(value)) throw new UsageError(`--${name} is given twice`);
  if (typeof value !== "boolean") checkValues(name, flag, [value].flat());
}

function unknownFlag(name: string, { flags: own }: Command): UsageError {
  if (name === "help" || name === "version") return new UsageError(`--${name} takes no value`);
  const hint = didYouMean(name, own)?.replaceAll(/(mean|,|or) /g, "$1 --");
  return new UsageError(`there is no flag ${name.length === 1 ? "-" : "--"}${sanitise(name)}${hint === undefined ? "" : `; ${hint}`}`);
}

function checkValues(name: string, { kind, choices }: Flag, given: readonly string[]): void {
  const filled = given.filter((one) => one !== "");
  if (kind !== "switch-or-text" && filled.length < given.length) throw needsValue(name);
  const wrong = choices === undefined ? undefined : filled.find((one) => !choices.includes(one));
  if (choices !== undefined && wrong !== undefined) throw new UsageError(`--${name} takes ${choices.join(", ")}${hintFor(wrong, choices)}`);
}

function hintFor(given: string, choices: readonly string[]): string {
  const hint = didYouMean(given, choices);
  return hint === undefined ? "" : `; ${hint}`;
}

function text(values: Words["values"], name: string): string | undefined {
  const value = values.get(name);
  return typeof value === "string" ? value : undefined;
}

function list(values: Words["values"], name: string): readonly string[] {
  const value = values.get(name);
  return value === undefined || typeof value === "boolean" ? [] : [value].flat();
}

function failOnOf(value: string | undefined): Request["failOn"] {
  return value === "error" || value === "warning" || value === "never" ? value : undefined;
}

function writeOf(value: string | undefined): Request["write"] {
  if (value === undefined) return "no";
  return value === "-" ? "show" : "yes";
}

type LiveFlag = "against" | "wait" | "watch" | "every" | "digest" | "readSecrets" | "plain" | "snapshots" | "rotation";
type StartFlag = "warnOnly" | "envFiles" | "authenticate" | "timeout";
type GateFlag = "staged" | "schemaRef";

/** The schemas of another commit judge what those of this one must not; a module of this one would be executed. */
function gateFlags(values: Words["values"]): Pick<Request, GateFlag> {
  const schemaRef = text(values, "schema-ref");
  if (schemaRef !== undefined && values.has("schema-module"))
    throw new UsageError("--schema-module executes code of what is judged, so it cannot be given with --schema-ref");
  return { staged: values.get("staged") === true, schemaRef };
}

/** What is asked of environments that run, of their records, and of commands and connections to be started. */
function liveFlags(values: Words["values"]): Pick<Request, LiveFlag | StartFlag> {
  return {
    against: text(values, "against"),
    wait: duration(values, "wait"),
    watch: values.get("watch") === true,
    every: duration(values, "every") ?? 10_000,
    digest: text(values, "digest"),
    readSecrets: values.get("read-secrets") === true,
    plain: values.get("plain") === true,
    snapshots: text(values, "snapshots") ?? "snapshots",
    rotation: days(text(values, "rotation")),
    warnOnly: values.get("warn-only") === true,
    envFiles: list(values, "load"),
    authenticate: values.get("authenticate") === true,
    timeout: duration(values, "timeout") ?? 5000,
  };
}

/** Milliseconds. */
function duration(values: Words["values"], name: string): number | undefined {
  const given = text(values, name);
  const milliseconds = given === undefined ? undefined : durationIn(given)?.milliseconds;
  if (given !== undefined && (milliseconds === undefined || milliseconds <= 0)) throw new UsageError(`--${name} takes a duration: 30s, 5m`);
  return milliseconds;
}

function days(given: string | undefined): number | undefined {
  if (given !== undefined && !/^\d{1,5}$/.test(given)) throw new UsageError("--rotation takes a number of days: 90");
  return given === undefined ? undefined : Number(given);
}

function operandsOf({ id, operands }: Command, given: readonly string[]): Pick<Request, Operand["key"]> {
  const found = new Map<Operand["key"], readonly string[]>();
  let left = given;
  for (const operand of operands) {
    const taken = operand.key === "targets" || operand.key === "argv" ? left : left.slice(0, 1);
    if (operand.required && isMissing(operand, taken)) throw new UsageError(`${id} needs ${needOf(operand)}`);
    found.set(operand.key, taken);
    left = left.slice(taken.length);
  }
  if (left.length > 0) throw new UsageError(`${id} takes ${allOf(operands)}`);
  const [targets = [], argv = []] = [found.get("targets"), found.get("argv")];
  return { targets, argv, name: found.get("name")?.[0], rule: found.get("rule")?.[0] };
}

/** A target that is empty is told of where the others are read. */
function isMissing({ key }: Operand, taken: readonly string[]): boolean {
  return taken.length === 0 || (key === "name" && taken[0] === "");
}

function allOf(operands: readonly Operand[]): string {
  const own = operands.map(({ key, choices }) => choices?.join(" or ") ?? `one ${key}`);
  return own.length === 0 ? "flags only" : `${own.join(", ")} and nothing more`;
}

function needOf({ key, summary, choices }: Operand): string {
  return choices === undefined ? `${nouns[key]}: ${summary}` : choices.join(" or ");
}

const nouns: Readonly<Record<Operand["key"], string>> = { targets: "a target", name: "a name", rule: "a rule", argv: "a command" };

/** With GitHub's annotations goes the job summary, where the runner has a file for it. */
function outputsOf({ formats }: Command, given: readonly string[], { env, cwd }: Surroundings): readonly [Output, ...Output[]] {
  const outputs = given.map((word) => {
    const equals = word.indexOf("=");
    const format = equals < 0 ? word : word.slice(0, equals);
    if (!formats.includes(format)) throw new UsageError(`--format takes ${formats.join(", ")}${hintFor(format, formats)}`);
    if (equals === word.length - 1) throw new UsageError("--format FORMAT=FILE needs the file");
    return { format, file: equals < 0 ? undefined : resolve(cwd, word.slice(equals + 1)), append: false };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError("only one --format can go to standard output; write the others as FORMAT=FILE");
  const files = outputs.flatMap(({ file }) => file ?? []);
  if (new Set(files).size < files.length) throw new UsageError("two --format cannot go to one file");
  const summary = env.get("GITHUB_STEP_SUMMARY") ?? "";
  const wantsSummary = summary !== "" && formats.includes("markdown") && outputs.some(({ format }) => format === "github");
  const [first = { format: formats[0], file: undefined, append: false }, ...others] = outputs;
  return [first, ...others, ...(wantsSummary ? [{ format: "markdown", file: summary, append: true }] : [])];
}

function hostEnvOf(words: readonly string[]): Request["hostEnv"] {
  return new Map(
    words.map((word) => {
      const equals = word.indexOf("=");
      const name = equals < 0 ? word : word.slice(0, equals);
      if (name === "" || /\s/.test(name)) throw new UsageError("--host-env takes NAME or NAME=VALUE");
      return [name, equals < 0 ? undefined : new Sealed(word.slice(equals + 1))];
    }),
  );
}

function mayReveal(value: string | undefined, { env }: Surroundings): boolean {
  if (value === undefined) return false;
  const ci = env.get("CI") ?? "";
  if (value !== "yes-in-ci" && ci !== "" && ci !== "false")
    throw new UsageError("--reveal is refused where CI is set, since logs are kept; if they may show values, say --reveal=yes-in-ci");
  return true;
}
