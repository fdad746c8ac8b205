import { readSystemdEnvFile } from "../text/env-file/systemd.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of services that systemd starts. */
export const systemdEnvFile: Format = {
  id: "systemd-env-file",
  summary: "env files as systemd's EnvironmentFile= reads them",
  unseen: "what the unit sets beside the file",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) =>
    envFileSpec(
      sources,
      sources.map((source) => readSystemdEnvFile(source, shell)),
    ),
};
