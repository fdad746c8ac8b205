import { isOversized } from "../text/characters.ts";
import type { Sign } from "./sign.ts";

export const oversized = {
  id: "oversized",
  summary: "It is so long that no program can be started with it: more than 131,000 bytes.",
  test: isOversized,
} as const satisfies Sign;
