import { readNextEnv } from "../text/env-file/next-env.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Next.js services. Which of its files lie over which is for the target to say: the later wins. */
export const nextEnv: Format = {
  id: "next",
  summary: "env files as next reads them",
  unseen: "the other .env files that Next.js lies over or under this one",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readNextEnv),
};
