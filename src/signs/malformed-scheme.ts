import { hasBrokenScheme } from "../text/addresses.ts";
import type { Sign } from "./sign.ts";

export const malformedScheme = {
  id: "malformed-scheme",
  summary: "It is a URL whose scheme is written wrongly.",
  test: hasBrokenScheme,
} as const satisfies Sign;
