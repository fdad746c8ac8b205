import { djangoEnvironReader } from "../text/env-file/django-environ.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/**
 * Env files of Django services; named, never discovered, since a file does not show who reads it. `parse_comments=false` is what read_env() of
 * django-environ 0.12 and newer does unless it is asked to parse them.
 */
export const djangoEnviron: Format = {
  id: "django-environ",
  summary: "env files as django-environ's Env.read_env() reads them",
  unseen: "what the process already has, which wins unless overwrite is set",
  globs: [],
  options: ["parse_comments"],
  accepts: () => false,
  read: ({ sources, options }, { shell }) => {
    const read = djangoEnvironReader(options.get("parse_comments")?.at(-1) !== "false");
    const files = sources.map((source) => read(source, shell));
    return envFileSpec(sources, files);
  },
};
