import { readKubectlEnvFile } from "../text/env-file/kubernetes.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** What becomes the data of a ConfigMap or Secret that kubectl creates from a file. */
export const kubectlEnvFile: Format = {
  id: "kubectl-env-file",
  summary: "env files as kubectl create --from-env-file reads them",
  unseen: "what a bare name takes from the shell that runs kubectl",
  globs: [],
  options: [],
  accepts: () => false,
  read({ sources }, { shell }) {
    const seen = new Set<string>();
    return envFileSpec(
      sources,
      sources.map((source) => readKubectlEnvFile(source, shell, seen)),
    );
  },
};
