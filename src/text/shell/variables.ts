import type { Binding } from "../../model/binding.ts";
import { unseal } from "../../model/sealed.ts";
import { absent, isEmpty, known, type Lookup, unknown, type Value } from "../../model/value.ts";
import type { Fact } from "../../model/fact.ts";
import { commandIn } from "../env-file/facts.ts";
import { isTellableReference, losesPiece } from "../env-file/references.ts";
import { type Dialect, literalOf, type Part } from "./word.ts";

/** How an expansion went wrong: `exits` ends the shell, `stops` only the reading of the file. */
export type Failure = "exits" | "stops";

/** A reference that was looked up. */
type Looked = Pick<Extract<Fact, { readonly kind: "reference" }>, "refers" | "value" | "otherwise">;

/** The variables that a shell sets by itself, or gives another meaning. */
const own: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  bash: new Set(
    "_ BASH BASHOPTS BASHPID BASH_VERSION BASH_VERSINFO COMP_WORDBREAKS DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD HOSTNAME HOSTTYPE LINENO MACHTYPE OLDPWD OPTERR OPTIND OSTYPE PATH PIPESTATUS PPID PS4 PWD RANDOM SECONDS SHELL SHELLOPTS SHLVL SRANDOM TERM UID".split(
      " ",
    ),
  ),
  sh: new Set("LINENO OLDPWD OPTIND PATH PPID PS1 PS2 PS4 PWD".split(" ")),
};
const constant = new Set(["BASHOPTS", "BASH_VERSINFO", "EUID", "PPID", "SHELLOPTS", "UID"]);
const volatile = new Set(["_", "BASHPID", "EPOCHREALTIME", "EPOCHSECONDS", "LINENO", "RANDOM", "SECONDS", "SRANDOM"]);

/** Whether a shell lets nobody set a variable. */
export function isConstant(dialect: Dialect, name: string): boolean {
  return dialect === "bash" && constant.has(name);
}

/** What is set, and what a word makes of it. */
export class Variables {
  /** 0 after a command that surely went well; undefined where only the shell could tell. */
  status: 0 | 1 | undefined = 0;
  failure: Failure | undefined;
  /** Takes what `${NAME:=default}` sets. */
  readonly assigned: { readonly name: string; readonly start: number; readonly value: Value }[] = [];
  #looked: Looked[] = [];
  #isLossy = false;
  /** Whether an expansion ran a command. */
  #ran = false;
  readonly #dialect: Dialect;
  readonly #shell: Lookup;
  readonly #values: Map<string, Value>;

  constructor(dialect: Dialect, shell: Lookup, values: Map<string, Value>) {
    this.#dialect = dialect;
    this.#shell = shell;
    this.#values = values;
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  get(name: string): Value {
    if (name === "?") return this.status === undefined ? unknown("it is the status of a command") : known(String(this.status));
    if (!/^[A-Za-z_]/.test(name)) return unknown(`${this.#dialect} alone knows what $${name} is`);
    const set = this.#values.get(name);
    if (set !== undefined && !(this.#dialect === "bash" && volatile.has(name))) return set;
    const outer = this.#shell(name);
    if (name === "IFS") return known(" \t\n");
    return outer.state === "absent" && own[this.#dialect].has(name) ? unknown(`${this.#dialect} sets ${name} itself`) : outer;
  }

  /** What the expansions since the last time have to say of the variable that they were for. */
  told(): (binding: Pick<Binding, "name" | "at">) => Fact[] {
    const [looked, ran, isLossy] = [this.#looked, this.#ran, this.#isLossy];
    this.#looked = [];
    this.#ran = false;
    this.#isLossy = false;
    return (binding) => [
      ...(ran ? [commandIn(binding, this.#dialect)] : []),
      ...looked.map((reference): Fact => ({ kind: "reference", ...binding, ...reference, from: "shell" })),
      ...(isLossy ? [{ kind: "lost-piece", ...binding } as const] : []),
    ];
  }

  /** The value of a word that is neither split nor matched against files, as that of an assignment. */
  expand(parts: readonly Part[]): Value {
    const pieces = parts.map((part) => this.#piece(part));
    const lost = pieces.find(({ state }) => state === "unknown" || state === "absent") ?? pieces.find(({ state }) => state === "opaque");
    if (lost !== undefined) return lost;
    const text = pieces.map((piece) => (piece.state === "known" ? unseal(piece.text) : "")).join("");
    return text.length > largest ? unknown("it grows beyond 1 MiB when interpolated") : known(text);
  }

  #piece(part: Part): Value {
    if (part.kind === "text") return known(part.text);
    if (part.kind === "variable") return this.#variable(part);
    if (part.kind === "runs") {
      this.status = undefined;
      this.#ran ||= part.isCommand;
      return unknown(part.because);
    }
    if (part.kind === "bad") {
      this.failure = this.#dialect === "bash" ? "stops" : "exits";
      return unknown("the substitution is none");
    }
    const value = this.get(part.name);
    if (value.state === "absent") return known("0");
    return value.state === "known" ? known(String(Array.from(unseal(value.text)).length)) : unknown("its length is out of sight");
  }

  #variable({ name, start, operator, operand }: Extract<Part, { kind: "variable" }>): Value {
    const value = this.get(name);
    this.#look(name, value, operator);
    if (operator === "" || /^[%#]/.test(operator)) return this.#stripped(value, operator, operand);
    if (value.state === "unknown") return operator === ":-" ? this.#orElse(value, operand) : value;
    const counts = value.state !== "absent" && !(operator.startsWith(":") && isEmpty(value));
    if (operator.endsWith("+")) return counts ? this.expand(operand) : known("");
    if (counts) return value;
    if (operator.endsWith("?")) {
      this.failure = "exits";
      return unknown("it must be set");
    }
    const fallback = this.expand(operand);
    if (operator.endsWith("=")) {
      this.set(name, fallback);
      this.assigned.push({ name, start, value: fallback });
    }
    return fallback;
  }

  #look(refers: string, value: Value, operator: string): void {
    if (this.#values.has(refers)) return;
    this.#isLossy ||= losesPiece(refers, value, operator);
    if (!isTellableReference(refers)) return;
    const last = operator.at(-1) ?? "";
    const otherwise = last === "?" ? "error" : last === "+" ? "alternative" : last === "-" || last === "=" ? "default" : "empty";
    this.#looked.push({ refers, value, otherwise });
  }

  /** Set to something surely where the default has text. */
  #orElse(value: Value, operand: readonly Part[]): Value {
    const fallback = this.expand(operand);
    const because = value.state === "unknown" ? value.because : "";
    if (fallback.state !== "known" || isEmpty(fallback)) return value;
    return { state: "opaque", because: `${because}, and has a default if not` };
  }

  /** `%` and `#` take off a pattern; one that is no plain text is left to the shell. */
  #stripped(value: Value, operator: string, operand: readonly Part[]): Value {
    if (value.state === "absent") return known("");
    if (operator === "" || value.state !== "known") return value;
    const pattern = literalOf(operand);
    if (pattern === undefined || /[*?[\\(]/.test(pattern)) return unknown(`${this.#dialect} would match a pattern`);
    const text = unseal(value.text);
    if (operator.startsWith("%")) return known(text.endsWith(pattern) ? text.slice(0, text.length - pattern.length) : text);
    return known(text.startsWith(pattern) ? text.slice(pattern.length) : text);
  }

  unset(name: string): void {
    this.set(name, absent);
  }
}

/** The most characters of one value; beyond it a doubling chain of references is an attack. */
const largest = 1_048_576;
