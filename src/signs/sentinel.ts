import type { Sign } from "./sign.ts";

/** What programs print where a value is missing. `none` in lower case is left out, since many settings take it. */
const sentinels: ReadonlySet<string> = new Set([
  "-",
  "null",
  "NULL",
  "Null",
  "None",
  "undefined",
  "nil",
  "<nil>",
  "<null>",
  "(null)",
  "<none>",
  "<no value>",
  "%!s(<nil>)",
  "N/A",
  "n/a",
  "NaN",
  "[object Object]",
]);

export const sentinel = {
  id: "sentinel",
  summary: "It is what programs print where a value is missing.",
  test: (text) => sentinels.has(text),
} as const satisfies Sign;
