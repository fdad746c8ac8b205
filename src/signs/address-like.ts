import type { Sign } from "./sign.ts";

export const addressLike = {
  id: "address-like",
  summary: "It may be meant for a URL or an IP address, right or wrong.",
  test: (text) => /[/:]|^\d+[._]/.test(text),
} as const satisfies Sign;
