import { readSymfonyDotenv } from "../text/env-file/symfony-dotenv.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Symfony services. */
export const symfonyDotenv: Format = {
  id: "symfony-dotenv",
  summary: "env files as symfony/dotenv reads them",
  unseen: "what $(…) would print, and the other .env files that Symfony reads",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readSymfonyDotenv),
};
