import type { Framework } from "./framework.ts";

const TYPES: Readonly<Record<string, string>> = {
  asInt: "integer",
  asIntNegative: "integer",
  asIntPositive: "integer",
  asPortNumber: "integer",
  asFloat: "number",
  asFloatNegative: "number",
  asFloatPositive: "number",
  asBool: "boolean",
  asBoolStrict: "boolean",
  asArray: "list",
  asSet: "list",
  asJson: "json",
  asJsonArray: "json",
  asJsonObject: "json",
  asUrlObject: "url",
  asUrlString: "url",
};

/** https://github.com/evanshortiss/env-var/blob/master/API.md: `get("KEY").required().default("x").asInt()`. */
export const envVar: Framework = {
  id: "env-var",
  languages: ["typescript"],
  needs: /["']env-var["']/,
  readers: ["env-var.get", "env-var.from().get", "env-var.default.get"].map((of) => ({
    access: "call" as const,
    of,
    name: { position: 0 },
    mode: "optional" as const,
    methods: {
      required: { mode: "required" as const },
      default: { mode: "default" as const },
      example: {},
      description: {},
      convertFromBase64: {},
      ...Object.fromEntries(Object.entries(TYPES).map(([method, type]) => [method, { type }])),
    },
  })),
};
