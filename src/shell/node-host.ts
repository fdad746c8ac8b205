import { realpathSync } from "node:fs";
import type { Host } from "../host.ts";
import type { Source, Unseen } from "../model/source.ts";
import { changed } from "./changed.ts";
import { commitHost } from "./commit-host.ts";
import { digest, hmac } from "./digest.ts";
import { environment } from "./environment.ts";
import { type Bytes, codeOf, decode, Jail, readDescriptor, readFile, readRealPath, type Refusal, refusalOf } from "./files.ts";
import { GitIgnore } from "./git-ignore.ts";
import { glob, unlisted } from "./glob.ts";
import { findHooks } from "./hooks.ts";
import { entriesOf } from "./list-files.ts";
import { readOwnEnviron } from "./live/environ.ts";
import { memoryOf } from "./memory.ts";
import { ask } from "./prompt.ts";
import { type Content, Shelf } from "./shelf.ts";
import { openStaging } from "./staging.ts";
import { listWorkTree, readWorkTree } from "./work-tree.ts";
import { writeAll } from "./write.ts";
import { boundYoungGeneration } from "./young-generation.ts";

/** What is known of the root. */
interface Ground {
  readonly jail: Jail;
  /** Files, as listings of their folders have shown. */
  readonly listed: Set<string>;
  readonly git: GitIgnore;
  readonly shelf: Shelf;
}

/** The machine's own files and processes, seen from an existing folder. */
export function nodeHost(root: string, { allowOutsideRoot }: { readonly allowOutsideRoot: boolean }): Host {
  const base = realpathSync.native(root);
  const jail = new Jail(base, allowOutsideRoot);
  const listed = new Set<string>();
  const ground: Ground = { jail, listed, git: new GitIgnore(base), shelf: new Shelf((path) => contentAgain(path, ground)) };
  const searched = {
    base,
    kindOf: (path: string) => kindOf(path, jail),
    ignores: (path: string) => ground.git.ignores(path),
    list: entriesOf,
  };
  let input: Source | Unseen | undefined;
  const host: Host = {
    env: environment,
    glob: (patterns) => remember(glob(patterns, searched), listed),
    unlisted: (patterns) => unlisted(patterns, searched),
    read: (path) => read(path, ground),
    partDone: boundYoungGeneration,
    kindOf: (path) => kindOf(path, jail),
    code: () => listWorkTree(base, ground.git),
    texts: (paths) => readWorkTree(base, paths),
    at: (ref) => commitHost(base, ref, host),
    staging: () => openStaging(base, host),
    hooks: () => findHooks(base),
    parsers: async (grammars) => (await import("./parsers.ts")).loadParsers(grammars),
    memory: memoryOf(base, "", environment),
    ask: (question) => ask(question, host.env),
    input: () => (input ??= readInput()),
    environ: () => readOwnEnviron(),
    live: async (place, permissions) => (await import("./live/live.ts")).askLive(place, permissions, base),
    probe: async (peers, timeout) => (await import("./probe/probe.ts")).probe(peers, timeout),
    hmac,
    digest,
    time: () => Date.now(),
    changed: (path) => changed(path, base, jail),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    print: (text) => void writeAll(1, text),
    now: () => Number(process.hrtime.bigint() / 1000n) / 1000,
  };
  return host;
}

function remember(paths: readonly string[], listed: Set<string>): readonly string[] {
  for (const path of paths) listed.add(path);
  return paths;
}

function read(path: string, ground: Ground): Source | Unseen {
  const { git, shelf } = ground;
  const found = contentOf(path, ground);
  if ("text" in found) return shelf.put(path, found);
  if (found.reason !== "missing" || !git.ignores(path)) return { path, ...found };
  return { path, reason: "ignored", because: "does not exist here, and git ignores it" };
}

function contentOf(path: string, { jail, listed }: Ground): Content | Refusal {
  try {
    const content = (listed.has(path) ? readListed(path, jail) : undefined) ?? readFound(path, jail);
    if (!("bytes" in content)) return content;
    const decoded = decode(content.bytes);
    return "text" in decoded ? { text: decoded.text, mark: content.mark } : decoded;
  } catch (error) {
    return refusalOf(error);
  }
}

function readFound(path: string, jail: Jail): Bytes | Refusal {
  const found = jail.find(path);
  return "real" in found ? readRealPath(found) : found;
}

/** Undefined where a link has taken the place of the file since it was listed, or nobody has looked at its folder. */
function readListed(path: string, jail: Jail): Bytes | Refusal | undefined {
  const real = jail.listed(path);
  try {
    return real === undefined ? undefined : readFile(real);
  } catch (error) {
    if (codeOf(error) === "ELOOP") return undefined;
    throw error;
  }
}

function contentAgain(path: string, ground: Ground): Content | undefined {
  const found = contentOf(path, ground);
  return "text" in found ? found : undefined;
}

function readInput(): Source | Unseen {
  const path = "-";
  try {
    const bytes = readDescriptor(0, 0);
    return { path, ...(Buffer.isBuffer(bytes) ? decode(bytes) : bytes) };
  } catch (error) {
    return { path, ...refusalOf(error) };
  }
}

function kindOf(path: string, jail: Jail): ReturnType<Host["kindOf"]> {
  try {
    const found = jail.find(path);
    if (!("stats" in found)) return found.reason === "missing" ? "missing" : "other";
    if (found.stats.isFile()) return "file";
    return found.stats.isDirectory() ? "folder" : "other";
  } catch (error) {
    return refusalOf(error).reason === "missing" ? "missing" : "other";
  }
}
