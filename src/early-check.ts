import { judge, type RuleLevels } from "./judge.ts";
import { podKey, podOf } from "./judgement/pods.ts";
import type { Diagnostic } from "./model/diagnostic.ts";
import type { Fact } from "./model/fact.ts";
import type { Gone, PartJudge, Reading } from "./model/project.ts";
import { resolve } from "./resolve/resolve.ts";
import { rules } from "./rules/index.ts";

const partRules = rules.filter(({ inParts }) => inParts === true);
const holders = rules.flatMap(({ holds }) => holds ?? []);

/** So many are judged together, since rules cost something each time they are asked. */
const batch = 20;

/**
 * Judges the parts of a large target while the rest is still being read: what hangs on nothing else is told at once, so that a part can be let go.
 * Its facts come back to be told with the rest, all but those that are told with their values.
 */
export class EarlyCheck implements PartJudge {
  readonly #levels: RuleLevels;
  #waiting: Reading[] = [];
  #diagnostics: Diagnostic[] = [];
  #gone = nothing();

  constructor(levels: RuleLevels) {
    this.#levels = levels;
  }

  judge({ target, format, role, spec }: Omit<Reading, "environments">): readonly Fact[] | undefined {
    const reading: Reading = { target, format, role, spec, environments: resolve(spec) };
    if (holders.some((holds) => holds(reading))) return undefined;
    this.#waiting.push(reading);
    if (this.#waiting.length >= batch) this.#judgeWaiting();
    return spec.facts.filter(({ kind }) => kind !== "plaintext");
  }

  /** What the parts came to. */
  result(): { readonly diagnostics: readonly Diagnostic[]; readonly gone: Gone } {
    this.#judgeWaiting();
    return { diagnostics: this.#diagnostics, gone: this.#gone };
  }

  forget(): void {
    this.#waiting = [];
    this.#diagnostics = [];
    this.#gone = nothing();
  }

  #judgeWaiting(): void {
    const readings = this.#waiting;
    this.#waiting = [];
    for (const diagnostic of judge(partRules, { readings, deployments: [], closures: [] }, this.#levels))
      this.#diagnostics.push(diagnostic);
    for (const { target, environments } of readings) {
      for (const { workload, entries } of environments) {
        this.#gone.environments += 1;
        this.#gone.variables += entries.size;
        const pod = podOf(workload);
        if (pod !== undefined) this.#gone.pods.add(podKey(target, pod));
      }
    }
  }
}

function nothing(): Gone & { environments: number; variables: number; readonly pods: Set<string> } {
  return { environments: 0, variables: 0, pods: new Set() };
}
