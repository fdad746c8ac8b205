import type { Sign } from "./sign.ts";

export const numberLike = {
  id: "number-like",
  summary: "It is a number.",
  test: (text) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text.slice(0, 400)) && text.length <= 400,
} as const satisfies Sign;
