import { godotenvReader } from "../text/env-file/godotenv.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Go services; the option `godotenv` is the version: 1.5 reads otherwise than the main branch, of which there are previews as 1.6. */
export const godotenv: Format = {
  id: "godotenv",
  summary: "env files as Go's godotenv reads them",
  unseen: "what the process already has, which wins over the file",
  globs: [],
  options: ["godotenv"],
  accepts: () => false,
  read({ sources, options }, { shell }) {
    const version = options.get("godotenv")?.at(-1) ?? "1.6";
    return expandedSpec(sources, shell, godotenvReader(version.startsWith("1.5") ? "1.5" : "1.6"));
  },
};
