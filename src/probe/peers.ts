import type { Login, Peer } from "../model/probe.ts";
import { Sealed } from "../model/sealed.ts";
import { type HostPort, ipVersion, isHostname, isPort, splitHostPort } from "../text/hosts.ts";
import { splitUrl, type UrlParts } from "../text/urls.ts";
import { encryptionOf, hasOwnAuthority } from "./encryption.ts";
import { isSocketScheme, type Manner, mannerOf } from "./schemes.ts";

/** Where a text leads, in the order in which its client tries; or why nobody connects there, as a clause. `isWrong`: its client could not, either. */
export type Destination = { readonly peers: readonly [Peer, ...Peer[]] } | Refused;

interface Refused {
  readonly because: string;
  readonly isWrong: boolean;
}

/** The types whose texts name hosts. */
export type Kind = "url" | "host-port" | "hostname";

/** Beyond what may be sent, nothing of the text but its hosts is in the peers. */
export function destinationOf(text: string, kind: Kind, mayLogIn: boolean): Destination {
  if (kind === "url") return ofUrl(text, mayLogIn);
  const place = kind === "hostname" ? nameOnly(text) : splitHostPort(text);
  if (place === undefined) return wrong(kind === "hostname" ? "is no host name" : "is no host with a port");
  if (kind === "host-port" && (place.port === undefined || !isPort(place.port))) return wrong("is no host with a port");
  return ofPlaces([place], { port: undefined, protocol: "tcp", encryption: "none" });
}

/** The text of a host name, together with that of the port which goes with it. */
export function withPort(host: string, port: string): Destination {
  const place = nameOnly(host);
  if (place === undefined) return wrong("is no host name");
  if (!isPort(port)) return destinationOf(host, "hostname", false);
  return ofPlaces([{ ...place, port }], { port: undefined, protocol: "tcp", encryption: "none" });
}

function wrong(because: string): Refused {
  return { because, isWrong: true };
}

function leftOut(because: string): Refused {
  return { because, isWrong: false };
}

function nameOnly(text: string): HostPort | undefined {
  const host = text.replace(/^\[(.*)\]$/, "$1");
  return isName(host) || isPattern(host) ? { host, bracketed: false, port: undefined } : undefined;
}

/** Wider than RFC 1123 by the underscores of compose services and by letters of other alphabets. */
function isName(host: string): boolean {
  return host.length < 256 && (ipVersion(host) !== undefined || isHostname(host.replaceAll(/_|[^\0-\u007F]/g, "a")));
}

function ofUrl(text: string, mayLogIn: boolean): Destination {
  const url = splitUrl(text.replace(/^jdbc:/, ""));
  if (url === undefined) return hostless(text);
  const manner = mannerOf(url.scheme);
  if ("because" in manner) return leftOut(manner.because);
  const query = queryOf(url.rest);
  if (query === undefined) return wrong("has a broken query");
  const hosts = manner.protocol === "postgres" ? hostsOfLibpq(url, query) : url.hosts;
  const places = hosts.flatMap((place) => place ?? []);
  if (places.length < hosts.length) return wrong("has a host that is none");
  const login = mayLogIn ? loginOf(url) : undefined;
  const shared = { ...manner, encryption: encryptionOf(manner, query), hasOwnAuthority: hasOwnAuthority(manner, query), login };
  const socket = manner.protocol === "postgres" ? socketOfLibpq(places) : socketOf(url, query);
  if (socket !== undefined) return ofSocket(socket, shared);
  const found = ofPlaces(places, shared);
  const isPortless = "peers" in found && found.peers.some(({ port }) => port === undefined);
  return isPortless ? leftOut("names no port, and its scheme has none of its own") : found;
}

/** `mailto:` and its like have no host and are right all the same. */
function hostless(text: string): Destination {
  const manner = mannerOf(/^[a-z][a-z0-9+.-]{0,63}(?=:)/i.exec(text)?.[0].toLowerCase() ?? "");
  return "because" in manner ? leftOut(manner.because) : wrong("is no URL with a host");
}

function queryOf(rest: string): URLSearchParams | undefined {
  const [, query = ""] = /\?([^#]*)/.exec(rest) ?? [];
  return query.length > 4096 ? undefined : new URLSearchParams(query);
}

type Way = Manner & Partial<Pick<Peer, "hasOwnAuthority" | "login">>;

function ofPlaces(places: readonly HostPort[], way: Way): Destination {
  const peers: Peer[] = [];
  for (const place of places) {
    const found = peerAt(place, way);
    if ("because" in found) return found;
    peers.push(found);
  }
  const [first, ...others] = peers;
  return first === undefined ? wrong("names no host") : { peers: [first, ...others] };
}

function peerAt(place: HostPort, { port, ...way }: Way): Peer | Refused {
  const host = decoded(place.host);
  if (host === "") return leftOut("names no host, so that its client takes one of its own");
  if (host === undefined || !(isName(host) || isPattern(host))) return wrong("has a host that is none");
  const reason = openReason(host);
  if (reason !== undefined) return leftOut(reason);
  const own = place.port ?? "";
  if (own !== "" && !isPort(own)) return wrong("has a port that is none");
  return { hasOwnAuthority: false, login: undefined, ...way, host: new Sealed(host), port: own === "" ? port : Number(own) };
}

function isPattern(host: string): boolean {
  return /^[*.]/.test(host);
}

/** Why such a host is none to connect to. */
function openReason(host: string): string | undefined {
  if (isPattern(host)) return "is a pattern of host names";
  return host === "0.0.0.0" || /^[0:]*::?0*$/.test(host) ? "is an address to listen on" : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The path of the Unix socket that a URL names. */
function socketOf({ scheme, hosts, rest }: UrlParts, query: URLSearchParams): string | undefined {
  if (!isSocketScheme(scheme)) return query.get("unix_socket") ?? undefined;
  const host = decoded(hosts[0]?.host ?? "") ?? "";
  return host.startsWith("/") ? host : decoded(rest.replace(/[?#].*$/s, ""));
}

/** libpq takes hosts and ports from the query, too, where they win. */
function hostsOfLibpq({ hosts }: UrlParts, query: URLSearchParams): UrlParts["hosts"] {
  const [names, ports] = [query.get("host"), query.get("port")?.split(",")];
  const own = names === null ? hosts : names.split(",").map((host) => ({ host, bracketed: false, port: hosts[0]?.port }));
  return ports === undefined ? own : own.map((place, index) => place && { ...place, port: ports[index] ?? ports[0] });
}

/** libpq takes the folder of a socket for a host, and adds the name of the file. */
function socketOfLibpq([first]: readonly HostPort[]): string | undefined {
  const folder = decoded(first?.host ?? "") ?? "";
  const port = first?.port ?? "";
  return folder.startsWith("/") ? `${folder}/.s.PGSQL.${isPort(port) ? port : "5432"}` : undefined;
}

function ofSocket(path: string, way: Way): Destination {
  if (!path.startsWith("/") || path.length > 107 || path.includes("\0")) return wrong("names no Unix socket");
  return {
    peers: [{ hasOwnAuthority: false, login: undefined, ...way, host: new Sealed(path), port: "socket", encryption: "none" }],
  };
}

/** As its client decodes it: what is not percent-encoded is taken as it is. */
function loginOf({ user, password, rest }: UrlParts): Login {
  const database = rest.replace(/[?#].*$/s, "").slice(1);
  return { user: sealed(user), password: sealed(password), database: sealed(database) };
}

function sealed(text: string | undefined): Sealed | undefined {
  return text === undefined || text === "" ? undefined : new Sealed(decoded(text) ?? text);
}
