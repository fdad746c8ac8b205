import { readKustomizeEnvFile } from "../text/env-file/kubernetes.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** What the `envs:` of a configMapGenerator or secretGenerator make of a file. */
export const kustomizeEnvFile: Format = {
  id: "kustomize-env-file",
  summary: "env files as kustomize's generators read them",
  unseen: "which generator takes the file, and what it merges it with",
  globs: [],
  options: [],
  accepts: () => false,
  read({ sources }, { shell }) {
    const seen = new Set<string>();
    return envFileSpec(
      sources,
      sources.map((source) => readKustomizeEnvFile(source, shell, seen)),
    );
  },
};
