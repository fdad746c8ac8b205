import { readDotenvx } from "../text/env-file/dotenvx.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of services that start with `dotenvx run`; what is encrypted is surely set and out of sight. */
export const dotenvx: Format = {
  id: "dotenvx",
  summary: "env files as dotenvx reads them",
  unseen: "encrypted values, and what $(…) would print",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readDotenvx),
};
