import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { ipVersion } from "../text/hosts.ts";

const names: Readonly<Record<string, string>> = { v4: "an IPv4 address", v6: "an IPv6 address" };

export const ip: ValueType = {
  id: "ip",
  summary: "An IP address of either version",
  examples: {
    good: ["127.0.0.1", "::", "2001:db8::1", "::ffff:10.0.0.1", "fe80::1%eth0"],
    bad: ["", "10.0.0", "10.0.0.256", "010.0.0.1", "1::2::3", "10.0.0.1/8", "localhost"],
  },
  constraints: ["kind"],
  sensitive: false,
  check(text, { constraints: { kind } }) {
    const version = ipVersion(text);
    return version !== undefined && (kind === undefined || kind === version)
      ? undefined
      : invalid(`must be ${names[kind ?? ""] ?? "an IP address"}`);
  },
};
