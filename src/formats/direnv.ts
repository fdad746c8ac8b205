import { readDirenv } from "../text/env-file/direnv.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** What `dotenv` in an .envrc loads; the rest of an .envrc is bash, which nothing here runs. */
export const direnv: Format = {
  id: "direnv",
  summary: "env files as direnv's dotenv reads them",
  unseen: "the rest of an .envrc, which is bash",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readDirenv),
};
