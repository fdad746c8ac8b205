import type { Sign } from "./sign.ts";

export const trueLike = {
  id: "true-like",
  summary: "It is a word for true.",
  test: (text) => /^(?:true|yes|on|enabled|[ty1])$/i.test(text),
} as const satisfies Sign;
