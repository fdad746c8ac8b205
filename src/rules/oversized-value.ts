import { shows } from "../signs/index.ts";
import type { Rule } from "./rule.ts";

export const oversizedValue: Rule = {
  id: "oversized-value",
  scope: "reading",
  inParts: true,
  severity: "error",
  summary: "A value is longer than the kernel takes for one variable.",
  why: "Linux refuses to start any program with it: Argument list too long.",
  *check({ environments, role }) {
    if (role === "example") return;
    for (const { entries } of environments) {
      for (const { value, from } of entries.values()) {
        if (!shows(value, "oversized")) continue;
        const { name, at } = from[0];
        yield {
          at,
          variable: name,
          message: `${name} is longer than the 128 KiB that one variable may have`,
          help: "put it in a file, and the file's path in the variable",
        };
      }
    }
  },
};
