import { pythonDotenvReader } from "../text/env-file/python-dotenv.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Python services; references see the earlier lines, then the shell. `interpolate=false` is dotenv_values()'s own option. */
export const pythonDotenv: Format = {
  id: "python-dotenv",
  summary: "env files as python-dotenv's dotenv_values() reads them",
  unseen: "what the process already has, which wins unless override is set",
  globs: [],
  options: ["interpolate"],
  accepts: () => false,
  read({ sources, options }, { shell }) {
    const read = pythonDotenvReader(options.get("interpolate")?.at(-1) !== "false");
    const files = sources.map((source) => read(source, shell));
    return envFileSpec(sources, files, (name, before) => {
      const earlier = before(name);
      return earlier.state === "absent" ? shell(name) : earlier;
    });
  },
};
