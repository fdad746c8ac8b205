import type { Source, Unseen } from "./model/source.ts";

/** Everything envcheck asks of the world, synchronously. The real one lives in shell/; tests pass one made of strings. Paths are posix, relative to the root. */
export interface Host {
  /** The environment of envcheck itself; read only for names that the user gives, and for `process:self`. */
  readonly env: ReadonlyMap<string, string>;
  /** Sorted; never follows links; leaves out `.git`, `node_modules` and what git ignores. */
  glob(patterns: readonly string[]): readonly string[];
  /** Never blocks on a pipe or device, never leaves the root through `..` or a link, never quotes content in an error. */
  read(path: string): Source | Unseen;
  /** What stands at a path. */
  kindOf(path: string): "file" | "folder" | "missing" | "other";
  /** Standard input, read once. */
  input(): Source | Unseen;
  /** The initial environment block of a process of this machine, NUL-separated. */
  environ(pid: number | "self"): Source | Unseen;
  /** Milliseconds from any fixed point. */
  now(): number;
}
