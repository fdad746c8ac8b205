import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "all sections",
    'import { createEnv } from "@t3-oss/env-nextjs"; import { z } from "zod";\ncreateEnv({ server: { A: z.string(), B: z.string().optional() }, client: { NEXT_PUBLIC_C: z.string() }, shared: { NODE_ENV: z.enum(["a"]).default("a") }, experimental__runtimeEnv: { NEXT_PUBLIC_C: process.env.NEXT_PUBLIC_C, NODE_ENV: process.env.NODE_ENV } })',
    "A required",
    "B optional",
    "NEXT_PUBLIC_C required",
    'NODE_ENV default "a"',
  ],
  [
    "another name",
    'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod";\ncreateEnv({ server: { A: z.string(), B: z.string().optional() }, runtimeEnvStrict: { A: process.env.OTHER_A, B: process.env.B || "b" } })',
    "OTHER_A required",
    'B default "b"',
  ],
  [
    "the environment as it is",
    'import { createEnv } from "@t3-oss/env-core"; import * as v from "valibot"; import { z } from "zod";\ncreateEnv({ clientPrefix: "VITE_", server: { A: z.string(), B: v.optional(v.string(), "b") }, client: {}, runtimeEnv: process.env, emptyStringAsUndefined: true })',
    "A required",
    'B default "b"',
  ],
  [
    "no validation",
    'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod";\ncreateEnv({ server: { A: z.string(), B: z.string().default("b"), C: z.string() }, runtimeEnv: { A: process.env.A, B: process.env.B, C: process.env.C ?? "c" }, skipValidation: true })',
    "A optional",
    "B optional",
    'C default "c"',
  ],
  [
    "validation that some runs skip",
    'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod";\ncreateEnv({ server: { A: z.string() }, runtimeEnv: process.env, skipValidation: !!process.env.SKIP })',
    "A required",
    "SKIP optional",
  ],
  ["another function", 'import { createEnv } from "./mine";\nconst x = create({ server: { A: z.string() } })'],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
