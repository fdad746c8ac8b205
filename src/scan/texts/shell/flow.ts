import { childOf, childrenOf, namedChildren, type Node } from "../../tree.ts";
import { command } from "./commands.ts";
import { both, written, type Fork, type Machine } from "./machine.ts";
import { meet, type State } from "./state.ts";
import { isAssigned, test, testWords } from "./tests.ts";
import { text } from "./value.ts";
import { declaration, assignment } from "./assignments.ts";
import { branched, chained, chosen, condition } from "./branches.ts";
import { guarding } from "./guards.ts";
import { counted, looped, repeated } from "./loops.ts";
import { piped } from "./listing.ts";

type Run = (machine: Machine, node: Node, state: State) => Fork;

/** What a statement does to what is known, by type of node. */
export function run(machine: Machine, node: Node, state: State): Fork {
  return (KINDS[node.type] ?? evaluated)(machine, node, state);
}

/** The last of its statements says how it went. */
const block: Run = (machine, node, state) => condition(machine, namedChildren(node), state);

const KINDS: Readonly<Record<string, Run>> = {
  program: block,
  ERROR: block,
  do_group: block,
  compound_statement: (machine, node, state) =>
    node.children[0]?.type === "((" ? evaluated(machine, node, state) : block(machine, node, state),
  subshell: (machine, node, state) => {
    machine.apart(() => machine.sequence(namedChildren(node), state.copy()));
    return both(state);
  },
  pipeline: (machine, node, state) => {
    const stages = namedChildren(node);
    machine.apart(() => {
      for (const stage of stages) machine.run(stage, state.copy());
    });
    piped(machine, stages);
    return both(state);
  },
  list: (machine, node, state) => guarding(machine, state, () => chained(machine, node, state)),
  negated_command: (machine, node, state) => {
    const [inner] = namedChildren(node);
    if (inner === undefined) return both(state);
    const { yes, no } = machine.run(inner, state);
    return { yes: no, no: yes };
  },
  test_command: (machine, node, state) =>
    node.children[0]?.type === "((" ? evaluated(machine, node, state) : test(machine, testWords(node).slice(1, -1), state),
  if_statement: (machine, node, state) => guarding(machine, state, () => both(branched(machine, node.children, state))),
  case_statement: (machine, node, state) => guarding(machine, state, () => both(chosen(machine, node, state))),
  while_statement: (machine, node, state) => guarding(machine, state, () => both(repeated(machine, node, state))),
  for_statement: (machine, node, state) => both(looped(machine, node, state)),
  c_style_for_statement: (machine, node, state) => both(counted(machine, node, state)),
  function_definition: (machine, node, state) => {
    const [name, body] = [childOf(node, "name"), childOf(node, "body")];
    if (name !== undefined && body !== undefined)
      machine.procedures.set(written(machine, name), { body, script: machine.script, called: false });
    return both(state);
  },
  redirected_statement: (machine, node, state) => {
    for (const child of childrenOf(node, "redirect")) redirected(machine, child, state);
    const body = childOf(node, "body");
    return body === undefined ? both(state) : machine.run(body, state);
  },
  variable_assignment: (machine, node, state) => both(assignment(machine, node, state)),
  variable_assignments: block,
  declaration_command: (machine, node, state) => {
    const [flag, ...names] = namedChildren(node);
    if (flag === undefined || names.length !== 1 || written(machine, flag) !== "-p") return both(declaration(machine, node, state));
    return isAssigned(machine, names, state);
  },
  unset_command: (machine, node, state) => {
    for (const child of namedChildren(node)) {
      const value = child.type === "variable_name" ? text(written(machine, child)) : machine.evaluate(child, state);
      if (value.kind === "text") state.assign(value.text, text(""));
    }
    return both(state);
  },
  command,
};

function evaluated(machine: Machine, node: Node, state: State): Fork {
  machine.evaluate(node, state);
  return both(state);
}

/** A heredoc may have the rest of its line in it: `cat <<EOF | grep x`. */
function redirected(machine: Machine, node: Node, state: State): void {
  for (const child of namedChildren(node)) {
    if (child.type === "pipeline" || child.type === "list" || child.type === "command") machine.run(child, state.copy());
    else machine.evaluate(child, state);
  }
}

/** Runs statements in turn; with `set -e` one that fails ends the script. */
export function sequence(machine: Machine, nodes: readonly Node[], state: State): State | null {
  let now: State | null = state;
  for (const node of nodes) {
    if (now === null) break;
    const before: State = now;
    now = before.errexit && ENDING.has(node.type) ? ending(machine, node, before) : settled(machine, machine.run(node, before));
  }
  return now;
}

/** The last command of a list does so too, but what it says of variables was in front of it. */
const ENDING = new Set(["test_command", "command"]);

function ending(machine: Machine, node: Node, state: State): State | null {
  const { yes } = guarding(machine, state, () => {
    const fork = machine.run(node, state);
    if (fork.no !== null && fork.no !== fork.yes) machine.ends.failed.push(fork.no);
    return fork.no === fork.yes ? both(settled(machine, fork)) : both(fork.yes);
  });
  return yes;
}

function settled(machine: Machine, { yes, no }: Fork): State | null {
  return meet(yes, no, machine.findings);
}
