import { readBun } from "../text/env-file/bun.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of services that start with bun, which reads them by itself. */
export const bun: Format = {
  id: "bun",
  summary: "env files as bun reads them",
  unseen: "the other .env files that bun reads by itself, and what the process already has",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readBun),
};
