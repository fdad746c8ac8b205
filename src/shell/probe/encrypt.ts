import type { Duplex } from "node:stream";
import { isIP } from "node:net";
import { checkServerIdentity, connect, type TLSSocket } from "node:tls";
import type { Certificate, Peer } from "../../model/probe.ts";
import { unseal } from "../../model/sealed.ts";
import type { Course } from "./course.ts";

/** Goes on in TLS. Every certificate is taken, since what is wrong with one is told. */
export async function encrypt(plain: Duplex, { host }: Peer, course: Course): Promise<TLSSocket> {
  const name = unseal(host).replace(/\.$/, "");
  // What a certificate is worth is judged by `refusalOf`, before anything is sent that matters.
  const socket = course.own(connect({ socket: plain, rejectUnauthorized: false, ...(isIP(name) === 0 ? { servername: name } : {}) }));
  return new Promise((resolve, reject) => {
    socket.once("secureConnect", () => {
      resolve(socket);
    });
    socket.once("error", reject);
    socket.once("close", () => {
      reject(Object.assign(new Error("closed"), { code: "ECONNRESET" }));
    });
  });
}

export function certificateOf(socket: TLSSocket, { host }: Peer): Certificate {
  const shown = socket.getPeerCertificate();
  const { authorizationError: distrust } = socket;
  const code = distrust === undefined || distrust === null ? undefined : codeOf(distrust);
  return {
    from: timeIn(shown.valid_from),
    until: timeIn(shown.valid_to),
    distrust: code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID" ? undefined : code,
    isNamed: checkServerIdentity(unseal(host).replace(/\.$/, ""), shown) === undefined,
  };
}

/** What is no time is one that is long past. */
function timeIn(text: string): number {
  const time = Date.parse(text);
  return Number.isNaN(time) ? 0 : time;
}

/** Node's types promise an error, and OpenSSL gives the code alone. */
function codeOf(distrust: unknown): string {
  const code = distrust instanceof Error && "code" in distrust ? distrust.code : distrust;
  return typeof code === "string" && /^[A-Z0-9_]+$/.test(code) ? code : "UNKNOWN";
}
