import { isHighEntropy } from "../text/secrets.ts";
import type { Sign } from "./sign.ts";

export const highEntropy = {
  id: "high-entropy",
  summary: "It is long and random, as generated secrets are.",
  test: isHighEntropy,
} as const satisfies Sign;
