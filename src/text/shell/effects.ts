import { unseal } from "../../model/sealed.ts";
import { absent, known, unknown, type Value } from "../../model/value.ts";
import type { Statement } from "../env-file/statements.ts";
import { declarations, ignorable, opening, persists, unsettling } from "./builtins.ts";
import { withHome } from "./home.ts";
import type { Assignment, Word } from "./tokens.ts";
import { isConstant, type Variables } from "./variables.ts";
import type { Dialect, Part } from "./word.ts";

/** A command as it is written: what it assigns in front, and its words. */
export interface Command {
  readonly start: number;
  readonly assignments: Word[];
  readonly words: Word[];
}

/** Where a command stands. */
interface Situation {
  /** Whether the shell decides only when it runs whether it runs this. */
  readonly isUncertain: boolean;
  /** Whether it is part of a group of commands. */
  readonly isNested: boolean;
}

/** What commands do to the variables, and what of that is to be told. */
export class Effects {
  readonly statements: Statement[] = [];
  /** Names that are functions here. */
  readonly functions = new Set<string>();
  /** Whether the shell reads no further. */
  isDone = false;
  /** Whether the shell leaves out the rest of the line. */
  isLineDone = false;
  readonly #dialect: Dialect;
  readonly #variables: Variables;
  #exports = true;
  #situation: Situation = { isUncertain: false, isNested: false };

  constructor(dialect: Dialect, variables: Variables) {
    this.#dialect = dialect;
    this.#variables = variables;
  }

  /** The exit status of the last command; undefined where nobody knows. */
  get status(): number | undefined {
    return this.#variables.status;
  }

  run({ assignments, words }: Command, situation: Situation): void {
    this.#situation = situation;
    const [name, ...args] = words;
    this.#variables.status = 0;
    if (name === undefined || persists(this.#dialect, name.literal)) this.#assignAll(assignments);
    if (name !== undefined) this.#callExpanded(name, args, assignments);
  }

  /** bash stops at a variable of its own, and takes nothing more of the line. */
  #assignAll(assignments: readonly Word[]): void {
    for (const word of assignments) {
      if (this.isLineDone) return;
      this.#assign(word);
      this.isLineDone = !this.#situation.isUncertain && isConstant(this.#dialect, word.assigns?.name ?? "");
    }
  }

  #callExpanded(name: Word, args: readonly Word[], assignments: readonly Word[]): void {
    for (const word of [name, ...args]) this.#expand(word);
    if (!this.isDone) this.#call(name, args, assignments);
  }

  /** Words are expanded for what that may set, whatever the command makes of them. */
  #expand({ assigns, parts, start }: Word): void {
    if (assigns !== undefined || this.isDone) return;
    this.#variables.expand(parts);
    this.#settle(start);
    this.#variables.told();
  }

  #assign({ assigns, start }: Pick<Word, "assigns" | "start">): void {
    if (assigns === undefined || this.isDone) return;
    const { name } = assigns;
    const value = assigns.value === undefined ? absent : this.#valueOf(assigns, assigns.value);
    this.#settle(start);
    if (this.isDone) return;
    if (isConstant(this.#dialect, name)) this.#keep(name, start);
    else this.#set(name, start, value);
  }

  #keep(name: string, start: number): void {
    this.#variables.told();
    if (!this.#situation.isUncertain) this.statements.push({ start, because: `${name} is bash's own, and nobody can set it` });
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
    if (failure === undefined || this.#situation.isUncertain) return;
    this.isDone = true;
    if (failure === "exits")
      this.statements.push({ start, refusal: `must not need a variable that is not set, or ${this.#dialect} ends at it` });
    else this.statements.push({ start, because: "bash finds no substitution in its braces, and reads no further" });
  }

  #set(name: string, start: number, value: Value): void {
    const settled = this.#situation.isUncertain ? unknown(`${this.#dialect} decides only when it runs whether this is set`) : value;
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
    if (literal === undefined || this.functions.has(literal) || opening.has(literal)) this.#widen(name);
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
    this.isDone = !this.#situation.isUncertain;
  }

  /** What nobody can look into without running it. */
  #widen({ start, literal = "" }: Word): void {
    this.#variables.status = undefined;
    this.statements.push({ start, end: start + literal.length, opens: `${this.#dialect} would run more here, which may set any name` });
  }

  /** A program of its own: it gets what stands before it, and sets nothing here. */
  #external(command: string, start: number): void {
    this.#variables.status = undefined;
    if (this.#situation.isNested) return;
    const isMarked = command.startsWith("\uFEFF");
    const because = `${isMarked ? "after a byte order mark " : ""}${this.#dialect} takes the line for a command, and sets nothing`;
    this.statements.push(isMarked ? { start: start + 1, because } : { start, because, runs: true });
  }

  #declare(command: string, args: readonly Word[]): void {
    const flags = args.flatMap(({ literal }) => (literal?.startsWith("-") === true || literal?.startsWith("+") === true ? [literal] : []));
    const isOther = flags.some((flag) => /^-\w*[aAfFilnpu]|^\+\w*x/.test(flag));
    for (const word of args) {
      if (word.literal !== undefined && flags.includes(word.literal)) continue;
      if (isOther) this.#unsettle([word]);
      else if (word.assigns !== undefined) this.#assign(word);
      else if (word.literal === undefined || !/^[A-Za-z_]\w*$/.test(word.literal)) this.#misnamed(command, word);
      if (command === "export" && !isOther) this.#exportNow(word);
    }
  }

  /** A name without a value, or one that could not be given another. */
  #exportNow({ assigns, literal, start }: Word): void {
    const name = assigns?.name ?? literal ?? "";
    const isOwn = isConstant(this.#dialect, name);
    if (isOwn || (assigns === undefined && !this.#exports && /^[A-Za-z_]\w*$/.test(name))) this.#exportLate(name, start);
  }

  #exportLate(name: string, start: number): void {
    const value = this.#variables.get(name);
    if (value.state !== "absent") this.statements.push({ name, start, end: start + name.length, value });
  }

  #misnamed(command: string, { start, literal }: Word): void {
    if (literal === undefined || this.#situation.isUncertain)
      this.statements.push({ start, end: start, opens: `${this.#dialect} would work out what ${command} sets` });
    else if (this.#dialect === "bash") this.statements.push({ start, because: `${command} takes no such name` });
    else {
      this.isDone = true;
      this.statements.push({ start, refusal: `must have a name that ${command} takes, or sh ends at it` });
    }
  }

  #unset(args: readonly Word[]): void {
    for (const word of args) {
      if (word.literal === undefined) this.#misnamed("unset", word);
      else if (isConstant(this.#dialect, word.literal)) continue;
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
