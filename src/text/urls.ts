import { type HostPort, splitHostPort } from "./hosts.ts";

/** The parts of `scheme://user:password@host:port,host:port/rest`, as written and undecoded. */
export interface UrlParts {
  /** Lower-case. */
  readonly scheme: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Several for databases and brokers; undefined where one cannot be parted. */
  readonly hosts: readonly (HostPort | undefined)[];
  /** Path, query and fragment. */
  readonly rest: string;
}

/** Parts a URL with an authority; undefined without `scheme://`. The last `@` ends the user part, as in WHATWG and Python. */
export function splitUrl(text: string): UrlParts | undefined {
  const scheme = text.includes("://") ? /^[A-Za-z][A-Za-z0-9+.-]{0,63}(?=:\/\/)/.exec(text)?.[0] : undefined;
  if (scheme === undefined) return undefined;
  const start = scheme.length + 3;
  const length = text.slice(start).search(/[/?#]/);
  const end = length < 0 ? text.length : start + length;
  const authority = text.slice(start, end);
  const at = authority.lastIndexOf("@");
  const userinfo = at < 0 ? undefined : authority.slice(0, at);
  const colon = userinfo?.indexOf(":") ?? -1;
  return {
    scheme: scheme.toLowerCase(),
    user: colon < 0 ? userinfo : userinfo?.slice(0, colon),
    password: colon < 0 ? undefined : userinfo?.slice(colon + 1),
    hosts: authority
      .slice(at + 1)
      .split(",")
      .map(splitHostPort),
    rest: text.slice(end),
  };
}

/** The password of a URL, as written; empty where there is none. */
export function passwordIn(text: string): string {
  return text.includes("@") ? (splitUrl(text)?.password ?? "") : "";
}
