import { readGodotenv } from "../text/env-file/godotenv.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Go services; references see the earlier lines, then the process. */
export const godotenv: Format = {
  id: "godotenv",
  summary: "env files as Go's godotenv reads them",
  unseen: "what the process already has, which wins over the file",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readGodotenv),
};
