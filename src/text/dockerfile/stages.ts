import { unseal } from "../../model/sealed.ts";
import { didYouMean } from "../suggest.ts";
import type { Build } from "./build.ts";
import { isImageReference } from "./image-reference.ts";
import type { Stage } from "./parse.ts";
import type { Variables } from "./variables.ts";

/** A stage that knows what it starts from. */
export interface PlacedStage {
  readonly stage: Stage;
  readonly base: Base;
}

/** `undecided` may be a stage of this file or an image: a build argument that is not known decides. */
type Base =
  | { readonly kind: "stage"; readonly stage: PlacedStage }
  | { readonly kind: "scratch" }
  | { readonly kind: "image" | "undecided"; readonly name: string };

/** Finds out what every stage starts from: the latest stage of that name before it, or an image. */
export function placeStages(stages: readonly Stage[], build: Build, globals: Variables): PlacedStage[] {
  const named = new Map<string, PlacedStage>();
  return stages.map((stage) => {
    const placed = { stage, base: baseOf(stage, { named, build, globals }) };
    if (stage.from.name !== undefined) named.set(stage.from.name, placed);
    return placed;
  });
}

interface Surroundings {
  readonly named: ReadonlyMap<string, PlacedStage>;
  readonly build: Build;
  readonly globals: Variables;
}

function baseOf({ from }: Stage, { named, build, globals }: Surroundings): Base {
  const place = { at: from.at, subject: "FROM", name: undefined };
  const word = build.expand(from.base, globals, place);
  if (word === undefined) return { kind: "image", name: from.base };
  build.noteUnset(word.mentions, globals, place);
  const name = unseal(word.visible);
  if (word.value.state !== "known") return { kind: named.size > 0 && !/[:/@]/.test(name) ? "undecided" : "image", name: from.base };
  const isAwaited = word.mentions.some((mention) => globals.awaits(mention.name));
  if (name === "") {
    if (!isAwaited) build.report(from.at, "FROM names no image once its references are expanded");
    return { kind: "image", name: from.base };
  }
  const stage = named.get(name);
  if (stage !== undefined) return { kind: "stage", stage };
  if (name === "scratch") return { kind: "scratch" };
  if (isImageReference(name)) return { kind: "image", name };
  if (!isAwaited) build.report(from.at, "FROM names neither a stage nor a valid image");
  return { kind: "image", name: from.base };
}

/** The stage that a build of `target` makes: the last of that name, or the last of all. */
export function chooseStage(stages: readonly PlacedStage[], build: Build, target: string | undefined): PlacedStage | undefined {
  const last = stages.at(-1);
  if (target === undefined || last === undefined) return last;
  const chosen = stages.findLast(({ stage }) => stage.from.name === target.toLowerCase());
  if (chosen !== undefined) return chosen;
  const names = stages.flatMap(({ stage }) => stage.from.name ?? []);
  const hint = didYouMean(target, names);
  const { from } = last.stage;
  build.report(from.nameAt ?? from.at, `no stage is named ${target}${hint === undefined ? "" : `: ${hint}`}`);
  return undefined;
}

/** The stages that a build of one stage runs, in the order of the file: those it starts from and those it takes files from. */
export function stagesBehind(chosen: PlacedStage, stages: readonly PlacedStage[]): PlacedStage[] {
  const byName = new Map<string, PlacedStage>();
  for (const [index, placed] of stages.entries()) byName.set(String(index), placed).set(placed.stage.from.name ?? String(index), placed);
  const needed = new Set([chosen]);
  for (const { stage, base } of needed) {
    if (base.kind === "stage") needed.add(base.stage);
    const used = stage.instructions.flatMap((instruction) => (instruction.kind === "other" ? instruction.uses : []));
    for (const source of used.flatMap((name) => byName.get(name.toLowerCase()) ?? [])) needed.add(source);
  }
  return stages.filter((placed) => needed.has(placed));
}
