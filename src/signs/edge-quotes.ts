import { isQuoted } from "../text/characters.ts";
import type { Sign } from "./sign.ts";

export const edgeQuotes = {
  id: "edge-quotes",
  summary: "It is wrapped in a pair of quotes, straight or typographic.",
  test: isQuoted,
} as const satisfies Sign;
