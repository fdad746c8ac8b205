import type { Sign } from "./sign.ts";

export const falseLike = {
  id: "false-like",
  summary: "It is a word for false.",
  test: (text) => /^(?:false|no|off|disabled|[fn0])$/i.test(text),
} as const satisfies Sign;
