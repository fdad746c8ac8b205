import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Opening } from "../../model/environment.ts";
import type { Span } from "../../model/source.ts";
import { absent, known, opaque, unknown, type Lookup, type Value } from "../../model/value.ts";
import { isNeverInImages } from "./arguments.ts";
import type { BaseImage, Build } from "./build.ts";
import { EnvInstruction } from "./env-instruction.ts";
import { parseInstruction, type Instruction, type Pair } from "./instruction.ts";
import { LineReader } from "./lines.ts";
import type { PlacedStage } from "./stages.ts";
import { Variables } from "./variables.ts";

/** What a stage has made of the environment when its last instruction has run. */
export interface Ran {
  /** What references see: ENV and ARG. */
  readonly variables: Variables;
  /** What the image gets: ENV alone. */
  readonly environment: ReadonlyMap<string, Value>;
  /** What this stage adds to the one it starts from, in order. */
  readonly bindings: readonly Binding[];
  readonly openings: readonly Opening[];
  /** Whether it starts from an image that cannot be seen into. */
  readonly unseen: boolean;
}

/** What a stage runs in. `before` has the stages that have run. */
interface Surroundings {
  readonly build: Build;
  readonly globals: Variables;
  readonly before: ReadonlyMap<PlacedStage, Ran>;
}

/** Runs the ENV, ARG and triggered ONBUILD instructions of one stage. */
export function runStage(placed: PlacedStage, surroundings: Surroundings): Ran {
  const run = new StageRun(placed, surroundings);
  run.start();
  for (const instruction of placed.stage.instructions) run.execute(instruction);
  return run;
}

/** What BuildKit sets when an image has none. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** What a variable that one stage hands on to another costs, in characters. */
const perEntry = 64;

class StageRun implements Ran {
  readonly bindings: Binding[] = [];
  readonly openings: Opening[] = [];
  environment = new Map<string, Value>();
  variables = new Variables([], () => absent);
  unseen = false;
  readonly #placed: PlacedStage;
  readonly #at: Span;
  readonly #surroundings: Surroundings;

  constructor(placed: PlacedStage, surroundings: Surroundings) {
    this.#placed = placed;
    this.#at = placed.stage.from.at;
    this.#surroundings = surroundings;
  }

  start(): void {
    const { base } = this.#placed;
    if (base.kind === "stage") this.#startFromStage(base.stage);
    else if (base.kind === "scratch") this.#set({ name: "PATH", value: known(defaultPath), at: this.#at });
    else this.#startFromImage(base.name, base.kind === "undecided");
  }

  execute(instruction: Instruction): void {
    if (instruction.kind === "env") this.#env(instruction.pairs);
    else if (instruction.kind === "arg") for (const pair of instruction.pairs) this.#arg(pair);
  }

  #startFromStage(base: PlacedStage): void {
    const { build, before } = this.#surroundings;
    const ran = before.get(base);
    if (ran === undefined || !build.effort.spend(perEntry * (ran.variables.size + ran.environment.size))) return;
    this.environment = new Map(ran.environment);
    this.variables = ran.variables.inherit(ran.environment);
    this.unseen = ran.unseen;
    for (const instruction of base.stage.instructions) {
      if (instruction.kind === "onbuild" && build.effort.spend(perEntry * weightOf(instruction.trigger))) this.execute(instruction.trigger);
    }
  }

  #startFromImage(name: string, undecided: boolean): void {
    const { images } = this.#surroundings.build;
    const image = images.get(name) ?? images.get(`${name}:latest`);
    if (image !== undefined) {
      this.#startFromSeenImage(image);
      return;
    }
    this.unseen = true;
    const outside: Lookup = (wanted) => (isNeverInImages(wanted) ? absent : unknown(`the image ${name} may set ${wanted}`));
    this.variables = new Variables([], outside);
    this.#set({ name: "PATH", value: opaque(`the image ${name} sets it`), at: this.#at });
    if (undecided) this.openings.push({ at: this.#at, because: "a build argument decides which stage this one starts from" });
  }

  #startFromSeenImage({ bindings, triggers }: BaseImage): void {
    for (const binding of bindings) if (binding.value.state !== "template") this.#set({ ...binding, value: binding.value });
    if (!this.environment.has("PATH")) this.#set({ name: "PATH", value: known(defaultPath), at: this.#at });
    for (const trigger of triggers) this.#trigger(trigger);
  }

  /** A trigger of an image is read on its own, so nothing of it stands in this file but the FROM that brings it. */
  #trigger(text: string): void {
    const line = new LineReader({ path: this.#at.source.path, text }).next();
    if (line === undefined) return;
    const report = (): void => this.#surroundings.build.report(this.#at, "FROM brings an ONBUILD instruction that cannot be read");
    const instruction = parseInstruction({ text: line.text, spanOf: () => this.#at }, { escape: "\\", lenient: false, report });
    if (instruction !== undefined) this.execute(instruction);
  }

  #env(pairs: readonly Pair[]): void {
    const { bindings, openings } = new EnvInstruction(this.#surroundings.build, this.variables).run(pairs);
    for (const binding of bindings) this.#set(binding);
    append(this.openings, openings);
  }

  /** What the build gives wins over the default, which wins over the global argument of the same name. */
  #arg({ name, value: written, at }: Pair): void {
    const { build, globals } = this.#surroundings;
    const inherited = written === undefined ? globals.lookup(name) : absent;
    const value =
      build.given(name) ?? (written === undefined ? inherited : build.expandArgument({ name, value: written, at }, this.variables));
    if (value.state === "absent") this.variables.declare(name);
    else this.variables.set(name, value);
    if (inherited.state === "absent") build.facts.push({ kind: "baked", name, at, via: "ARG", value });
  }

  #set(binding: Binding & { readonly value: Value }): void {
    this.bindings.push(binding);
    this.environment.set(binding.name, binding.value);
    this.variables.set(binding.name, binding.value);
  }
}

function weightOf(instruction: Instruction): number {
  return "pairs" in instruction ? instruction.pairs.length : 1;
}
