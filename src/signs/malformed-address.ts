import { hasBrokenHost } from "../text/addresses.ts";
import type { Sign } from "./sign.ts";

export const malformedAddress = {
  id: "malformed-address",
  summary: "It is a URL whose host is an IP address written wrongly.",
  test: hasBrokenHost,
} as const satisfies Sign;
