import { readPodmanEnvFile } from "../text/env-file/podman.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of containers that podman or Quadlet starts. */
export const podmanEnvFile: Format = {
  id: "podman-env-file",
  summary: "env files as podman run --env-file reads them",
  unseen: "what NAME* and a bare name take from the shell that runs podman",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) =>
    envFileSpec(
      sources,
      sources.map((source) => readPodmanEnvFile(source, shell)),
    ),
};
