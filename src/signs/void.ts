import type { Sign } from "./sign.ts";

export const voidLike = {
  id: "void",
  summary: "It is an empty list, mapping or text as code writes it.",
  test: (text) => /^(?:\{\s?\}|\[\s?\]|""|'')$/.test(text),
} as const satisfies Sign;
