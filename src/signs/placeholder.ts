import { isPlaceholder } from "../text/secrets.ts";
import type { Sign } from "./sign.ts";

export const placeholder = {
  id: "placeholder",
  summary: "It asks to be replaced.",
  test: isPlaceholder,
} as const satisfies Sign;
