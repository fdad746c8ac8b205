import type { Binding } from "../model/binding.ts";
import type { Source } from "../model/source.ts";
import { known, type Lookup } from "../model/value.ts";
import { readDockerEnvFile } from "../text/env-file/docker.ts";
import type { EnvFile } from "../text/env-file/env-file.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** The variables of `docker run --env-file FILE --env NAME=value`; the option `env` is docker's, and wins over every file. */
export const dockerEnvFile: Format = {
  id: "docker-env-file",
  summary: "env files as docker run --env-file reads them",
  unseen: "what a bare name takes from the shell that runs docker",
  globs: [],
  options: ["env"],
  accepts: () => false,
  read({ sources, options }, { shell }) {
    const files = sources.map((source) => readDockerEnvFile(source, shell));
    const flags = (options.get("env") ?? []).map((flag) => readFlag(flag, sources[0], shell));
    return envFileSpec(sources, [...files, ...flags]);
  },
};

/** docker/cli opts.ValidateEnv: a bare name takes the shell's value, and where the shell has none it unsets what the image sets. */
function readFlag(flag: string, source: Source, shell: Lookup): EnvFile {
  const at = { source, start: 0, end: 0 };
  const equals = flag.indexOf("=");
  const name = equals < 0 ? flag : flag.slice(0, equals);
  if (name === "") return { bindings: [], facts: [], problems: [{ at, message: "the option env must be NAME=value or a bare NAME" }] };
  const binding: Binding = { name, value: equals < 0 ? shell(name) : known(flag.slice(equals + 1)), at };
  return { bindings: [binding], facts: [], problems: [] };
}
