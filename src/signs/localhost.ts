import { isLoopback, isPort, splitHostPort } from "../text/hosts.ts";
import { splitUrl } from "../text/urls.ts";
import type { Sign } from "./sign.ts";

/** With `url-like` it surely is a place to connect to; a bare host may also be one to listen on, which only the name tells. */
export const localhost = {
  id: "localhost",
  summary: "It is a URL, a host or host:port, or a list of them, and every host is the machine itself.",
  test: (text) => text.length <= 8192 && hostsOf(text.trim()).every((host) => host !== undefined && isLoopback(host)),
} as const satisfies Sign;

function hostsOf(text: string): readonly (string | undefined)[] {
  const url = splitUrl(text.replace(/^(?:jdbc|r2dbc):/i, ""));
  if (url !== undefined) return url.hosts.map((place) => place?.host);
  return text.split(",").map((item) => {
    const place = splitHostPort(item.trim());
    return place?.port === undefined || isPort(place.port) ? place?.host : undefined;
  });
}
