import { hasTemplate } from "../text/templates.ts";
import type { Sign } from "./sign.ts";

export const unresolvedTemplate = {
  id: "unresolved-template",
  summary: "It holds the marker of a template engine that should have filled it in; messages with markers among their words do not count.",
  test: hasTemplate,
} as const satisfies Sign;
