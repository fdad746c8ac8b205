import type { Value } from "../model/value.ts";
import { readStatements } from "../text/env-file/compose-bind.ts";
import { parseComposeEnvFile } from "../text/env-file/compose.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** The `.env` of a compose project, or several that docker compose is given with `--env-file`. */
export const composeEnvFile: Format = {
  id: "compose-env-file",
  summary: "env files as docker compose reads them",
  unseen: "what the deploying shell has, which wins when a value is interpolated",
  globs: [],
  options: [],
  accepts: () => false,
  read({ sources }, { shell }) {
    const earlier = new Map<string, Value>();
    return envFileSpec(
      sources,
      sources.map((source) => readStatements(parseComposeEnvFile(source), shell, earlier)),
    );
  },
};
