import type { CodeListing, CodeText } from "./model/code.ts";
import type { LiveAnswer, LivePermissions, LivePlace } from "./model/live.ts";
import type { Contact, Peer } from "./model/probe.ts";
import type { Source, Unseen } from "./model/source.ts";
import type { GrammarId, Parsers } from "./scan/tree.ts";

/** Where one run leaves something for the next one. Nobody but the user can read it or have put it there; it may be gone at any time. */
export interface Memory {
  /** What was kept last, if it was kept by this very program and followed from the same. */
  recall(from: string): string | undefined;
  /** Takes the place of what was kept before, if there is a text that may be kept; it is asked for where it can be. `from` is all that it followed from. */
  keep(from: string, text: () => string | undefined): void;
}

/** What git would commit now, beside what changes with it. */
export interface Staging {
  /** The same root as the index has it. */
  readonly host: Host;
  /** Files that differ from the last commit, also those that are gone; sorted. */
  readonly paths: readonly string[];
  /** Those of them that globs mean. */
  matching(patterns: readonly string[]): readonly string[];
}

/** The hooks of a repository. */
export interface Hooks {
  /** Absolute. */
  readonly folder: string;
  /** Whether other repositories have the same folder, as the user's own configuration of git can say. */
  readonly isShared: boolean;
  /** The text of the `pre-commit` that is there, empty where it is no text; undefined for none. */
  readonly preCommit: string | undefined;
  /** The root within the repository, with a closing slash; empty where they are the same. */
  readonly prefix: string;
  /** Absolute: this very program; undefined where the hooks are committed, and so run on other machines. */
  readonly program: string | undefined;
}

/** Everything envcheck asks of the world, synchronously but for the parsers, for the list of the code and for what runs. The real one lives in shell/; tests pass one made of strings. Paths are posix, relative to the root. */
export interface Host {
  /** The environment of envcheck itself; read only for names that the user gives, and for `process:self`. */
  readonly env: ReadonlyMap<string, string>;
  /** Sorted; never follows links; leaves out `.git`, `node_modules` and what git ignores. */
  glob(patterns: readonly string[]): readonly string[];
  /** What patterns mean and `glob` leaves out since no plain file is there: links, pipes, folders under the name of a file. Sorted. */
  unlisted(patterns: readonly string[]): readonly string[];
  /** Never blocks on a pipe or device, never leaves the root through `..` or a link, never quotes content in an error. */
  read(path: string): Source | Unseen;
  /** A long work has let go of a part of a file; that it is done with files `read` tells by itself. */
  partDone(): void;
  /** What stands at a path. */
  kindOf(path: string): "file" | "folder" | "missing" | "other";
  /** Every file that git knows or does not ignore; what is done before it is waited for is done while git looks. */
  code(): Promise<CodeListing>;
  /** The text of files of that listing, in its order and one at a time; what is not UTF-8 is taken for Latin-1. Refuses what is binary or over 1 MB. */
  texts(paths: readonly string[]): Iterable<CodeText | Unseen>;
  /** The same root as a commit has it, read from git objects; the working tree is neither read nor changed. Unseen, with the ref as path, where git has no such commit. */
  at(ref: string): Host | Unseen;
  /** What git would commit now, read from its index; the working tree is neither read nor changed. Unseen where there is no index, or it holds conflicts. */
  staging(): Staging | Unseen;
  /** Where git looks for the hooks of this repository. */
  hooks(): Hooks | Unseen;
  /** The grammars of tree-sitter, loaded. */
  parsers(grammars: readonly GrammarId[]): Promise<Parsers>;
  /** What is kept of this root, for this commit of it. */
  readonly memory: Memory;
  /** The answer of the person at the terminal, a line; undefined where there is none to ask. */
  ask(question: string): string | undefined;
  /** Standard input, read once. */
  input(): Source | Unseen;
  /** The environment that envcheck itself was started with, NUL-separated. */
  environ(): Source | Unseen;
  /** What runs, as a live target names it. Whatever goes wrong is an answer. */
  live(place: LivePlace, permissions: LivePermissions): Promise<LiveAnswer>;
  /** Connects to each peer, for at most `timeout` milliseconds; the answers are in their order. Whatever goes wrong is an answer. */
  probe(peers: readonly Peer[], timeout: number): Promise<readonly Contact[]>;
  /** HMAC-SHA256, 64 hexadecimal digits. */
  hmac(key: string, text: string): string;
  /** SHA-256, 64 hexadecimal digits. */
  digest(text: string): string;
  /** Milliseconds from any fixed point. */
  now(): number;
  /** Unix milliseconds. */
  time(): number;
  /** When the content of a file was changed last, in Unix milliseconds: by the commit that git has of it, else by its own time. Undefined where nobody can tell. */
  changed(path: string): number | undefined;
  wait(milliseconds: number): Promise<void>;
  /** Prints at once, for what goes on: the outcome of a command is printed when it ends. */
  print(text: string): void;
}
