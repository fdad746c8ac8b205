import { readPhpdotenv } from "../text/env-file/phpdotenv.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Laravel and other PHP services. */
export const phpdotenv: Format = {
  id: "phpdotenv",
  summary: "env files as phpdotenv reads them",
  unseen: "what the process already has, which wins over the file",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readPhpdotenv),
};
