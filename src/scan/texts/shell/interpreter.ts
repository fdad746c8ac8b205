import type { FoundAll } from "../../found.ts";
import type { Node } from "../../tree.ts";
import type { Parse } from "../text-pack.ts";
import { Findings } from "./findings.ts";
import * as flow from "./flow.ts";
import { both, noEnds, type Ends, type Fork, type Frame, type Machine, type Procedure, type Script } from "./machine.ts";
import { entered } from "./procedures.ts";
import { State } from "./state.ts";
import { UNKNOWN, type Value } from "./value.ts";
import { evaluate } from "./words.ts";

/** How a script is started. */
export interface Start {
  readonly parse: Parse;
  /** Names that the file around gives a value; null is something that is not known. */
  readonly given?: ReadonlyMap<string, string | null>;
  readonly nounset?: boolean;
  readonly errexit?: boolean;
}

/** What a script reads from its environment, on whatever path it takes. */
export function interpret(script: Script, start: Start): FoundAll {
  return new Interpreter(script, start).all();
}

/** Deeper than anybody nests, and as deep as the stack bears. */
const DEEPEST = 400;

class Interpreter implements Machine {
  readonly findings = new Findings();
  readonly procedures = new Map<string, Procedure>();
  readonly stack: Procedure[] = [];
  readonly parse: Parse;
  readonly given: ReadonlyMap<string, string | null>;
  script: Script;
  depth = 0;
  ends: Ends = noEnds();
  frame: Frame | null = null;
  broken: State[] = [];
  apartness = 0;
  #patience = 2000;
  #nesting = 0;
  /** At the end of the script, or where it was last known to go on. */
  #last = new State();
  readonly #start: Start;

  constructor(script: Script, start: Start) {
    this.script = script;
    this.parse = start.parse;
    this.given = start.given ?? new Map();
    this.#start = start;
  }

  all(): FoundAll {
    const state = new State();
    state.nounset = this.#start.nounset === true;
    state.errexit = this.#start.errexit === true;
    this.sequence(
      this.script.tree.root.children.filter(({ named }) => named),
      state,
    );
    this.#uncalled();
    return this.findings.all();
  }

  run(node: Node, state: State): Fork {
    if (this.frame === null) this.#last = state;
    if (this.#nesting >= DEEPEST) return both(state);
    this.#nesting += 1;
    const fork = flow.run(this, node, state);
    this.#nesting -= 1;
    return fork;
  }

  sequence(nodes: readonly Node[], state: State): State | null {
    return flow.sequence(this, nodes, state);
  }

  evaluate(node: Node, state: State): Value {
    if (this.#nesting >= DEEPEST) return UNKNOWN;
    this.#nesting += 1;
    const value = evaluate(this, node, state);
    this.#nesting -= 1;
    return value;
  }

  spend(): boolean {
    this.#patience -= 1;
    return this.#patience >= 0;
  }

  apart(run: () => void): void {
    const { ends, frame, broken } = this;
    this.ends = noEnds();
    this.apartness += 1;
    run();
    this.apartness -= 1;
    this.ends = ends;
    Object.assign(this, { frame, broken });
  }

  /** Functions that only code elsewhere calls, or that a trap does: what the script has assigned by its end may be there. */
  #uncalled(): void {
    const state = this.#last.copy();
    state.args = null;
    state.sourced = true;
    this.depth += 1;
    for (const procedure of this.procedures.values()) {
      if (!procedure.called) entered(this, procedure, state.copy());
    }
  }
}
