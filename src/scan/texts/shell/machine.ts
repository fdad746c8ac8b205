import type { Extent } from "../../found.ts";
import { textOf, type Node, type Tree } from "../../tree.ts";
import type { Parse } from "../text-pack.ts";
import type { Findings } from "./findings.ts";
import type { State } from "./state.ts";
import type { Value } from "./value.ts";

/** A parsed script, and where a part of it stands in the file that holds it. */
export interface Script {
  readonly tree: Tree;
  readonly place: (start: number, end: number) => Extent | null;
}

/** Where a command goes on with success and without; null where it does not. */
export interface Fork {
  readonly yes: State | null;
  readonly no: State | null;
}

export function both(state: State | null): Fork {
  return { yes: state, no: state };
}

export interface Procedure {
  readonly body: Node;
  readonly script: Script;
  called: boolean;
}

/** A function while it runs. */
export interface Frame {
  /** Where it returned with success, and without. */
  readonly returned: State[];
  readonly refused: State[];
  /** What its local names were before. */
  readonly locals: Map<string, ReturnType<State["own"]["get"]>>;
}

/** How paths ended within a statement. */
export interface Ends {
  /** The script does, in error. */
  readonly failed: State[];
  /** Paths that end the script otherwise: `exit 0`, `exec`. */
  left: number;
  /** Paths that end the function or the round of a loop. */
  away: number;
}

export function noEnds(): Ends {
  return { failed: [], left: 0, away: 0 };
}

/** A script that is run over what is known instead of over values. */
export interface Machine {
  readonly findings: Findings;
  readonly parse: Parse;
  readonly procedures: Map<string, Procedure>;
  /** What the file around gives a name: ENV of a Dockerfile; null is something that is not known. */
  readonly given: ReadonlyMap<string, string | null>;
  script: Script;
  /** How many branches and loops are around: beyond none, what happens does only on some runs. */
  depth: number;
  ends: Ends;
  frame: Frame | null;
  /** Where rounds of the innermost loop were left by `break` and `continue`. */
  broken: State[];
  /** Within how many scripts of their own it is, whose end is not the end of the whole. */
  apartness: number;
  /** The functions that are being run, the innermost last. */
  readonly stack: Procedure[];
  run(node: Node, state: State): Fork;
  /** Runs pieces one after the other. */
  sequence(nodes: readonly Node[], state: State): State | null;
  /** What a word stands for; notes what it reads. */
  evaluate(node: Node, state: State): Value;
  /** Whether there is patience left to run a piece once more. */
  spend(): boolean;
  /** Runs what is a script of its own, whose assignments go nowhere. */
  apart(run: () => void): void;
}

export function placeOf({ script }: Machine, { start, end }: Node): Extent | null {
  return script.place(start, end);
}

export function written({ script }: Machine, node: Node): string {
  return textOf(script.tree, node);
}
