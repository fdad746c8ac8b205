import type { Files } from "../discover/files.ts";
import { problemsOf } from "../discover/refusal.ts";
import { roleOf } from "../discover/role.ts";
import { parseTarget } from "../discover/target.ts";
import { composeEnvFile } from "../formats/compose-env-file.ts";
import { djangoEnviron } from "../formats/django-environ.ts";
import { dockerEnvFile } from "../formats/docker-env-file.ts";
import { dotenv } from "../formats/dotenv.ts";
import { envDump } from "../formats/env-dump.ts";
import type { Format } from "../formats/format.ts";
import { nodeEnvFile } from "../formats/node-env-file.ts";
import { pythonDotenv } from "../formats/python-dotenv.ts";
import type { Reading } from "../model/project.ts";
import { isSource, type Problem } from "../model/source.ts";
import type { Lookup } from "../model/value.ts";
import { resolve } from "../resolve/resolve.ts";
import { didYouMean } from "../text/suggest.ts";

/** What loads env files into an environment. */
const readers: readonly Format[] = [dotenv, composeEnvFile, dockerEnvFile, pythonDotenv, djangoEnviron, nodeEnvFile, envDump];

/** What env files are read with. */
export interface Loading {
  readonly files: Files;
  /** The reader of files that name none: that of the service, else npm dotenv. */
  readonly reader: string | undefined;
  /** The environment that the files are laid under. */
  readonly shell: Lookup;
}

export function isLoaded(found: Reading | readonly Problem[]): found is Reading {
  return "spec" in found;
}

/** Reads `[READER:]FILE[+FILE...][?OPTION=VALUE]`. */
export function readEnvFile(text: string, loading: Loading): Reading | readonly Problem[] {
  const ids = readers.map(({ id }) => id);
  const [, reader] = /^([a-z][\w-]+):/.exec(text) ?? [];
  if (reader !== undefined && !ids.includes(reader)) {
    const hint = didYouMean(reader, ids) ?? `the readers are ${ids.join(", ")}`;
    return [{ message: `--load ${text}: ${reader} is no reader of env files; ${hint}` }];
  }
  const target = parseTarget(text, ids);
  if ("mistake" in target) return [{ message: `--load ${text}: ${target.mistake}` }];
  const { place, options } = target;
  if (place.kind !== "files") return [{ message: `--load ${text}: it names no file` }];
  const format = readers.find(({ id }) => id === (target.format ?? loading.reader)) ?? dotenv;
  const [first, ...rest] = place.paths.map((path) => loading.files.read(path));
  const unseen = [first, ...rest].flatMap((found) => (found === undefined || isSource(found) ? [] : [found]));
  if (first === undefined || !isSource(first) || unseen.length > 0)
    return unseen.flatMap(({ path, because }) => problemsOf({ target: path, message: because }));
  const spec = format.read(
    { sources: [first, ...rest.filter(isSource)], options },
    { read: (path) => loading.files.read(path), shell: loading.shell },
  );
  return { target: text, format: format.id, role: roleOf(first.path), spec, environments: resolve(spec) };
}
