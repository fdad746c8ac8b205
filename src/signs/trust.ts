import type { Sign } from "./sign.ts";

export const trust = {
  id: "trust",
  summary: "It is the word by which PostgreSQL lets everyone in.",
  test: (text) => text === "trust",
} as const satisfies Sign;
