import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { sanitise } from "../../../text/sanitise.ts";
import { endpointOf, socketAt, type Endpoint, type NoEndpoint } from "./endpoint.ts";
import { listAt, parseJson, textAt } from "./json.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Where podman's service listens; undefined where none does, so that the command itself has to be asked. */
export async function podmanEndpoint(env: Env, wanted: string | undefined): Promise<Endpoint | NoEndpoint | undefined> {
  if (wanted !== undefined) return connection(wanted);
  const host = env["CONTAINER_HOST"];
  if (host) return endpointOf(host, () => undefined);
  const own = servicePath(env);
  return existsSync(own) ? socketAt(own) : undefined;
}

/** Where the service of this user would listen: that of root, or the one of a user without rights. */
export function servicePath(env: Env): string {
  const uid = process.geteuid?.() ?? 0;
  if (uid === 0) return "/run/podman/podman.sock";
  return `${env["XDG_RUNTIME_DIR"] || `/run/user/${String(uid)}`}/podman/podman.sock`;
}

/** A connection as `podman system connection` keeps it. */
async function connection(name: string): Promise<Endpoint | NoEndpoint> {
  const known = parseJson(await output(["system", "connection", "list", "--format", "json"]));
  const entry = listAt({ known }, "known").find((each) => textAt(each, "Name")?.replace(/\*$/, "") === name);
  const uri = textAt(entry, "URI");
  if (uri === undefined) return { undetermined: `cannot be asked: there is no podman connection called ${sanitise(name)}` };
  return endpointOf(uri, () => undefined);
}

function output(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile("podman", args, { cwd: "/", env: process.env, timeout: 5000 }, (error, stdout) => resolve(error === null ? stdout : ""));
  });
}
