import { isKnownDefault } from "../text/secrets.ts";
import { passwordIn } from "../text/urls.ts";
import type { Sign } from "./sign.ts";

export const knownPassword = {
  id: "known-password",
  summary: "It is a URL with a password that everyone knows.",
  test: (text) => isKnownDefault(passwordIn(text)),
} as const satisfies Sign;
