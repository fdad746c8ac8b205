import type { Sign } from "./sign.ts";

export const trailingNewline = {
  id: "trailing-newline",
  summary: "It ends with a line break.",
  test: (text) => /[\r\n]$/.test(text.slice(-1)),
} as const satisfies Sign;
