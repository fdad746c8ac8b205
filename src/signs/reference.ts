import { hasReference } from "../text/templates.ts";
import type { Sign } from "./sign.ts";

export const reference = {
  id: "reference",
  summary: "It refers to another variable, as in ${X}, $(X) or $X.",
  test: hasReference,
} as const satisfies Sign;
