import { readDeno } from "../text/env-file/deno.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of services that start with `deno run --env-file`. */
export const deno: Format = {
  id: "deno",
  summary: "env files as deno run --env-file reads them",
  unseen: "what the process already has, which wins over the file",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readDeno),
};
