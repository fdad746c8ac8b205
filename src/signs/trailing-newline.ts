import type { Sign } from "./sign.ts";

export const trailingNewline = {
  id: "trailing-newline",
  summary: "It ends with a line break.",
  test: (text) => text.endsWith("\n") || text.endsWith("\r"),
} as const satisfies Sign;
