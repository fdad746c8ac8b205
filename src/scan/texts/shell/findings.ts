import type { Mode } from "../../../model/read.ts";
import type { Extent, Found, FoundAll, Literal, Open } from "../../found.ts";

/** A read that later statements may still say more of. */
export interface Finding {
  readonly variable: string;
  readonly at: Extent;
  mode: Mode;
  confidence: Found["confidence"];
  default: Literal | null;
  type: string | null;
  oneOf: string | null;
  /** The script may have assigned the name before, so that this read alone does not make it one of the environment. */
  readonly late: boolean;
  /** The name may come from code that cannot be seen: a file that was sourced, the caller of a function. */
  readonly shared: boolean;
}

export interface Noted {
  readonly variable: string;
  readonly at: Extent | null;
  readonly mode: Mode;
  readonly confidence?: Found["confidence"];
  readonly default?: string | null;
  readonly late?: boolean;
  readonly shared?: boolean;
}

/** What the shell, or whatever logs somebody in, sets. */
const GIVEN = new Set(
  `HOME OLDPWD PATH PWD USER LOGNAME SHELL HOSTNAME RANDOM SRANDOM SECONDS EPOCHSECONDS EPOCHREALTIME LINENO UID EUID GROUPS PPID SHLVL SHELLOPTS IFS OPTARG
  OPTIND OPTERR REPLY PIPESTATUS DIRSTACK OSTYPE HOSTTYPE MACHTYPE TERM LANG TMPDIR COLUMNS LINES PS1 PS2 PS3 PS4 FUNCNAME MAPFILE COPROC COMP_WORDS
  COMP_CWORD COMP_LINE COMP_POINT COMPREPLY ZSH_VERSION ZDOTDIR KSH_VERSION _`.split(/\s+/),
);

export function isGiven(name: string): boolean {
  return GIVEN.has(name) || /^BASH(?:_|OPTS$|PID$|$)/.test(name) || !/^[A-Za-z_]\w*$/.test(name);
}

const WEIGHT: Readonly<Record<Mode, number>> = { presence: 0, optional: 1, default: 2, required: 3 };

/** The reads of a script, each place once however often the script comes by. */
export class Findings {
  readonly #found = new Map<string, Finding>();
  readonly #open = new Map<string, Open>();
  /** Names that the script assigns anywhere. */
  readonly assigned = new Set<string>();
  /** Names that it exports anywhere. */
  readonly handedOn = new Set<string>();
  /** Names that it exports on every run. */
  readonly exported = new Set<string>();
  /** Names that have a value wherever the script becomes the program that it starts; null until it does. */
  #filled: ReadonlySet<string> | null = null;

  note({ variable, at, mode, confidence = null, default: instead = null, late = false, shared = false }: Noted): Finding | null {
    if (at === null || isGiven(variable)) return null;
    const literal = instead === null ? null : ({ text: instead, of: "string" } as const);
    const key = `${String(at.start)}:${variable}`;
    const known = this.#found.get(key);
    const found = { variable, at, mode, confidence, default: literal, type: null, oneOf: null, late, shared };
    if (known === undefined) {
      this.#found.set(key, found);
      return found;
    }
    if (WEIGHT[mode] > WEIGHT[known.mode]) Object.assign(known, { mode, confidence, default: literal });
    if (confidence === "certain" && known.mode === "required") known.confidence = confidence;
    return known;
  }

  open(at: Extent | null, prefix = "", suffix = ""): void {
    if (at !== null) this.#open.set(`${String(at.start)}:${prefix}:${suffix}`, { at, prefix, suffix });
  }

  /** The script becomes another program, with these names set in any case. */
  start(filled: ReadonlySet<string>): void {
    const known = this.#filled;
    this.#filled = known === null ? filled : new Set([...known].filter((name) => filled.has(name)));
  }

  /** Without the variable the script ends in error; any of a group will do. */
  require(reads: readonly Finding[], confidence: Found["confidence"], oneOf: string | null = null): void {
    for (const read of reads) if (read.mode !== "required") Object.assign(read, { mode: "required", confidence, default: null, oneOf });
  }

  /** The script gives the name this where it has no value; null is something computed. */
  replace(reads: readonly Finding[], instead: string | null): void {
    for (const read of reads) {
      if (read.mode !== "optional" && read.mode !== "presence") continue;
      Object.assign(read, { mode: "default", default: instead === null ? null : { text: instead, of: "string" } });
    }
  }

  hint(reads: readonly Finding[], type: string): void {
    for (const read of reads) read.type ??= type;
  }

  all(): FoundAll {
    const found = [...this.#found.values()];
    const early = new Set(found.flatMap(({ late, variable }) => (late ? [] : [variable])));
    const reads = found.filter((read) => early.has(read.variable) && !this.#isOwn(read)).map(readOf);
    const sure = [...(this.#filled ?? [])].filter((name) => this.handedOn.has(name));
    const gives = [
      ...sure.map((name) => ({ kind: "start", name, value: null }) as const),
      ...[...this.exported].map((name) => ({ kind: "export", name, value: null }) as const),
    ];
    return { reads, open: [...this.#open.values()], ...(gives.length === 0 ? {} : { gives }) };
  }

  /** A name in lower case is hardly ever one of the environment where anything else could have set it. */
  #isOwn({ variable, shared }: Finding): boolean {
    return !/[A-Z]/.test(variable) && (shared || this.assigned.has(variable));
  }
}

function readOf({ variable, at, mode, confidence, default: instead, type, oneOf }: Finding): Found {
  const found = { variable, at, mode, confidence, default: instead, type };
  return oneOf === null ? found : { ...found, oneOf };
}
