import { judge, type RuleLevels } from "./judge.ts";
import { podKey, podOf } from "./judgement/pods.ts";
import type { Diagnostic } from "./model/diagnostic.ts";
import type { Fact } from "./model/fact.ts";
import type { Gone, PartJudge, Reading } from "./model/project.ts";
import type { Source } from "./model/source.ts";
import { resolve } from "./resolve/resolve.ts";
import { rules } from "./rules/index.ts";

const partRules = rules.filter(({ inParts }) => inParts === true);
const holders = rules.flatMap(({ holds }) => holds ?? []);

/** So many are judged together, since rules cost something each time they are asked. */
const batch = 20;

type Part = Omit<Reading, "environments">;

/**
 * Judges the parts of a large target while the rest is still being read: what hangs on nothing else is told at once, so that a part can be let go.
 * Its facts come back to be told with the rest, all but those that are told with their values.
 */
export class EarlyCheck implements PartJudge {
  readonly #levels: RuleLevels;
  #waiting: Reading[] = [];
  #diagnostics: Diagnostic[] = [];
  #gone = new Tally();
  /** The file whose pieces were judged last, and what went with them. */
  #file: Source | undefined;
  #pieces = new Tally();

  constructor(levels: RuleLevels) {
    this.#levels = levels;
  }

  judge(part: Part): readonly Fact[] | undefined {
    const reading = resolved(part);
    if (isHeld(reading)) return undefined;
    this.#waiting.push(reading);
    if (this.#waiting.length >= batch) this.#judgeWaiting();
    return factsLeft(part);
  }

  /** A piece goes only where nothing is to be told of it, since rules tell together what is wrong in one file. */
  judgePiece(piece: Part): readonly Fact[] | undefined {
    const reading = resolved(piece);
    if (isHeld(reading) || this.#told([reading]).length > 0) return undefined;
    const [file] = piece.spec.sources;
    if (file !== this.#file) this.#settle();
    this.#file = file;
    this.#pieces.count(reading);
    return factsLeft(piece);
  }

  dropPieces(file: Source): void {
    if (file === this.#file) this.#pieces = new Tally();
  }

  /** What the parts came to. */
  result(): { readonly diagnostics: readonly Diagnostic[]; readonly gone: Gone } {
    this.#judgeWaiting();
    this.#settle();
    return { diagnostics: this.#diagnostics, gone: this.#gone };
  }

  forget(): void {
    this.#waiting = [];
    this.#diagnostics = [];
    this.#gone = new Tally();
    this.#pieces = new Tally();
  }

  #settle(): void {
    this.#gone.add(this.#pieces);
    this.#pieces = new Tally();
  }

  #judgeWaiting(): void {
    const readings = this.#waiting;
    this.#waiting = [];
    for (const diagnostic of this.#told(readings)) this.#diagnostics.push(diagnostic);
    for (const reading of readings) this.#gone.count(reading);
  }

  #told(readings: readonly Reading[]): Diagnostic[] {
    return judge(partRules, { readings, deployments: [], closures: [] }, this.#levels);
  }
}

function resolved({ target, format, role, spec }: Part): Reading {
  return { target, format, role, spec, environments: resolve(spec) };
}

function isHeld(reading: Reading): boolean {
  return holders.some((holds) => holds(reading));
}

function factsLeft({ spec }: Part): readonly Fact[] {
  return spec.facts.filter(({ kind }) => kind !== "plaintext");
}

/** Counts what is let go. */
class Tally implements Gone {
  environments = 0;
  variables = 0;
  readonly pods = new Set<string>();

  count({ target, environments }: Reading): void {
    for (const { workload, entries } of environments) {
      this.environments += 1;
      this.variables += entries.size;
      const pod = podOf(workload);
      if (pod !== undefined) this.pods.add(podKey(target, pod));
    }
  }

  add({ environments, variables, pods }: Gone): void {
    this.environments += environments;
    this.variables += variables;
    for (const pod of pods) this.pods.add(pod);
  }
}
