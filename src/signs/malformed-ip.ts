import { isBrokenIp } from "../text/addresses.ts";
import type { Sign } from "./sign.ts";

export const malformedIp = {
  id: "malformed-ip",
  summary: "It is written like an IP address and is none.",
  test: isBrokenIp,
} as const satisfies Sign;
