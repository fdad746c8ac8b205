import { readDotenvy } from "../text/env-file/dotenvy.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Rust services; references see the process, then the earlier lines. */
export const dotenvy: Format = {
  id: "dotenvy",
  summary: "env files as Rust's dotenvy reads them",
  unseen: "what the process already has, which wins over the file",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readDotenvy),
};
