import { createHash, createHmac } from "node:crypto";
import fastGlob from "fast-glob";
import type { Host } from "../src/host.ts";
import type { CodeText } from "../src/model/code.ts";
import type { Instance, LiveAnswer, LivePlace } from "../src/model/live.ts";
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
    glob: (patterns) => [...files.keys()].filter((path) => isMeant(path, patterns)).toSorted(),
    unlisted: () => [],
    read: (path) => sources.get(path) ?? missing(path),
    partDone: () => undefined,
    kindOf: (path) => {
      if (files.has(path)) return "file";
      return path === "." || [...files.keys()].some((other) => other.startsWith(`${path}/`)) ? "folder" : "missing";
    },
    code: () => {
      const paths = [...files.keys()].toSorted();
      return Promise.resolve({ files: paths.map((path) => ({ path, mark: null, executable: false })), leftOut: [], withoutGit: null });
    },
    texts: (paths) => paths.map((path) => codeText(sources.get(path)) ?? missing(path)),
    at: (ref) => {
      const then = refs.get(ref);
      return then === undefined ? missing(ref) : memoryHost(then, env, input, refs);
    },
    staging: () => missing("."),
    hooks: () => missing("."),
    parsers: loadParsers,
    memory: { recall: () => undefined, keep: () => undefined },
    ask: () => undefined,
    input: () => ({ path: "-", text: input }),
    environ: () => ({ path: "process:self", text: [...env].map(([name, value]) => `${name}=${value}\0`).join("") }),
    live: (place) => Promise.resolve(liveAnswer(place, sources)),
    probe: () => Promise.resolve([]),
    hmac: (key, message) => createHmac("sha256", key).update(message).digest("hex"),
    digest: (message) => createHash("sha256").update(message).digest("hex"),
    now: () => 0,
    time: () => Date.UTC(2026, 10, 22),
    changed: () => undefined,
    wait: () => Promise.resolve(),
    print: () => undefined,
  };
}

/** What runs is a file of lines as `env` prints them, called as a target names it: `docker:auth-1`. A line `# stale: because` says that it is out of date. */
function liveAnswer({ scheme, name }: LivePlace, sources: ReadonlyMap<string, Source>): LiveAnswer {
  const found = [...sources].filter(([path]) => path.startsWith(`${scheme}:`) && matches(path, `${scheme}:${name}`));
  const [first, ...others] = found.map(([path, source]) => instanceOf(path.slice(scheme.length + 1), source));
  return first === undefined ? { undetermined: "is not in a host of strings" } : { instances: [first, ...others] };
}

function instanceOf(address: string, { path, text }: Source): Instance {
  const lines = text.split("\n").filter((line) => line !== "");
  const stale = lines.flatMap((line) => /^# stale: (.*)$/.exec(line)?.[1] ?? []);
  const block = lines.filter((line) => !line.startsWith("#")).map((line) => `${line}\0`);
  const process: Source = { path, text: block.join("") };
  return {
    address,
    names: [address, address.replace(/-\d+$/, "")],
    process,
    seen: "read from the process",
    told: undefined,
    started: 0,
    stale,
  };
}

function codeText(source: Source | undefined): CodeText | undefined {
  return source === undefined ? undefined : { ...source, mark: null };
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
    baseline: undefined,
    allowMissing: [],
    write: "no",
    yes: false,
    withoutCode: false,
    against: undefined,
    wait: undefined,
    watch: false,
    every: 10_000,
    digest: undefined,
    readSecrets: false,
    plain: false,
    snapshots: "snapshots",
    rotation: undefined,
    warnOnly: false,
    envFiles: [],
    authenticate: false,
    timeout: 5000,
    argv: [],
    staged: false,
    schemaRef: undefined,
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

function isMeant(path: string, patterns: readonly string[]): boolean {
  return (
    patterns.some((pattern) => matches(path, pattern)) &&
    !patterns.some((pattern) => pattern.startsWith("!") && matches(path, pattern.slice(1)))
  );
}

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
    .replace(/(^|\/)\*\*$/, "$1\u0001")
    .replaceAll("*", "[^/]*")
    .replaceAll("\0", "(?:.*/)?")
    .replaceAll("\u0001", ".+")
    .replace(/\{([^}]*)\}/g, (_, inner: string) => `(?:${inner.replaceAll(",", "|")})`);
  return new RegExp(`^${source}$`);
}
