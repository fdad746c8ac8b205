import { childOf, childrenOf, type Node } from "../../tree.ts";
import { both, placeOf, written, type Fork, type Machine } from "./machine.ts";
import { evaluatedAgain, mentioned, nested, printed } from "./inner.ts";
import { called } from "./procedures.ts";
import type { State } from "./state.ts";
import { test } from "./tests.ts";
import { text, UNKNOWN, type Value } from "./value.ts";

/** A command with its words: the name is not among them. */
export interface Call {
  readonly node: Node;
  readonly name: string;
  readonly words: readonly Node[];
  readonly values: readonly Value[];
}

type Builtin = (machine: Machine, call: Call, state: State) => Fork;

/** Everything that is a word of it is expanded before it runs; `X=1 cmd` sets X for the command alone. */
export function command(machine: Machine, node: Node, state: State): Fork {
  const head = node.children.find(({ type }) => type === "command_name");
  for (const child of node.children) {
    const word = child.type === "variable_assignment" ? childOf(child, "value") : child.field === "redirect" ? child : undefined;
    if (word !== undefined) machine.evaluate(word, state);
  }
  const name = head === undefined ? null : textOf(machine.evaluate(head, state));
  const words = childrenOf(node, "argument");
  const known = name === null ? "" : name.slice(name.lastIndexOf("/") + 1);
  if (known === "test" || known === "[") return test(machine, known === "[" ? words.slice(0, -1) : words, state);
  const call = { node, name: known, words, values: words.map((word) => machine.evaluate(word, state)) };
  if (machine.procedures.has(known)) return called(machine, call, state);
  return (BUILTINS.get(known) ?? launched)(machine, call, state);
}

const textOf = (value: Value | undefined): string | null => (value?.kind === "text" ? value.text : null);

/** Names that are given a value in a way that is not looked at. */
function assigns(machine: Machine, names: readonly (Value | undefined)[], state: State): Fork {
  for (const value of names) {
    const name = textOf(value);
    if (name === null || !/^[A-Za-z_]\w*$/.test(name)) continue;
    machine.findings.assigned.add(name);
    state.assign(name, UNKNOWN);
  }
  return both(state);
}

function failed(machine: Machine, state: State): Fork {
  if (machine.apartness > 0) return left(machine);
  machine.ends.failed.push(state);
  return both(null);
}

function away(machine: Machine): Fork {
  machine.ends.away += 1;
  return both(null);
}

function broken(machine: Machine, _call: Call, state: State): Fork {
  machine.broken.push(state);
  return away(machine);
}

function left(machine: Machine): Fork {
  machine.ends.left += 1;
  return both(null);
}

const BUILTINS = new Map<string, Builtin>(
  Object.entries({
    exit: (machine, { values }, state) =>
      ["0", null].includes(values.length === 0 ? null : (textOf(values[0]) ?? "1")) ? left(machine) : failed(machine, state),
    exec: (machine, call, state) => {
      const after = launched(machine, call, state);
      if (call.words.length === 0) return after;
      if (machine.apartness === 0) machine.findings.start(state.filled());
      return left(machine);
    },
    return: (machine, { values }, state) => {
      if (machine.frame === null) return left(machine);
      const isRefused = values.length > 0 && textOf(values[0]) !== "0";
      (isRefused ? machine.frame.refused : machine.frame.returned).push(state);
      return away(machine);
    },
    break: broken,
    continue: broken,
    false: (_machine, _call, state) => ({ yes: null, no: state }),
    true: (_machine, _call, state) => ({ yes: state, no: null }),
    set: (_machine, { values }, state) => {
      options(
        values.map((value) => textOf(value) ?? ""),
        values,
        state,
      );
      return both(state);
    },
    shift: (_machine, { values }, state) => {
      const by = values.length === 0 ? 1 : Number(textOf(values[0]));
      state.args = state.args === null || Number.isNaN(by) ? null : state.args.slice(by);
      return both(state);
    },
    read: (machine, { values }, state) => assigns(machine, withoutOptions(values, /^-\w*[dinNptu]$/), state),
    mapfile: (machine, { values }, state) => assigns(machine, withoutOptions(values, /^-[dnOsuCc]$/), state),
    readarray: (machine, { values }, state) => assigns(machine, withoutOptions(values, /^-[dnOsuCc]$/), state),
    getopts: (machine, { values }, state) => assigns(machine, [values[1], text("OPTARG")], state),
    printf: (machine, { values }, state) => (textOf(values[0]) === "-v" ? assigns(machine, [values[1]], state) : both(state)),
    let: (machine, { values }, state) =>
      assigns(
        machine,
        values.map((value) => text(/^\w+/.exec(textOf(value) ?? "")?.[0] ?? "")),
        state,
      ),
    printenv: (machine, { words, values }, state) => {
      for (const [position, value] of values.entries()) printed(machine, { word: words[position], value }, state);
      return both(state);
    },
    compgen: (machine, { words, values }, state) => {
      const at = words.at(-1);
      const prefix = textOf(values.at(-1)) ?? "";
      const isListing = values.some((value) => /^-[ve]$|^variable$|^export$/.test(textOf(value) ?? ""));
      if (at !== undefined && isListing)
        machine.findings.open(placeOf(machine, at), prefix.startsWith("-") || prefix === "variable" ? "" : prefix);
      return both(state);
    },
    ".": sourced,
    source: sourced,
    eval: (machine, call, state) => {
      evaluatedAgain(machine, call.words, state);
      return both(state);
    },
    envsubst: (machine, { words, values }, state) => {
      for (const [position, value] of values.entries()) mentioned(machine, { word: words[position], value }, state);
      return both(state);
    },
  } satisfies Record<string, Builtin>),
);

/** `-eu`, `-o nounset`, `+u`, `-- a b c`. */
function options(words: readonly string[], values: readonly Value[], state: State): void {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--" || !/^[-+]/.test(word)) {
      state.args = values.slice(word === "--" ? at + 1 : at);
      return;
    }
    const on = word.startsWith("-");
    const long = word.endsWith("o") ? words[at + 1] : undefined;
    if (/u/.test(word) || long === "nounset") state.nounset = on;
    if (/e/.test(word) || long === "errexit") state.errexit = on;
    if (long !== undefined) at += 1;
  }
}

function withoutOptions(values: readonly Value[], taking: RegExp): readonly Value[] {
  const texts = values.map((value) => textOf(value) ?? "");
  return values.filter((_, at) => !texts[at]?.startsWith("-") && !taking.test(texts[at - 1] ?? ""));
}

/** What a file assigns that is not looked into. What it says of the system, and a virtual environment of Python, are no settings. */
function sourced(machine: Machine, { values, words }: Call, state: State): Fork {
  const path = textOf(values[0]) ?? (words[0] === undefined ? "" : written(machine, words[0]));
  if (path.endsWith("/os-release")) {
    const names = "NAME ID ID_LIKE VERSION VERSION_ID VERSION_CODENAME UBUNTU_CODENAME PRETTY_NAME VARIANT_ID";
    return assigns(
      machine,
      names.split(" ").map((name) => text(name)),
      state,
    );
  }
  if (/bin\/activate"?$/.test(path)) return assigns(machine, [text("VIRTUAL_ENV")], state);
  state.sourced = true;
  return both(state);
}

/** Commands that run the command that follows them. */
const LAUNCHERS = new Set(
  "exec sudo su gosu su-exec runuser setpriv chpst s6-setuidgid nohup time timeout env tini dumb-init nice".split(" "),
);
const SHELLS = /^(?:.*\/)?(?:ba|da|a|k|z)?sh$/;

/** `sh -c '…'` is a script of its own, in the same environment. */
function launched(machine: Machine, { name, words, values }: Call, state: State): Fork {
  const texts = [name, ...values.map((value) => textOf(value) ?? "")];
  const shell = SHELLS.test(name) ? 0 : LAUNCHERS.has(name) ? texts.findIndex((word) => SHELLS.test(word)) : -1;
  const from = name === "su" ? 0 : shell;
  const flag = from === -1 ? -1 : texts.findIndex((word, at) => at > from && /^-\w*c$/.test(word));
  const script = flag === -1 ? undefined : words[flag];
  if (script?.type === "raw_string") nested(machine, script, state);
  return both(state);
}
