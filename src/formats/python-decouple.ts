import { readPythonDecouple } from "../text/env-file/decouple.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** The `.env` that python-decouple's `config()` looks into where the process has no such variable. */
export const pythonDecouple: Format = {
  id: "python-decouple",
  summary: "env files as python-decouple reads them",
  unseen: "what the process already has, which wins over the file",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) =>
    envFileSpec(
      sources,
      sources.map((source) => readPythonDecouple(source, shell)),
    ),
};
