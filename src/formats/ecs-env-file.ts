import { readEcsEnvFile } from "../text/env-file/ecs.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** The `environmentFiles` of an ECS task definition; the first of several files wins, unlike anywhere else. */
export const ecsEnvFile: Format = {
  id: "ecs-env-file",
  summary: "env files as the agent of Amazon ECS reads them",
  unseen: "the reader of Fargate, which is not the agent's, and what the task definition sets over the file",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => ({
    ...envFileSpec(sources, sources.map((source) => readEcsEnvFile(source, shell)).toReversed()),
    sources,
  }),
};
