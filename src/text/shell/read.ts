import type { Lookup, Value } from "../../model/value.ts";
import type { Statement } from "../env-file/statements.ts";
import { type Command, Effects } from "./effects.ts";
import { Tokens, type Word } from "./tokens.ts";
import { Variables } from "./variables.ts";
import type { Dialect } from "./word.ts";

/** A group of commands; what an uncertain one sets is set only if the shell chooses so, an isolated one sets nothing outside. */
interface Frame {
  readonly word: string;
  readonly isUncertain: boolean;
  readonly isIsolated: boolean;
  /** How many statements there were before it. */
  readonly from: number;
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
  return reader.read();
}

class ShellReader {
  readonly #tokens: Tokens;
  readonly #dialect: Dialect;
  readonly #effects: Effects;
  readonly #frames: Frame[] = [];
  #command: Command = { start: 0, assignments: [], words: [] };
  /** Whether the next command runs, as far as `&&` and `||` tell. */
  #runs: boolean | undefined = true;
  #isPiped = false;
  /** Whether the last operator wants a command after it. */
  #awaits = false;
  #definesFunction = false;
  #closed: Frame | undefined;
  /** How many statements there were before the line that the shell reads as one. */
  #line = 0;

  constructor(text: string, dialect: Dialect, variables: Variables) {
    this.#tokens = new Tokens(text, dialect);
    this.#dialect = dialect;
    this.#effects = new Effects(dialect, variables);
  }

  read(): Statement[] {
    while (!this.#effects.isDone) {
      const start = this.#tokens.at;
      const token = this.#tokens.next();
      if (token.kind === "broken") this.#fail(start);
      else if (token.kind === "word") this.#word(token.word);
      else this.#operator(token.operator, start);
    }
    return this.#effects.statements;
  }

  /** A mistake takes back the whole line; bash goes on without the file, other shells end. */
  #fail(start: number): void {
    this.#effects.isDone = true;
    this.#effects.statements.splice(this.#line);
    const at = this.#command.words.length + this.#command.assignments.length === 0 ? start : this.#command.start;
    if (this.#dialect === "bash")
      this.#effects.statements.push({ start: at, because: "bash finds a mistake in its syntax, and reads no further" });
    else this.#effects.statements.push({ start: at, refusal: "must be right in its syntax, or sh ends at it" });
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
      from: this.#effects.statements.length,
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
      this.#effects.functions.add(name.literal);
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
    if (isForked(operator) && this.#closed !== undefined) this.#effects.statements.splice(this.#closed.from);
    if (!wasPlain) this.#run(operator);
    this.#closed = undefined;
    this.#connect(operator, wasPlain);
    if (operator === "\n" && this.#frames.length === 0) this.#endLine();
    if (operator === "") this.#finish(start);
  }

  #endLine(): void {
    this.#line = this.#effects.statements.length;
    this.#effects.isLineDone = false;
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
    if ((this.#frames.length > 0 || this.#awaits) && !this.#effects.isDone) this.#fail(start);
    this.#effects.isDone = true;
  }

  #afterwards(operator: string): boolean | undefined {
    const { status } = this.#effects;
    if (this.#runs === false) return operator === "||" ? this.#runs : false;
    if (status === undefined || this.#runs === undefined) return undefined;
    return (status === 0) === (operator === "&&");
  }

  /** Does to the variables what a command would do to them. */
  #run(operator: string): void {
    const { assignments, words, start } = this.#command;
    this.#command = { start, assignments: [], words: [] };
    const isApart = this.#isPiped || isForked(operator) || this.#frames.some(({ isIsolated }) => isIsolated);
    if (isApart || this.#effects.isLineDone || this.#runs === false || words.length + assignments.length === 0) return;
    this.#effects.run({ start, assignments, words }, { isUncertain: this.#isUncertain, isNested: this.#frames.length > 0 });
  }

  get #isUncertain(): boolean {
    return this.#runs === undefined || this.#frames.some(({ isUncertain }) => isUncertain);
  }
}

/** Whether what ends with an operator runs in a shell of its own. */
function isForked(operator: string): boolean {
  return operator === "&" || operator === "|" || operator === "|&";
}
