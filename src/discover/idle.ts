import type { Code } from "../code.ts";
import type { Commands } from "../model/binding.ts";
import type { Read } from "../model/read.ts";
import type { Chores } from "./chores.ts";
import { isOfAnother } from "./commands.ts";

/** What a workload starts, and the paths that its image is made of: folders with a closing slash. */
interface Place {
  readonly commands: Commands;
  readonly paths: readonly string[];
}

/** What runs only where it is started. Other files, such as the schema of Prisma, are read by what is. */
const programming: ReadonlySet<string> = new Set("javascript typescript tsx python ruby php go java kotlin csharp rust elixir".split(" "));

/** Tells the reads that never happen, since nothing that a workload starts gets there. */
export class Idle {
  readonly #code: Code;
  readonly #chores: Chores;
  readonly #place: Place;
  #loaded: { readonly files: ReadonlySet<string> | undefined } | undefined;

  constructor(code: Code, chores: Chores, place: Place) {
    this.#code = code;
    this.#chores = chores;
    this.#place = place;
  }

  readonly unlessIdle = (read: Read): Read => (this.#isIdle(read) ? { ...read, confidence: "conditional" } : read);

  #isIdle({ at: { source }, mode, role, language, confidence }: Read): boolean {
    const { commands } = this.#place;
    if (isOfAnother(source, commands)) return true;
    if (mode !== "required") return false;
    if (this.#chores.isChore(source, commands)) return true;
    return programming.has(language) && role === "runtime" && confidence !== "conditional" && this.#isUnloaded(source.path);
  }

  #isUnloaded(path: string): boolean {
    const { commands, paths } = this.#place;
    this.#loaded ??= { files: this.#code.loadedBy(commands.starts ?? [], [commands.folder, ...paths]) };
    return this.#loaded.files?.has(path) === false;
  }
}
