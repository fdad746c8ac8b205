import { isSource, type Source, type Span, type Unseen } from "../../model/source.ts";
import type { Lookup } from "../../model/value.ts";
import { type ComposeEnvFile, parseComposeEnvFile } from "../../text/env-file/compose.ts";
import type { World } from "../format.ts";
import type { Log } from "./log.ts";
import type { Gap } from "./tree.ts";

/** A compose project: the files that are merged, later over earlier, and what they are read in. */
export interface Project {
  readonly sources: readonly [Source, ...Source[]];
  /** The project directory, as `dirname` gives it. */
  readonly folder: string;
  readonly lookup: Lookup;
  /** The compose files that lead here, to tell a cycle of includes. */
  readonly through: readonly string[];
}

/** How no env file at all is asked for. */
const nothing: Source = { path: "/dev/null", text: "" };

/** What the reading of one target shares: every file is read and parsed once. */
export class Session {
  readonly log: Log;
  readonly shell: Lookup;
  /** The major version of docker compose: 2 refuses a service that a file and one it includes both have. */
  readonly major: string;
  readonly #world: World;
  readonly #files = new Map<string, Source | Unseen>();
  #includes = 0;
  readonly #envFiles = new Map<Source, ComposeEnvFile>();

  constructor(world: World, log: Log, major = "5") {
    this.#world = world;
    this.log = log;
    this.major = major;
    this.shell = world.shell;
  }

  read(path: string): Source | Unseen {
    if (path === nothing.path) return nothing;
    const found = this.#files.get(path) ?? this.#world.read(path);
    this.#files.set(path, found);
    return found;
  }

  /** The file at a path that compose cannot do without; otherwise the fact that it is missing is logged. */
  require(path: string, at: Span): Source | Gap {
    const found = this.read(path);
    return isSource(found) ? found : this.missing(found, at, false);
  }

  /** Why a file tells nothing is a fact where it is not here, and a problem where it is and cannot be read. */
  missing(unseen: Unseen, at: Span, optional: boolean, log = this.log): Gap {
    const { path, reason } = unseen;
    const because = describe(unseen);
    if (reason === "missing" || reason === "ignored") log.fact({ kind: "missing-file", path, at, ignored: reason === "ignored", optional });
    else if (reason !== "outside") log.problem(at, because);
    return { at, because };
  }

  envFile(source: Source): ComposeEnvFile {
    const file = this.#envFiles.get(source) ?? parseComposeEnvFile(source);
    this.#envFiles.set(source, file);
    return file;
  }

  /** Counts one more included project. */
  includes(): number {
    this.#includes += 1;
    return this.#includes;
  }

  /** Every file that was found, in the order of reading. */
  get sources(): Source[] {
    return [...this.#files.values()].filter(isSource);
  }
}

const reasons: Readonly<Record<Exclude<Unseen["reason"], "unreadable">, string>> = {
  missing: "is not in these files",
  ignored: "is ignored by git, so it is not in these files",
  outside: "lies outside the project",
  "not-a-file": "is not a file",
  "too-large": "is too large to be read",
  "not-utf-8": "is not UTF-8",
  binary: "is binary",
};

/** Why a file tells nothing, as a clause: `auth.env is not in these files`. */
export function describe({ path, reason, because }: Unseen): string {
  return `${path} ${reason === "unreadable" ? because : reasons[reason]}`;
}
