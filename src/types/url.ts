import type { Complaint, Constraints, ReaderId, ValueType } from "../model/schema.ts";
import { either, invalid } from "../text/complaint.ts";
import { type HostPort, isIpv4, isIpv6, isPort, looksNumeric } from "../text/hosts.ts";
import { splitUrl, type UrlParts } from "../text/urls.ts";

/** Schemes whose URLs have no `//host` part. */
const opaque: ReadonlySet<string> = new Set([
  "mailto",
  "urn",
  "tel",
  "sms",
  "data",
  "jdbc",
  "r2dbc",
  "geo",
  "magnet",
  "news",
  "sip",
  "sips",
  "xmpp",
  "did",
]);

/** Schemes for the web, which need one host. */
const web: ReadonlySet<string> = new Set(["http", "https", "ws", "wss", "ftp"]);

/** Schemes whose authority is a file or a name rather than a host. */
const local = /^(?:file|unix|sqlite\w*(?:\+\w+)?|spatialite|memory|locmem\w*|dummy\w*|filecache|dbcache)$/;

/** Readers that decode a stray `%` to itself instead of failing. */
const lenient: ReadonlySet<ReaderId> = new Set(["django-environ", "python-bool"]);

/** What the parsers of the readers and of database drivers take alike: passwords may hold anything that RFC 3986 allows there, and several hosts may share one URL. */
export const url: ValueType = {
  id: "url",
  summary: "An absolute URL with scheme and host",
  examples: {
    good: [
      "https://example.com",
      "http://my_service:8080/path?q=1#top",
      "postgres://user:p%40ss@db:5432/app",
      "redis://:pass@[::1]:6379/0",
      "mongodb://a:1,b:2/app",
      "postgres:///app",
      "sqlite://:memory:",
      "amqp://guest:p+s@mq//",
    ],
    bad: [
      "",
      "example.com",
      "db:5432",
      "http:/example.com",
      "https://",
      "http://127_0_0_1:5004",
      "http://a:port/",
      "http://a:70000",
      "http://a b/",
      "https://a/%zz",
      "http://256.0.0.1/",
      "postgres://u:a/b@db/app",
      "mailto:a@example.com",
      "http://a..b",
    ],
  },
  constraints: ["schemes", "hosts"],
  sensitive: false,
  check(text, { constraints, reader }) {
    return text.length > 65_536 ? invalid("must be a URL of at most 64 KiB") : (blanks(text) ?? parts(text, constraints, reader));
  },
};

function blanks(text: string): Complaint | undefined {
  return /[\s\p{Cc}]/u.test(text) ? invalid("must be a URL, in which blanks and line breaks are not allowed") : undefined;
}

function parts(text: string, { schemes, hosts }: Constraints, reader: ReaderId): Complaint | undefined {
  const visible = reader === "django-environ" ? hashesHidden(text) : text;
  const found = splitUrl(visible);
  if (found === undefined) return isOpaque(text, schemes) ? undefined : unparted(schemes);
  if (schemes !== undefined && !schemes.some((scheme) => scheme.toLowerCase() === found.scheme)) return wrongScheme(schemes);
  if (!lenient.has(reader) && /%(?![\da-f]{2})/i.test(text))
    return invalid("must be a URL, in which a % is followed by two hexadecimal digits", "write a literal % as %25");
  return local.test(found.scheme) ? undefined : (wrongAuthority(found) ?? wrongHost(found, hosts));
}

/** environ.Env.db_url quotes a `#` in a URL whose path it cannot see, so there it is part of the password. */
function hashesHidden(text: string): string {
  return text.replace(/^([^/?#@]*:\/\/[^/?#@]*)#([^/?@]*@)/, "$1%23$2");
}

function isOpaque(text: string, schemes: readonly string[] | undefined): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):./i.exec(text.slice(0, 64))?.[1]?.toLowerCase();
  if (scheme === undefined || !opaque.has(scheme)) return false;
  return (
    schemes?.some((allowed) => allowed.toLowerCase() === scheme || text.toLowerCase().startsWith(`${allowed.toLowerCase()}:`)) ?? false
  );
}

function unparted(schemes: readonly string[] | undefined): Complaint {
  return invalid(`must be a URL such as ${schemes?.[0] ?? "scheme"}://host: its :// is missing`);
}

function wrongScheme(schemes: readonly string[]): Complaint {
  return invalid(`must be a URL with the scheme ${either(schemes)}`);
}

function wrongAuthority({ scheme, hosts, rest }: UrlParts): Complaint | undefined {
  const [first] = hosts;
  const one = web.has(scheme);
  if (hosts.some((place) => place?.port !== undefined && place.port !== "" && !isPort(place.port)) || hosts.includes(undefined)) {
    return rest.includes("@")
      ? invalid(
          "must be a URL: a /, ? or # in its user or password ends the host too early",
          "write such characters percent-encoded: %2F, %3F, %23",
        )
      : invalid("must be a URL: after its host comes no port from 1 to 65535");
  }
  if (one && (hosts.length !== 1 || first?.host === "")) return invalid("must be a URL with one host");
  return hosts.every((place) => place !== undefined && isUrlHost(place, one))
    ? undefined
    : invalid("must be a URL: its host is no host name or address");
}

/** Underscores are taken, as in the names of compose services; a number in the last label makes it an IPv4 address, as in WHATWG URL. */
function isUrlHost({ host, bracketed }: HostPort, one: boolean): boolean {
  if (bracketed) return isIpv6(host);
  if (host === "") return !one;
  if (host.length > 255 || /\.\.|^\./.test(host) || /^\d+(?:_\d+){3}$/.test(host)) return false;
  return (looksNumeric(host) && host.includes(".") ? isIpv4(host) : true) && /^(?:[\w.~%!$&'()*+;={}-]|[^\0-\x7f])+$/.test(host);
}

/** `*.example.com` allows every host below it. */
function wrongHost({ hosts }: UrlParts, allowed: readonly string[] | undefined): Complaint | undefined {
  if (allowed === undefined) return undefined;
  const fits = (host: string) =>
    allowed.some((pattern) => (pattern.startsWith("*.") ? host.endsWith(pattern.slice(1).toLowerCase()) : host === pattern.toLowerCase()));
  return hosts.every((place) => fits(place?.host.toLowerCase() ?? ""))
    ? undefined
    : invalid(`must be a URL with the host ${either(allowed)}`);
}
