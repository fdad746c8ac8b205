import { splitUrl } from "../text/urls.ts";
import type { Sign } from "./sign.ts";

export const urlLike = {
  id: "url-like",
  summary: "It is a URL with a scheme and a host.",
  test: (text) => !/\s/.test(text.trim()) && splitUrl(text.trim())?.hosts[0]?.host !== undefined,
} as const satisfies Sign;
