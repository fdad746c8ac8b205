import fastGlob from "fast-glob";
import type { Host } from "../src/host.ts";
import type { Source, Unseen } from "../src/model/source.ts";
import type { Request } from "../src/request.ts";
import { loadParsers } from "../src/shell/parsers.ts";
import type { Surface } from "../src/reporters/reporter.ts";

/** The files of each commit, by what it is called. */
export type Refs = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A host made of strings. */
export function memoryHost(
  files: ReadonlyMap<string, string>,
  env: ReadonlyMap<string, string> = new Map(),
  input = "",
  refs: Refs = new Map(),
): Host {
  const sources = new Map([...files].map(([path, text]): [string, Source] => [path, { path, text }]));
  return {
    env,
    glob: (patterns) => [...files.keys()].filter((path) => patterns.some((pattern) => matches(path, pattern))).toSorted(),
    read: (path) => sources.get(path) ?? missing(path),
    kindOf: (path) => {
      if (files.has(path)) return "file";
      return path === "." || [...files.keys()].some((other) => other.startsWith(`${path}/`)) ? "folder" : "missing";
    },
    code: () => {
      const paths = [...files.keys()].toSorted();
      return { files: paths.map((path) => ({ path, blob: null, executable: false })), leftOut: [], withoutGit: null };
    },
    texts: (paths) => paths.map((path) => sources.get(path) ?? missing(path)),
    at: (ref) => {
      const then = refs.get(ref);
      return then === undefined ? missing(ref) : memoryHost(then, env, input, refs);
    },
    parsers: loadParsers,
    input: () => ({ path: "-", text: input }),
    environ: () => ({ path: "process:self", text: [...env].map(([name, value]) => `${name}=${value}\0`).join("") }),
    now: () => 0,
  };
}

function missing(path: string): Unseen {
  return { path, reason: "missing", because: "is not there" };
}

/** What the command line would ask for without flags. */
export function requestFor(command: string, changes: Partial<Request> = {}): Request {
  return {
    command,
    root: "/",
    targets: [],
    name: undefined,
    rule: undefined,
    services: [],
    stages: [],
    outputs: [{ format: "text", file: undefined, append: false }],
    failOn: undefined,
    strict: false,
    hostEnv: new Map(),
    hostEnvFile: undefined,
    from: undefined,
    to: undefined,
    withoutCode: false,
    reveal: false,
    quiet: false,
    allowEmpty: false,
    allowOutsideRoot: false,
    schemas: [],
    schemaModules: [],
    config: undefined,
    ...changes,
  };
}

export const plain: Surface = { color: false, width: 120, quiet: false };

const matchers = new Map<string, RegExp>();

function matches(path: string, glob: string): boolean {
  const known = matchers.get(glob) ?? globToRegExp(glob);
  matchers.set(glob, known);
  return known.test(path);
}

function globToRegExp(glob: string): RegExp {
  const source = fastGlob
    .escapePath(glob)
    .replaceAll("\\", "")
    .replace(/[.+^$()|[\]]/g, "\\$&")
    .replaceAll("**/", "\0")
    .replaceAll("*", "[^/]*")
    .replaceAll("\0", "(?:.*/)?")
    .replace(/\{([^}]*)\}/g, (_, inner: string) => `(?:${inner.replaceAll(",", "|")})`);
  return new RegExp(`^${source}$`);
}
