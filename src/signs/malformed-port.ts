import { hasBrokenPort } from "../text/addresses.ts";
import type { Sign } from "./sign.ts";

export const malformedPort = {
  id: "malformed-port",
  summary: "It is a URL whose port is none.",
  test: hasBrokenPort,
} as const satisfies Sign;
