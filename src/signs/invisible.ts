import { hasInvisible } from "../text/characters.ts";
import type { Sign } from "./sign.ts";

export const invisible = {
  id: "invisible",
  summary:
    "It holds characters that nobody sees: control characters, zero-width and no-break spaces, marks that turn the direction of writing.",
  test: hasInvisible,
} as const satisfies Sign;
