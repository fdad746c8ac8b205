import type { Sign } from "./sign.ts";

export const inert = {
  id: "inert",
  summary: "It is a number, an identifier of hexadecimal digits or a boolean: no placeholder, reference or address is written so.",
  test: (text) => /^(?:[\da-f]+|true|false)$/i.test(text),
} as const satisfies Sign;
