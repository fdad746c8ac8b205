import { basename, type Format } from "./format.ts";
import { kustomizationNames } from "./kustomize/names.ts";
import { readKustomizations } from "./kustomize/read.ts";

export { kustomizationNames } from "./kustomize/names.ts";
export { outermost } from "./kustomize/outermost.ts";

/** Kustomizations, built as `kubectl kustomize` does without fetching or running anything. */
export const kustomize: Format = {
  id: "kustomize",
  summary: "Kustomizations with their bases, components, patches, generators and replacements",
  unseen: "remote bases, Helm charts, and whatever a plugin or a function would generate",
  globs: ["**/{kustomization.yaml,kustomization.yml,Kustomization}"],
  options: [],
  accepts: ({ path }) => kustomizationNames.includes(basename(path)),
  read: readKustomizations,
};
