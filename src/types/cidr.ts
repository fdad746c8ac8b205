import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { ipVersion } from "../text/hosts.ts";

const names: Readonly<Record<string, string>> = { v4: "an IPv4 network", v6: "an IPv6 network" };

/** Bits behind the prefix may be set, as most parsers allow. */
export const cidr: ValueType = {
  id: "cidr",
  summary: "A network as address/prefix, such as 10.0.0.0/8",
  examples: {
    good: ["10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32"],
    bad: ["", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/08", "10.0.0/8", "::/129", "10.0.0.0/255.0.0.0"],
  },
  constraints: ["kind"],
  sensitive: false,
  check(text, { constraints: { kind } }) {
    const version = versionOf(text);
    if (version !== undefined && (kind === undefined || kind === version)) return undefined;
    return invalid(`must be ${names[kind ?? ""] ?? "a network"} as address/prefix`);
  },
};

function versionOf(text: string): "v4" | "v6" | undefined {
  const [, address = "", prefix = ""] = /^([\d.:a-f]{2,45})\/(0|[1-9]\d{0,2})$/i.exec(text) ?? [];
  const version = ipVersion(address);
  return Number(prefix) <= (version === "v4" ? 32 : 128) ? version : undefined;
}
