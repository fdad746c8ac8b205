import { readEnvDump } from "../text/env-file/dump.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** What a process that runs elsewhere has: `ssh auth-1 env -0 | envcheck check env-dump:-`. */
export const envDump: Format = {
  id: "env-dump",
  summary: "what env, env -0 and printenv print",
  unseen: "where a value with line breaks ends, unless env -0 wrote it",
  globs: [],
  options: [],
  accepts: () => false,
  read({ sources }, { shell }) {
    const files = sources.map((source) => readEnvDump(source, shell));
    return envFileSpec(sources, files);
  },
};
