import { isKnownDefault } from "../text/secrets.ts";
import { splitUrl } from "../text/urls.ts";
import type { Sign } from "./sign.ts";

export const knownPassword = {
  id: "known-password",
  summary: "It is a URL with a password that everyone knows.",
  test: (text) => isKnownDefault(splitUrl(text)?.password ?? ""),
} as const satisfies Sign;
