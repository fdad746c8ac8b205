import { createHash } from "node:crypto";
import { join } from "node:path";
import { sanitise } from "../../../text/sanitise.ts";
import { certificatesIn, endpointOf, socketAt, textOf, type Certificates, type Endpoint, type NoEndpoint } from "./endpoint.ts";
import { at, parseJson, textAt } from "./json.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Where the docker command would go (docker/cli, context resolution): the target's context, DOCKER_HOST, DOCKER_CONTEXT, currentContext, the default socket. */
export function dockerEndpoint(env: Env, wanted: string | undefined): Endpoint | NoEndpoint {
  const folder = env["DOCKER_CONFIG"] || join(env["HOME"] ?? "/root", ".docker");
  const host = env["DOCKER_HOST"] || undefined;
  const chosen = wanted ?? (host === undefined ? env["DOCKER_CONTEXT"] || currentContext(folder) : undefined) ?? "default";
  if (chosen !== "default") return contextEndpoint(folder, chosen);
  if (host === undefined) return socketAt("/var/run/docker.sock");
  return endpointOf(host.includes("://") ? host : `tcp://${host}`, (isHttps) => certificatesFrom(env, folder, isHttps));
}

function certificatesFrom(env: Env, folder: string, isHttps: boolean): Certificates | undefined {
  const verifies = Boolean(env["DOCKER_TLS_VERIFY"]);
  if (!verifies && !isHttps && !env["DOCKER_TLS"]) return undefined;
  return certificatesIn(env["DOCKER_CERT_PATH"] || folder, verifies || isHttps);
}

function currentContext(folder: string): string | undefined {
  return textAt(parseJson(textOf(join(folder, "config.json")) ?? ""), "currentContext") || undefined;
}

/** A context is kept under the SHA-256 of its name (docker/cli, cli/context/store). */
function contextEndpoint(folder: string, name: string): Endpoint | NoEndpoint {
  const id = createHash("sha256").update(name).digest("hex");
  const meta = parseJson(textOf(join(folder, "contexts", "meta", id, "meta.json")) ?? "");
  const host = textAt(meta, "Endpoints", "docker", "Host");
  if (host === undefined) return { undetermined: `cannot be asked: there is no Docker context called ${sanitise(name)}` };
  const isLax = at(meta, "Endpoints", "docker", "SkipTLSVerify") === true;
  return endpointOf(host, (isHttps) => {
    const certificates = certificatesIn(join(folder, "contexts", "tls", id, "docker"), !isLax);
    return isHttps || isLax || certificates.ca !== undefined || certificates.cert !== undefined ? certificates : undefined;
  });
}
