import { isWeak } from "../text/entropy.ts";
import type { Sign } from "./sign.ts";

export const weak = {
  id: "weak",
  summary: "As a secret it would be too easy to guess.",
  test: isWeak,
} as const satisfies Sign;
