import { git, type GitVariables } from "./git.ts";

/** What git holds at a path. */
export interface Item {
  readonly path: string;
  readonly kind: "file" | "link" | "submodule";
  readonly executable: boolean;
  readonly blob: string;
  /** Bytes; undefined where git has not said. */
  readonly size: number | undefined;
}

/** Everything below the root as git holds it: in a commit, or in the index. */
export interface Held {
  /** Names it in front of `:path`: a commit by its id, the index by nothing. */
  readonly id: string;
  /** The root within the repository, with a closing slash; empty where they are the same. */
  readonly prefix: string;
  readonly items: ReadonlyMap<string, Item>;
  /** What git needs to be told to find it. */
  readonly variables: GitVariables;
}

/** What git's mode says of an entry. */
export function itemOf(path: string, mode: string, blob: string): Item {
  const kind = mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
  return { path, kind, executable: mode === "100755", blob, size: undefined };
}

/** Bytes of a file, as far as nobody knows. */
const usualSize = 10_000;

/** The contents behind what git holds. */
export class Objects {
  readonly #root: string;
  readonly #variables: GitVariables;
  readonly #sizes = new Map<string, number>();

  constructor(root: string, { variables }: Held) {
    this.#root = root;
    this.#variables = variables;
  }

  /** Asks for the sizes that are not known, in one call of git. */
  measure(items: readonly Item[]): void {
    const unknown = items.filter(({ size, blob }) => size === undefined && !this.#sizes.has(blob)).map(({ blob }) => blob);
    if (unknown.length === 0) return;
    const answer = git(this.#root, ["cat-file", "--batch-check"], `${[...new Set(unknown)].join("\n")}\n`, this.#variables);
    const lines = "failure" in answer ? "" : answer.output.toString("latin1");
    for (const [, blob = "", size] of lines.matchAll(/^(\w+) blob (\d+)$/gm)) this.#sizes.set(blob, Number(size));
  }

  sizeOf({ size, blob }: Item): number {
    return size ?? this.#sizes.get(blob) ?? usualSize;
  }

  /** The content of many objects in one call of git; what this clone does not have is left out. Names are object ids, or `COMMIT:path`, or `:path` for the index. */
  read(names: readonly string[]): Map<string, Buffer> {
    const contents = new Map<string, Buffer>();
    const asked = [...new Set(names)].filter((name) => !name.includes("\n"));
    if (asked.length === 0) return contents;
    const answer = git(this.#root, ["cat-file", "--batch"], `${asked.join("\n")}\n`, this.#variables);
    if ("failure" in answer) return contents;
    let at = 0;
    for (const name of asked) {
      const end = answer.output.indexOf(10, at);
      const [, size] = / (\d+)$/.exec(answer.output.toString("latin1", at, end)) ?? [];
      at = end + 1;
      // "missing" and "ambiguous" stand where a size would.
      if (size === undefined) continue;
      contents.set(name, answer.output.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return contents;
  }
}
