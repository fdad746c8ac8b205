import type { Sign } from "./sign.ts";

export const edgeSpace = {
  id: "edge-space",
  summary: "It begins or ends with a blank.",
  test: (text) => /^[ \t]/.test(text) || /[ \t]$/.test(text.slice(-1)),
} as const satisfies Sign;
