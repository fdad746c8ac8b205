import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "a JSON Schema",
    'import envSchema from "env-schema";\nenvSchema({ schema: { type: "object", required: ["A", "B"], properties: { A: { type: "string" }, B: { type: "number", default: 3000 }, C: { type: "string" } } }, dotenv: true })',
    "A required",
    "B default 3000",
    "C optional",
  ],
  [
    "the plugin",
    'const fastifyEnv = require("@fastify/env");\nconst schema = { type: "object", required: ["A"], properties: { A: { type: "string" } } };\nfastify.register(fastifyEnv, { confKey: "config", schema })',
    "A required",
  ],
  [
    "typebox",
    'import { envSchema } from "env-schema"; import { Type } from "@sinclair/typebox";\nenvSchema({ schema: Type.Object({ A: Type.String(), B: Type.Number({ default: 3 }) }) })',
    "A required",
    "B default 3",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
