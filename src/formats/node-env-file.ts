import { nodeReader } from "../text/env-file/node.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of services that start with `node --env-file`; the option `node` is the major version, of which only 20 reads as it does. */
export const nodeEnvFile: Format = {
  id: "node-env-file",
  summary: "env files as node --env-file reads them",
  unseen: "what the process already has, which wins over the file",
  globs: [],
  options: ["node"],
  accepts: () => false,
  read({ sources, options }, { shell }) {
    const version = options.get("node")?.at(-1) ?? "20";
    const read = nodeReader(version.startsWith("20") ? "20" : "24");
    return envFileSpec(
      sources,
      sources.map((source) => read(source, shell)),
    );
  },
};
