import { isIpv4, isPort } from "./hosts.ts";
import { splitUrl, type UrlParts } from "./urls.ts";

/** Longer texts are no addresses. */
const longest = 2048;

/** Schemes whose URLs have a host and a numeric port, as in RFC 3986; others (`docker://`, `ssh://`) put names and tags there. */
const hostSchemes: ReadonlySet<string> = new Set(
  "http https ws wss redis rediss amqp amqps postgres postgresql mysql mariadb nats ldap ldaps smtp smtps grpc".split(" "),
);

/** Marks of templates, wildcards and alternatives, which something else fills in. */
const open = /[{}()<>$%*|\s]/;

/** `http//host`, `http:/host`, `https;//host`, `htps://host`, `http://https://host`. */
export function hasBrokenScheme(text: string): boolean {
  if (!/^[hw]/i.test(text)) return false;
  const start = text.slice(0, 32).toLowerCase();
  if (/^(?:https?|wss?)(?:\/\/|:\/(?!\/)|;\/\/|:\\\\|:\/\/(?:https?|wss?):\/\/)/.test(start)) return true;
  const scheme = /^(h[htps]{1,6}):\/\//.exec(start)?.[1];
  return scheme !== undefined && scheme !== "http" && scheme !== "https";
}

/** Whether a host of the URL is an IPv4 address gone wrong: `127_0_0_1`, `10.0.0.256`, `192.168.178.X`, `10.0.0.1.1`. */
export function hasBrokenHost(text: string): boolean {
  return hostsOf(text).some((place) => place !== undefined && isBrokenIp(place.host));
}

/** Whether a port of the URL is none: a number beyond 65535, or no number. */
export function hasBrokenPort(text: string): boolean {
  return hostsOf(text).some((place) => place?.port !== undefined && place.port !== "" && !isPort(place.port) && !/^0+$/.test(place.port));
}

function hostsOf(text: string): UrlParts["hosts"] {
  const url = text.length > longest ? undefined : splitUrl(text);
  if (url === undefined || !hostSchemes.has(url.scheme)) return [];
  const length = text.length - url.rest.length;
  return open.test(text.slice(0, length)) ? [] : url.hosts;
}

/** Whether the text, which should be an IPv4 address, is written like one and is none. Networks, ranges and versions are none to begin with. */
export function isBrokenIp(text: string): boolean {
  if (text.length > 24 || !/^\d/.test(text) || isIpv4(text)) return false;
  if (/^\d{1,3}(?:_\d{1,3}){3}$/.test(text)) return true;
  return /^\d{1,3}(?:\.\d{1,3}){2}\.[xX]{1,3}$|^\d{1,3}(?:\.\d{1,3}){3,4}$/.test(text);
}
