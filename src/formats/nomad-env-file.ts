import { readNomadEnvFile } from "../text/env-file/nomad.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** What a rendered `template { env = true }` sets in a task. */
export const nomadEnvFile: Format = {
  id: "nomad-env-file",
  summary: "env files as Nomad's env templates read them",
  unseen: "what the functions of a template come to before it is rendered",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) =>
    envFileSpec(
      sources,
      sources.map((source) => readNomadEnvFile(source, shell)),
    ),
};
