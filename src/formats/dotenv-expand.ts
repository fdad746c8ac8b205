import { readDotenvExpand } from "../text/env-file/dotenv-expand.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of services that expand what npm dotenv has read; Vite bundles the same. */
export const dotenvExpand: Format = {
  id: "dotenv-expand",
  summary: "env files as npm dotenv and dotenv-expand read them",
  unseen: "what the process already has, which wins when a value is expanded, and what $(…) would print",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readDotenvExpand),
};
