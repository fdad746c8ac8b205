import { type Node } from "../../tree.ts";
import { named } from "./expansion.ts";
import { placeOf, written, type Fork, type Machine } from "./machine.ts";
import { meet, type State } from "./state.ts";
import type { Value } from "./value.ts";

const GROUPS = new Set(["unary_expression", "binary_expression", "parenthesized_expression"]);

/** The words of a test, whatever the grammar makes of them: of `[ -z "$A" -a "$B" ]` it makes too much. */
export function testWords(node: Node): Node[] {
  const found: Node[] = [];
  const open = node.children.toReversed();
  for (let child = open.pop(); child !== undefined; child = open.pop()) {
    if (GROUPS.has(child.type)) open.push(...child.children.toReversed());
    else found.push(child);
  }
  return found;
}

const FILES = new Set("-e -f -d -r -w -x -s -L -h -p -S".split(" "));
const NUMBERS = new Set("-eq -ne -lt -le -gt -ge".split(" "));
const EQUAL = new Set(["=", "==", "!="]);
const COMPARED = new Set([...EQUAL, "=~", "<", ">", "-nt", "-ot", "-ef", ...NUMBERS]);

/** What `[ … ]`, `[[ … ]]` and `test …` say of the variables in them, on the path where they hold and on the other. */
export function test(machine: Machine, words: readonly Node[], state: State): Fork {
  if (words.length <= LONGEST) return new Test(machine, words).either(state);
  for (const word of words) machine.evaluate(word, state);
  return doubtful(state);
}

/** More words than anybody writes in one test. */
const LONGEST = 400;

class Test {
  readonly #machine: Machine;
  readonly #words: readonly Node[];
  #at = 0;

  constructor(machine: Machine, words: readonly Node[]) {
    this.#machine = machine;
    this.#words = words;
  }

  either(state: State): Fork {
    let fork = this.#all(state);
    while (this.#takes("||", "-o")) {
      const right = this.#all((fork.no ?? state).copy());
      fork = { yes: meet(fork.yes, right.yes, this.#machine.findings), no: right.no };
    }
    return fork;
  }

  #all(state: State): Fork {
    let fork = this.#not(state);
    while (this.#takes("&&", "-a")) {
      const right = this.#not((fork.yes ?? state).copy());
      fork = { yes: right.yes, no: meet(fork.no, right.no, this.#machine.findings) };
    }
    return fork;
  }

  #not(state: State): Fork {
    if (!this.#takes("!")) return this.#one(state);
    const { yes, no } = this.#not(state);
    return { yes: no, no: yes };
  }

  #one(state: State): Fork {
    if (this.#takes("(")) {
      const fork = this.either(state);
      this.#takes(")");
      return fork;
    }
    const [first, second] = [this.#text(0), this.#text(1)];
    const operand = this.#words[this.#at + 1];
    if (operand !== undefined && /^-[a-zA-Z]$/.test(first) && !COMPARED.has(second)) {
      this.#at += 2;
      return this.#asked(first, operand, state);
    }
    return COMPARED.has(second) ? this.#compared(second, state) : this.#bare(state);
  }

  #asked(operator: string, operand: Node, state: State): Fork {
    if (operator === "-v") return isAssigned(this.#machine, [operand], state);
    const value = this.#machine.evaluate(operand, state);
    const { yes, no } = this.#emptiness(value, state);
    if (operator === "-z") return { yes, no };
    if (operator === "-n") return { yes: no, no: yes };
    return FILES.has(operator) ? { yes: no, no: doubted(state) } : doubtful(state);
  }

  #compared(operator: string, state: State): Fork {
    const [left, right] = [this.#words[this.#at], this.#words[this.#at + 2]];
    this.#at += 3;
    if (left === undefined || right === undefined) return doubtful(state);
    const sides = [this.#machine.evaluate(left, state), this.#machine.evaluate(right, state)];
    if (NUMBERS.has(operator)) this.#hint(sides, "integer");
    if (!EQUAL.has(operator)) return doubtful(state);
    const against = sides.findLast(({ kind }) => kind === "text");
    const value = sides.find((side) => side !== against);
    if (value === undefined || against?.kind !== "text") return doubtful(state);
    if (/^(?:true|false)$/i.test(against.text)) this.#hint([value], "boolean");
    const { yes, no } = this.#matched(value, against.text, state);
    return operator === "!=" ? { yes: no, no: yes } : { yes, no };
  }

  /** `"x$X" = x` asks whether X is empty, as old scripts do. */
  #matched(value: Value, against: string, state: State): Fork {
    const around = value.kind === "open" && value.core !== null ? value : null;
    const inner = around?.core ?? value;
    if (against === (around === null ? "" : around.prefix + around.suffix)) return this.#emptiness(inner, state);
    const { no } = this.#emptiness(inner, state);
    return { yes: doubted(no), no: doubted(state) };
  }

  #bare(state: State): Fork {
    const operand = this.#words[this.#at];
    this.#at += 1;
    if (operand === undefined) return doubtful(state);
    const { yes, no } = this.#emptiness(this.#machine.evaluate(operand, state), state);
    return { yes: no, no: yes };
  }

  /** Whether it is empty, and what that says of the variable that it is. */
  #emptiness(value: Value, state: State): Fork {
    if (value.kind === "alternative") return split(value.name, value.reads, state);
    if (value.kind !== "variable") return doubtful(state);
    if (value.or !== null && !(value.or.kind === "text" && value.or.text === "")) return doubtful(state);
    // To give `set -u` something is no default.
    for (const read of value.reads) if (read.default?.text === "") Object.assign(read, { mode: "optional", default: null });
    return split(value.name, value.reads, state);
  }

  #hint(values: readonly Value[], type: string): void {
    for (const value of values) if (value.kind === "variable") this.#machine.findings.hint(value.reads, type);
  }

  #takes(...words: readonly string[]): boolean {
    const word = this.#words[this.#at];
    if (word === undefined || !words.includes(written(this.#machine, word))) return false;
    this.#at += 1;
    return true;
  }

  #text(ahead: number): string {
    const word = this.#words[this.#at + ahead];
    return word === undefined ? "" : written(this.#machine, word);
  }
}

/** Yes is where the variable has no value. */
function split(name: string, reads: Extract<Value, { kind: "variable" }>["reads"], state: State): Fork {
  const [yes, no] = [state.copy(), state.copy()];
  yes.tell(name, false, reads);
  no.tell(name, true, reads);
  return { yes, no };
}

function doubted(state: State | null): State | null {
  if (state === null) return null;
  const copy = state.copy();
  copy.doubts += 1;
  return copy;
}

function doubtful(state: State): Fork {
  return { yes: doubted(state), no: doubted(state) };
}

/** `-v NAME`, `declare -p NAME`: whether it has been given any value. */
export function isAssigned(machine: Machine, operands: readonly Node[], state: State): Fork {
  const [operand] = operands;
  if (operand === undefined) return doubtful(state);
  const isWritten = operand.type === "word" || operand.type === "variable_name";
  const value = isWritten ? null : machine.evaluate(operand, state);
  const place = placeOf(machine, operand);
  const asked = value === null ? { variable: written(machine, operand), at: place } : named(machine, value, place);
  if (asked === null || state.own.get(asked.variable)?.sure === true) return doubtful(state);
  const late = state.own.has(asked.variable);
  const found = machine.findings.note({ ...asked, mode: "presence", late, shared: state.sourced });
  const { yes, no } = split(asked.variable, found === null ? [] : [found], state);
  return { yes: no, no: yes };
}
