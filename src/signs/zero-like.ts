import type { Sign } from "./sign.ts";

export const zeroLike = {
  id: "zero-like",
  summary: "It is the number zero.",
  test: (text) => /^[+-]?0+(?:\.0+)?$/.test(text.slice(0, 64)),
} as const satisfies Sign;
