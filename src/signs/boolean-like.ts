import type { Sign } from "./sign.ts";

export const booleanLike = {
  id: "boolean-like",
  summary: "It is a word for true or false.",
  test: (text) => /^(?:true|false|yes|no|on|off|[tfyn01])$/i.test(text),
} as const satisfies Sign;
