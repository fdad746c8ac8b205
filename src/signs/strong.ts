import { isStrong } from "../text/secrets.ts";
import type { Sign } from "./sign.ts";

export const strong = {
  id: "strong",
  summary: "It is as hard to guess as a generated secret, with whatever characters.",
  test: isStrong,
} as const satisfies Sign;
