import { absent, known, type Lookup, unknown, type Value } from "../../model/value.ts";
import { unseal } from "../../model/sealed.ts";
import type { Statement } from "../env-file/statements.ts";
import { withHome } from "./home.ts";
import { type Assignment, Tokens, type Word } from "./tokens.ts";
import { Variables } from "./variables.ts";
import type { Dialect, Part } from "./word.ts";
import { declarations, ignorable, persists, opening, unsettling } from "./builtins.ts";

/** A group of commands; what an uncertain one sets is set only if the shell chooses so, an isolated one sets nothing outside. */
interface Frame {
  readonly word: string;
  readonly isUncertain: boolean;
  readonly isIsolated: boolean;
  /** How many statements there were before it. */
  readonly from: number;
}

interface Command {
  readonly start: number;
  readonly assignments: Word[];
  readonly words: Word[];
}

const openers = new Set(["if", "while", "until", "for", "case", "select"]);
const closers = new Set(["fi", "done", "esac", "}"]);
const connectors = new Set(["then", "do", "else", "elif", "!", "time", "in"]);

/** What `set -a; . file` exports, read without running anything; a command may run only in the sense that the shell would run it. */
export function readShell(
  text: string,
  dialect: Dialect,
  surroundings: { readonly shell: Lookup; readonly values: Map<string, Value> },
): Statement[] {
  const reader = new ShellReader(text, dialect, new Variables(dialect, surroundings.shell, surroundings.values));
  reader.read();
  return reader.statements;
}

class ShellReader {
  statements: Statement[] = [];
  readonly #tokens: Tokens;
  readonly #dialect: Dialect;
  readonly #variables: Variables;
  readonly #frames: Frame[] = [];
  readonly #functions = new Set<string>();
  #command: Command = { start: 0, assignments: [], words: [] };
  /** Whether the next command runs, as far as `&&` and `||` tell. */
  #runs: boolean | undefined = true;
  #isPiped = false;
  /** Whether the last operator wants a command after it. */
  #awaits = false;
  #definesFunction = false;
  #closed: Frame | undefined;
  #exports = true;
  /** How many statements there were before the line that the shell reads as one. */
  #line = 0;
  #isDone = false;

  constructor(text: string, dialect: Dialect, variables: Variables) {
    this.#tokens = new Tokens(text, dialect);
    this.#dialect = dialect;
    this.#variables = variables;
  }

  read(): void {
    while (!this.#isDone) {
      const start = this.#tokens.at;
      const token = this.#tokens.next();
      if (token.kind === "broken") this.#fail(start);
      else if (token.kind === "word") this.#word(token.word);
      else this.#operator(token.operator, start);
    }
  }

  /** A mistake takes back the whole line; bash goes on without the file, other shells end. */
  #fail(start: number): void {
    this.#isDone = true;
    this.statements.splice(this.#line);
    const at = this.#command.words.length + this.#command.assignments.length === 0 ? start : this.#command.start;
    if (this.#dialect === "bash") this.statements.push({ start: at, because: "bash finds a mistake in its syntax, and reads no further" });
    else this.statements.push({ start: at, refusal: "must be right in its syntax, or sh ends at it" });
  }

  get #isPlain(): boolean {
    return this.#command.words.length === 0 && this.#command.assignments.length === 0;
  }

  #word(word: Word): void {
    if (this.#isPlain) this.#command = { start: word.start, assignments: [], words: [] };
    if (this.#isPlain && !word.isQuoted && word.literal !== undefined && this.#keyword(word.literal)) return;
    this.#closed = undefined;
    if (word.assigns !== undefined && this.#command.words.length === 0) this.#command.assignments.push(word);
    else this.#command.words.push(word);
  }

  /** Words that have a meaning only where a command begins. */
  #keyword(literal: string): boolean {
    if (openers.has(literal)) {
      this.#open(literal);
      return literal !== "for" && literal !== "case" && literal !== "select";
    }
    if (literal === "{") this.#open("{");
    else if (!closers.has(literal)) return this.#connector(literal);
    else {
      this.#closed = this.#frames.pop();
      if (this.#closed === undefined) this.#fail(this.#command.start);
    }
    return true;
  }

  /** Those that belong to a group are a mistake outside of one. */
  #connector(literal: string): boolean {
    if (!connectors.has(literal)) return false;
    if (literal !== "!" && literal !== "time" && literal !== "in" && this.#frames.length === 0) this.#fail(this.#command.start);
    return literal !== "in" || this.#frames.length > 0;
  }

  #open(word: string): void {
    const isUncertain = openers.has(word) || this.#definesFunction || this.#runs === undefined;
    this.#frames.push({
      word,
      isUncertain,
      isIsolated: word === "(" || this.#isPiped || this.#runs === false,
      from: this.statements.length,
    });
    this.#definesFunction = false;
  }

  #operator(operator: string, start: number): void {
    if (operator === "(") this.#parenthesis(start);
    else if (operator === ")") this.#close(start);
    else this.#end(operator, start);
  }

  #parenthesis(start: number): void {
    const [name] = this.#command.words;
    if (this.#isPlain) this.#open("(");
    else if (name?.literal !== undefined && this.#command.words.length === 1 && this.#command.assignments.length === 0) {
      this.#functions.add(name.literal);
      this.#definesFunction = true;
      this.#command.words.length = 0;
      const token = this.#tokens.next();
      if (token.kind !== "operator" || token.operator !== ")") this.#fail(start);
    } else this.#fail(start);
  }

  #close(start: number): void {
    const top = this.#frames.at(-1);
    if (top?.word === "case") this.#command = { start, assignments: [], words: [] };
    else if (top?.word === "(") {
      this.#run("");
      this.#closed = this.#frames.pop();
    } else this.#fail(start);
  }

  #end(operator: string, start: number): void {
    const wasPlain = this.#isPlain;
    if (wasPlain && this.#closed === undefined && this.#needsCommand(operator)) return this.#fail(start);
    if (isForked(operator) && this.#closed !== undefined) this.statements.splice(this.#closed.from);
    if (!wasPlain) this.#run(operator);
    this.#closed = undefined;
    this.#connect(operator, wasPlain);
    if (operator === "\n" && this.#frames.length === 0) this.#line = this.statements.length;
    if (operator === "") this.#finish(start);
  }

  /** What an operator means for the command after it. */
  #connect(operator: string, wasPlain: boolean): void {
    this.#awaits = /^(?:&&|\|)/.test(operator) || (this.#awaits && wasPlain);
    this.#isPiped = operator === "|" || operator === "|&" || (this.#isPiped && wasPlain && operator === "\n");
    if (operator === "&&" || operator === "||") this.#runs = this.#afterwards(operator);
    else if (!this.#isPiped && !(wasPlain && operator === "\n")) this.#runs = true;
  }

  #needsCommand(operator: string): boolean {
    return operator !== "\n" && operator !== "" && this.#frames.at(-1)?.word !== "case";
  }

  #finish(start: number): void {
    if ((this.#frames.length > 0 || this.#awaits) && !this.#isDone) this.#fail(start);
    this.#isDone = true;
  }

  #afterwards(operator: string): boolean | undefined {
    const { status } = this.#variables;
    if (this.#runs === false) return operator === "||" ? this.#runs : false;
    if (status === undefined || this.#runs === undefined) return undefined;
    return (status === 0) === (operator === "&&");
  }

  /** Does to the variables what a command would do to them. */
  #run(operator: string): void {
    const { assignments, words, start } = this.#command;
    this.#command = { start, assignments: [], words: [] };
    const isApart = this.#isPiped || isForked(operator) || this.#frames.some(({ isIsolated }) => isIsolated);
    const [name, ...args] = words;
    if (isApart || this.#runs === false || (name === undefined && assignments.length === 0)) return;
    this.#variables.status = 0;
    if (name === undefined || persists(this.#dialect, name.literal)) for (const word of assignments) this.#assign(word);
    if (name !== undefined) this.#callExpanded(name, args, assignments);
  }

  #callExpanded(name: Word, args: readonly Word[], assignments: readonly Word[]): void {
    for (const word of [name, ...args]) this.#expand(word);
    if (!this.#isDone) this.#call(name, args, assignments);
  }

  /** Words are expanded for what that may set, whatever the command makes of them. */
  #expand({ assigns, parts, start }: Word): void {
    if (assigns !== undefined || this.#isDone) return;
    this.#variables.expand(parts);
    this.#settle(start);
    this.#variables.told();
  }

  get #isUncertain(): boolean {
    return this.#runs === undefined || this.#frames.some(({ isUncertain }) => isUncertain);
  }

  #assign({ assigns, start }: Pick<Word, "assigns" | "start">): void {
    if (assigns === undefined || this.#isDone) return;
    const { name } = assigns;
    const value = assigns.value === undefined ? absent : this.#valueOf(assigns, assigns.value);
    this.#settle(start);
    if (!this.#isDone) this.#set(name, start, value);
  }

  #valueOf({ name, appends }: Assignment, parts: readonly Part[]): Value {
    const value = this.#variables.expand(withHome(parts, this.#dialect));
    if (!appends) return value;
    const before = this.#variables.get(name);
    if (before.state === "absent") return value;
    if (before.state !== "known" || value.state !== "known") return unknown("bash appends to what it has");
    return known(unseal(before.text) + unseal(value.text));
  }

  /** What an expansion did besides giving a value. */
  #settle(start: number): void {
    const { failure, assigned } = this.#variables;
    for (const each of assigned.splice(0)) this.#set(each.name, each.start, each.value);
    if (failure === undefined || this.#isUncertain) return;
    this.#isDone = true;
    if (failure === "exits")
      this.statements.push({ start, refusal: `must not need a variable that is not set, or ${this.#dialect} ends at it` });
    else this.statements.push({ start, because: "bash finds no substitution in its braces, and reads no further" });
  }

  #set(name: string, start: number, value: Value): void {
    const settled = this.#isUncertain ? unknown(`${this.#dialect} decides only when it runs whether this is set`) : value;
    this.#variables.set(name, settled);
    const tell = this.#variables.told();
    if (!this.#exports && this.#variables.get(name).state !== "unknown") return;
    this.statements.push({
      name,
      start,
      end: start + name.length,
      value: name === "_" ? unknown(`${this.#dialect} sets it itself`) : settled,
      tell,
    });
  }

  #call(name: Word, args: readonly Word[], assignments: readonly Word[]): void {
    const { literal } = name;
    const builtin = literal === undefined ? undefined : this.#builtins.get(literal);
    if (literal === undefined || this.#functions.has(literal) || opening.has(literal)) this.#widen(name);
    else if (builtin !== undefined) builtin(args);
    else if (declarations(this.#dialect).has(literal)) this.#declare(literal, args);
    else if (unsettling.has(literal)) this.#unsettle(args);
    else if (!ignorable.has(literal)) this.#external(literal, assignments[0]?.start ?? name.start);
  }

  readonly #builtins: ReadonlyMap<string, (args: readonly Word[]) => void> = new Map([
    ["unset", (args: readonly Word[]) => this.#unset(args)],
    ["set", (args: readonly Word[]) => this.#options(args)],
    ["return", () => this.#leave()],
    ["exit", () => this.#leave()],
    [
      "false",
      () => {
        this.#variables.status = 1;
      },
    ],
  ]);

  #leave(): void {
    this.#isDone = !this.#isUncertain;
  }

  /** What nobody can look into without running it. */
  #widen({ start, literal = "" }: Word): void {
    this.#variables.status = undefined;
    this.statements.push({ start, end: start + literal.length, opens: `${this.#dialect} would run more here, which may set any name` });
  }

  /** A program of its own: it gets what stands before it, and sets nothing here. */
  #external(command: string, start: number): void {
    this.#variables.status = undefined;
    if (this.#frames.length > 0) return;
    const isMarked = command.startsWith("\uFEFF");
    const because = `${isMarked ? "after a byte order mark " : ""}${this.#dialect} takes the line for a command, and sets nothing`;
    this.statements.push(isMarked ? { start: start + 1, because } : { start, because, runs: true });
  }

  #declare(command: string, args: readonly Word[]): void {
    const flags = args.flatMap(({ literal }) => (literal?.startsWith("-") === true || literal?.startsWith("+") === true ? [literal] : []));
    const isOther = flags.some((flag) => /^-\w*[aAfFilnpu]|^\+\w*x/.test(flag));
    for (const word of args) {
      if (word.literal !== undefined && flags.includes(word.literal)) continue;
      if (word.assigns !== undefined && !isOther) this.#assign(word);
      else if (word.assigns !== undefined || isOther) this.#unsettle([word]);
      else if (word.literal === undefined || !/^[A-Za-z_]\w*$/.test(word.literal)) this.#misnamed(command, word);
      else if (!this.#exports && command === "export") this.#exportLate(word.literal, word.start);
    }
  }

  #exportLate(name: string, start: number): void {
    const value = this.#variables.get(name);
    if (value.state !== "absent") this.statements.push({ name, start, end: start + name.length, value });
  }

  #misnamed(command: string, { start, literal }: Word): void {
    if (literal === undefined || this.#isUncertain)
      this.statements.push({ start, end: start, opens: `${this.#dialect} would work out what ${command} sets` });
    else if (this.#dialect === "bash") this.statements.push({ start, because: `${command} takes no such name` });
    else {
      this.#isDone = true;
      this.statements.push({ start, refusal: `must have a name that ${command} takes, or sh ends at it` });
    }
  }

  #unset(args: readonly Word[]): void {
    for (const word of args) {
      if (word.literal === undefined) this.#misnamed("unset", word);
      else if (/^[A-Za-z_]\w*$/.test(word.literal)) this.#set(word.literal, word.start, absent);
      else if (!word.literal.startsWith("-")) this.#misnamed("unset", word);
    }
  }

  /** Names that a builtin gives values of its own. */
  #unsettle(args: readonly Word[]): void {
    for (const { literal, assigns, start } of args) {
      const name = assigns?.name ?? literal ?? "";
      if (/^[A-Za-z_]\w*$/.test(name)) this.#set(name, start, unknown(`${this.#dialect} would work it out`));
    }
  }

  #options(args: readonly Word[]): void {
    const words = args.map(({ literal }) => literal ?? "");
    if (words.some((word, index) => /^\+\w*a/.test(word) || (word === "allexport" && words[index - 1] === "+o"))) this.#exports = false;
    if (words.some((word, index) => /^-\w*a/.test(word) || (word === "allexport" && words[index - 1] === "-o"))) this.#exports = true;
  }
}

/** Whether what ends with an operator runs in a shell of its own. */
function isForked(operator: string): boolean {
  return operator === "&" || operator === "|" || operator === "|&";
}
