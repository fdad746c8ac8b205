/** RFC 1123: letters, digits and hyphens in labels of at most 63, 253 in all; one dot may close it. */
export function isHostname(text: string): boolean {
  if (text.length > 254) return false;
  const labels = (text.endsWith(".") ? text.slice(0, -1) : text).split(".");
  return labels.join(".").length <= 253 && labels.every((label) => /^(?!-)[A-Za-z0-9-]{1,63}$(?<!-)/.test(label)) && !looksNumeric(text);
}

/** Whether URL parsers would read the host as an IPv4 address: its last label is a number. */
export function looksNumeric(host: string): boolean {
  return /(?:^|\.)\d+\.?$/.test(host.slice(-64));
}

/** Four decimal numbers to 255 without leading zeros, as Python, Go and Node read them. */
export function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text.slice(0, 16));
}

/** RFC 4291 text forms, with an optional zone. */
export function isIpv6(text: string): boolean {
  if (text.length > 80) return false;
  const [address = "", ...zone] = text.split("%");
  if (zone.length > 1 || zone[0] === "") return false;
  const halves = address.split("::");
  const count = groupsIn(halves, address);
  return halves.length === 2 ? count <= 7 : halves.length === 1 && count === 8;
}

/** The 16-bit groups of an address, of which a dotted end counts as two; not a number when one of them is none. */
function groupsIn(halves: readonly string[], address: string): number {
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const dotted = isIpv4(last) && address.endsWith(last);
  if (dotted) groups.pop();
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return Number.NaN;
  return groups.length + (dotted ? 2 : 0);
}

export function ipVersion(text: string): "v4" | "v6" | undefined {
  if (isIpv4(text)) return "v4";
  return isIpv6(text) ? "v6" : undefined;
}

/** 1 to 65535, without leading zeros. */
export function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}

export interface HostPort {
  /** IPv6 addresses without their brackets. */
  readonly host: string;
  readonly bracketed: boolean;
  /** Undefined where there is no colon after the host. */
  readonly port: string | undefined;
}

/** Parts `host`, `host:port` and `[v6]:port`; undefined where the brackets are wrong or more colons than one are left. */
export function splitHostPort(text: string): HostPort | undefined {
  if (text.startsWith("[")) {
    const close = text.indexOf("]");
    const after = text.slice(close + 1);
    if (close < 0 || (after !== "" && !after.startsWith(":"))) return undefined;
    return { host: text.slice(1, close), bracketed: true, port: after === "" ? undefined : after.slice(1) };
  }
  const colon = text.indexOf(":");
  if (colon < 0) return { host: text, bracketed: false, port: undefined };
  if (text.includes(":", colon + 1)) return undefined;
  return { host: text.slice(0, colon), bracketed: false, port: text.slice(colon + 1) };
}

/** Names and addresses that lead back to the machine itself; the wildcard addresses 0.0.0.0 and :: are for listening and do not count,
 * nor do the resolvers that Docker and systemd put at 127.0.0.11 and 127.0.0.53. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (name.length > 64) return false;
  return (
    /^(?:.*\.)?localhost(?:\.localdomain)?\.?$/.test(name) ||
    (/^127\.(?!0\.0\.(?:11|53)$)/.test(name) && isIpv4(name)) ||
    (/^[0:]*:0*1$/.test(name) && isIpv6(name))
  );
}
