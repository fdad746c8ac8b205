import type { Spec } from "../../model/binding.ts";
import type { Document, World } from "../format.ts";
import { type Made, lower } from "../kubernetes/lower.ts";
import { Build } from "./build.ts";
import { Session } from "./loader.ts";

/** Builds kustomizations, and reads what they come to. */
export function readKustomizations({ sources, more = [] }: Document, world: World): Spec {
  const session = new Session(world);
  const made: Made[] = [];
  for (const files of [sources, more]) {
    for (const file of files) {
      session.enter(file);
      for (const { source, node, opening } of new Build(session).run(file)) made.push({ source, root: node, opening });
    }
  }
  const spec = lower(made, session.size);
  return { ...spec, sources: session.sources, facts: [...session.facts, ...spec.facts], problems: [...session.problems, ...spec.problems] };
}
