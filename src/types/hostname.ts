import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { ipVersion, isHostname } from "../text/hosts.ts";

/** RFC 1123 names; an address is taken too, since whatever resolves names takes it. `kind: wildcard` also allows `*`, `*.example.com` and `.example.com`. */
export const hostname: ValueType = {
  id: "hostname",
  summary: "A host name or an IP address, without scheme or port",
  examples: {
    good: ["localhost", "db.example.com", "xn--bcher-kva.example", "10.0.0.5", "::1"],
    bad: ["", "my_host", "-a.example", "a..b", "host:5432", "http://a.example", "256.1.1.1", "bücher.example", "*.example.com"],
  },
  constraints: ["kind"],
  sensitive: false,
  check(text, { constraints: { kind } }) {
    const name = kind === "wildcard" ? text.replace(/^(?:\*?\.)(?=.)/, "") : text;
    if (isHostname(name) || ipVersion(name.replace(/^\[(.*)\]$/, "$1")) !== undefined || (kind === "wildcard" && text === "*"))
      return undefined;
    return invalid(...wrong(text));
  },
  meaning: (text) => text.toLowerCase(),
};

function wrong(text: string): [message: string, help?: string] {
  if (text.includes("://")) return ["must be a host name alone, without scheme and path"];
  if (text.includes("_")) return ["must be a host name, in which underscores are not allowed"];
  if (/[^\0-\x7f]/.test(text)) return ["must be a host name in ASCII", "write letters of other alphabets in punycode (xn--)"];
  if (/^(?:\*|\*?\..+)$/s.test(text)) return ["must be one host name, not a pattern", "kind: wildcard allows patterns"];
  return ["must be a host name or an IP address, without a port"];
}
