import { shellReader } from "../text/env-file/shell.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files that a script sources: `set -a; . ./.env`. */
export const bash: Format = {
  id: "bash",
  summary: "env files as bash exports them after set -a; nothing is run",
  unseen: "what commands print, what a branch decides, and what source or eval sets",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, shellReader("bash")),
};
