import type { Binding } from "../../model/binding.ts";
import type { Opening } from "../../model/environment.ts";
import type { Fact } from "../../model/fact.ts";
import type { Problem, Source, Span } from "../../model/source.ts";
import { globalVariables } from "./arguments.ts";
import { Build, type ImageBuild } from "./build.ts";
import { parseDockerfile } from "./parse.ts";
import { runStage, type Ran } from "./run.ts";
import { chooseStage, placeStages, stagesBehind, type PlacedStage } from "./stages.ts";

export type { BaseImage, ImageBuild } from "./build.ts";

/** What a Dockerfile says of the environment of the image that one build of it makes. */
export interface Image {
  /** The ENV of the chosen stage and of the stages it stands on, in the order of their instructions; duplicates are kept, later ones win. */
  readonly bindings: readonly Binding[];
  /** The image outside this file that it starts from; undefined for `scratch` and for an image that was given. */
  readonly base: { readonly name: string; readonly at: Span } | undefined;
  /** ENV instructions and stages that only a build argument decides about. */
  readonly openings: readonly Opening[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** The name of the chosen stage, or what it starts from when it has none. */
  readonly stage: Span;
  readonly name: string | undefined;
}

/** Follows a build as BuildKit's dockerfile2llb/convert.go does. Of a file with problems it tells what the sound parts say. */
export function readDockerfile(source: Source, request: ImageBuild): Image {
  const file = parseDockerfile(source);
  const build = new Build(request, file.escape);
  const globals = globalVariables(file, build, request.target);
  const stages = placeStages(file.stages, build, globals);
  const chosen = chooseStage(stages, build, request.target);
  const before = new Map<PlacedStage, Ran>();
  for (const placed of chosen === undefined ? [] : stagesBehind(chosen, stages))
    before.set(placed, runStage(placed, { build, globals, before }));
  const start = { source, start: 0, end: 0 };
  if (build.effort.exhausted) build.report(start, "this file takes more work to follow than one file may ask for");
  const chain = chosen === undefined ? [] : chainOf(chosen);
  const ran = chain.flatMap((placed) => before.get(placed) ?? []);
  return {
    bindings: ran.flatMap(({ bindings }) => bindings),
    base: baseOf(chain[0], ran[0]),
    openings: ran.flatMap(({ openings }) => openings),
    facts: build.facts,
    problems: [...file.problems, ...build.problems],
    stage: chosen === undefined ? start : (chosen.stage.from.nameAt ?? chosen.stage.from.at),
    name: chosen?.stage.from.name,
  };
}

/** The stage and those it stands on, the lowest first. */
function chainOf(chosen: PlacedStage): PlacedStage[] {
  const chain = [chosen];
  for (let { base } = chosen; base.kind === "stage"; { base } = base.stage) chain.push(base.stage);
  return chain.toReversed();
}

function baseOf(placed: PlacedStage | undefined, ran: Ran | undefined): Image["base"] {
  if (placed === undefined || ran?.unseen !== true || !("name" in placed.base)) return undefined;
  return { name: placed.base.name, at: placed.stage.from.at };
}
