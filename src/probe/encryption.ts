import type { Encryption } from "../model/probe.ts";
import type { Manner } from "./schemes.ts";

const modes: ReadonlyMap<string, Encryption> = new Map<string, Encryption>([
  ...(["disable", "disabled", "none", "false", "0", "off"] as const).map((word) => [word, "none"] as const),
  ...(["allow", "prefer", "preferred"] as const).map((word) => [word, "offered"] as const),
  ...(["require", "required", "no-verify", "true", "1", "on", "trust"] as const).map((word) => [word, "any"] as const),
  ...(["verify-ca", "verify_ca"] as const).map((word) => [word, "signed"] as const),
  ...(["verify-full", "verify_full", "verify_identity", "verify-identity"] as const).map((word) => [word, "named"] as const),
]);

/** What a URL of a database says in its query, in the spellings of libpq, MySQL, JDBC, asyncpg and node-postgres; else what its scheme means. */
export function encryptionOf({ protocol, encryption }: Manner, query: URLSearchParams): Encryption {
  if (protocol !== "postgres" && protocol !== "mysql") return looseIn(query) && encryption === "named" ? "any" : encryption;
  const word = ["sslmode", "ssl-mode", "ssl_mode", "sslMode", "ssl", "useSSL", "tls"].flatMap((name) => query.get(name) ?? [])[0];
  return modes.get(word?.toLowerCase() ?? "") ?? encryption;
}

/** redis-py and kombu let a URL say that any certificate will do. */
function looseIn(query: URLSearchParams): boolean {
  return /^(?:none|cert_none|optional)$/i.test(query.get("ssl_cert_reqs") ?? "");
}

/** Whether the client trusts what a file says that only the service has. libpq knows no other authorities, unless told. */
export function hasOwnAuthority({ protocol }: Manner, query: URLSearchParams): boolean {
  if (protocol === "postgres") return query.get("sslrootcert") !== "system";
  return ["ssl-ca", "ssl_ca", "sslca", "ssl_ca_certs", "tlsCAFile"].some((name) => (query.get(name) ?? "") !== "");
}
