import type { Spec } from "../model/binding.ts";
import { basename, type Format } from "./format.ts";
import { type Made, lower } from "./kubernetes/lower.ts";
import { Build } from "./kustomize/build.ts";
import { kustomizationNames, Session } from "./kustomize/loader.ts";

export { kustomizationNames } from "./kustomize/loader.ts";
export { outermost } from "./kustomize/outermost.ts";

/** Kustomizations, built as `kubectl kustomize` does without fetching or running anything. */
export const kustomize: Format = {
  id: "kustomize",
  summary: "Kustomizations with their bases, components, patches, generators and replacements",
  unseen: "remote bases, Helm charts, and whatever a plugin or a function would generate",
  globs: ["**/{kustomization.yaml,kustomization.yml,Kustomization}"],
  options: [],
  accepts: ({ path }) => kustomizationNames.includes(basename(path)),
  read({ sources, more = [] }, world): Spec {
    const session = new Session(world);
    const made: Made[] = [];
    for (const files of [sources, more]) {
      for (const file of files) {
        session.enter(file);
        for (const { source, node, opening } of new Build(session).run(file)) made.push({ source, root: node, opening });
      }
    }
    const read = session.sources;
    const size = read.reduce((sum, { text }) => sum + text.length, 0);
    const spec = lower(made, size);
    return { ...spec, sources: read, facts: [...session.facts, ...spec.facts], problems: [...session.problems, ...spec.problems] };
  },
};
