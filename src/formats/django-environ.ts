import { readDjangoEnviron } from "../text/env-file/django-environ.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Env files of Django services; named, never discovered, since a file does not show who reads it. */
export const djangoEnviron: Format = {
  id: "django-environ",
  summary: "env files as django-environ's Env.read_env() reads them",
  unseen: "what the process already has, which wins unless overwrite is set",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => {
    const files = sources.map((source) => readDjangoEnviron(source, shell));
    return envFileSpec(sources, files);
  },
};
