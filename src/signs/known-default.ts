import { isKnownDefault } from "../text/secrets.ts";
import type { Sign } from "./sign.ts";

export const knownDefault = {
  id: "known-default",
  summary: "As a secret it would be known to everyone, since documentation prints it or it is nothing but common words.",
  test: isKnownDefault,
} as const satisfies Sign;
