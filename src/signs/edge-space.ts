import type { Sign } from "./sign.ts";

export const edgeSpace = {
  id: "edge-space",
  summary: "It begins or ends with a blank.",
  test: (text) => isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(text.length - 1)),
} as const satisfies Sign;

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
