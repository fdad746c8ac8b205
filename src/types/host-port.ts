import type { ReaderId, ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { ipVersion, isHostname, isIpv6, isPort, splitHostPort } from "../text/hosts.ts";

/** For Go an empty host is every address of the machine, as in `:8080`. */
function isHost(host: string, bracketed: boolean, reader: ReaderId): boolean {
  if (bracketed) return isIpv6(host);
  return isHostname(host) || ipVersion(host) === "v4" || (host === "" && reader === "go-strconv");
}

export const hostPort: ValueType = {
  id: "host-port",
  summary: "host:port, with IPv6 addresses in brackets",
  examples: {
    good: ["db:5432", "db.example.com:443", "10.0.0.5:80", "[::1]:6379"],
    bad: ["", "db", "db:", ":5432", "::1:6379", "db:0", "db:http", "http://db:80", "[::1]", "my_db:5432"],
  },
  constraints: [],
  sensitive: false,
  check(text, { reader }) {
    const place = text.length > 400 ? undefined : splitHostPort(text);
    if (text.includes("://")) return invalid("must be host:port alone, without a scheme");
    if (place === undefined) return invalid("must be host:port, with an IPv6 address in brackets");
    if (place.port === undefined) return invalid("must be host:port: the port is missing");
    if (!isHost(place.host, place.bracketed, reader)) return invalid("must be host:port: its host is no host name or address");
    return isPort(place.port) ? undefined : invalid("must be host:port with a port from 1 to 65535");
  },
  meaning: (text) => text.toLowerCase(),
};
