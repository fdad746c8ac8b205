import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Host } from "../../src/host.ts";
import { isSource, type Source, type Unseen } from "../../src/model/source.ts";
import { nodeHost } from "../../src/shell/node-host.ts";

/** Holds every repository of a test file, which removes it. */
export const folder = mkdtempSync(join(tmpdir(), "envcheck-git-"));

const author = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always", "-c", "commit.gpgSign=false"];

export function git(root: string, ...args: string[]): string {
  return execFileSync("git", ["-C", root, ...author, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

export function put(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** A repository with everything in one commit. */
export function repository(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const root = join(folder, name);
  mkdirSync(root);
  git(root, "init", "-q", "-b", "main");
  put(root, files);
  commit(root);
  return root;
}

export function commit(root: string): void {
  git(root, "add", "-A", "-f");
  git(root, "commit", "-qm", "x");
}

export const open = (root: string): Host => nodeHost(root, { allowOutsideRoot: false });
export const paths = async (host: Host): Promise<string[]> => (await host.code()).files.map(({ path }) => path);
export const reasons = async (host: Host): Promise<string[]> =>
  (await host.code()).leftOut.map(({ path, because }) => `${path} ${because}`);
export const told = (found: Source | Unseen): string => (isSource(found) ? found.text : `${found.path} ${found.because}`);

export function at(root: string, ref: string): Host {
  const then = open(root).at(ref);
  if ("because" in then) throw new Error(then.because);
  return then;
}

export function whyNot(root: string, ref: string): string {
  const then = open(root).at(ref);
  return "because" in then ? `${then.path} ${then.because}` : "there";
}
