import { readRubyDotenv } from "../text/env-file/ruby-dotenv.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Rails and other Ruby services. */
export const rubyDotenv: Format = {
  id: "ruby-dotenv",
  summary: "env files as ruby's dotenv reads them",
  unseen: "what $(…) would print, and what the process already has",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readRubyDotenv),
};
