import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sanitise } from "../../../text/sanitise.ts";
import { withhold } from "../../../text/withhold.ts";

/** What TLS is made with: PEM texts; without a `ca` the system's own authorities count. */
export interface Certificates {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly rejectUnauthorized: boolean;
}

/** Where an engine's interface listens. `told` is the place as it may be printed. */
export type Endpoint =
  | { readonly kind: "socket"; readonly path: string; readonly told: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly tls: Certificates | undefined; readonly told: string };

/** Why there is no place to ask: a clause that follows the target. */
export interface NoEndpoint {
  readonly undetermined: string;
}

/** Reads `unix://`, `tcp://`, `http://` and `https://`; 2375 and 2376 are the ports of Docker. */
export function endpointOf(url: string, certificates: (isHttps: boolean) => Certificates | undefined): Endpoint | NoEndpoint {
  const told = withhold(sanitise(url));
  if (url.startsWith("unix://")) return socketAt(url.slice("unix://".length));
  if (url.startsWith("ssh://"))
    return {
      undetermined: `cannot be asked through ${told}; forward the engine's socket (ssh -NL /tmp/engine.sock:/var/run/docker.sock HOST) and point to it with unix://`,
    };
  const [, scheme, rest = ""] = /^(tcp|https?):\/\/(.+)$/.exec(url) ?? [];
  const parsed = scheme === undefined ? undefined : parseAuthority(rest);
  if (parsed === undefined) return { undetermined: `cannot be asked: ${told} is no place of an engine that envcheck can reach` };
  const tls = certificates(scheme === "https");
  return { kind: "tcp", host: parsed.host, port: parsed.port ?? (tls === undefined ? 2375 : 2376), tls, told };
}

export function socketAt(path: string): Endpoint {
  return { kind: "socket", path, told: sanitise(path) };
}

function parseAuthority(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const url = URL.canParse(`tcp://${text}`) ? new URL(`tcp://${text}`) : undefined;
  if (url === undefined || url.hostname === "") return undefined;
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port: url.port === "" ? undefined : Number(url.port) };
}

/** The files of a folder that Docker keeps certificates in: `ca.pem`, `cert.pem`, `key.pem`, each where it is. */
export function certificatesIn(folder: string, rejectUnauthorized: boolean): Certificates {
  const [ca, cert, key] = ["ca.pem", "cert.pem", "key.pem"].map((name) => textOf(join(folder, name)));
  return { ...(ca !== undefined && { ca }), ...(cert !== undefined && key !== undefined && { cert, key }), rejectUnauthorized };
}

/** Undefined where the file cannot be read, whatever keeps it. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
