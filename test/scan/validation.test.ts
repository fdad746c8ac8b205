import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "required and optional",
    'import { z } from "zod";\nz.object({ A: z.string(), B: z.string().min(1).optional(), C: z.string().nullish(), D: z.string().nullable(), E: z.any() }).parse(process.env);',
    "A required",
    "B optional",
    "C optional",
    "D required",
    "E optional",
  ],
  [
    "defaults",
    'import { z } from "zod";\nz.object({ A: z.string().default("a"), B: z.coerce.number().default(3).describe("x"), C: z.enum(["c"]).catch("c"), D: z.string().prefault("d"), E: z.string().default(() => "e"), F: z.string().default(make()) }).parse(process.env);',
    'A default "a"',
    "B default 3",
    'C default "c"',
    'D default "d"',
    'E default "e"',
    "F default",
  ],
  [
    "changes",
    'import { z } from "zod";\nz.object({ A: z.string().optional().transform((v) => v ?? "a"), B: z.string().transform(Number), C: z.string().refine(ok), D: z.preprocess((v) => v || "d", z.string()), E: z.string().optional().pipe(z.string()), F: z.preprocess(empty, z.string().optional()) }).parse(process.env);',
    'A default "a"',
    "B required",
    "C required",
    'D default "d"',
    "E required",
    "F optional",
  ],
  [
    "coercion",
    'import { z } from "zod";\nz.object({ A: z.coerce.number(), B: z.coerce.boolean(), C: z.coerce.string(), D: z.stringbool() }).parse(process.env);',
    "A required",
    "B optional",
    "C optional",
    "D required",
  ],
  [
    "either of two",
    'import { z } from "zod";\nz.object({ A: z.union([z.string(), z.undefined()]), B: z.string().or(z.literal("")), C: z.union([z.string(), z.string().default("c")]) }).parse(process.env);',
    "A optional",
    "B required",
    'C default "c"',
  ],
  ["the namespace", 'import * as zod from "zod/v4";\nzod.object({ A: zod.string() }).safeParse({ ...process.env });', "A required"],
  [
    "functions only",
    'import * as z from "zod/mini";\nz.parse(z.object({ A: z.optional(z.string()), B: z._default(z.string(), "b"), C: z.string() }), process.env);',
    "A optional",
    'B default "b"',
    "C required",
  ],
  [
    "objects of objects",
    'import { z } from "zod";\nconst A = z.object({ A: z.string(), X: z.string() });\nconst B = z.object({ B: z.string() });\nconst All = A.omit({ X: true }).extend({ C: z.string().optional() }).merge(B.partial()).and(z.object({ D: z.string() }));\nAll.safeParseAsync(process.env);',
    "A required",
    "B optional",
    "C optional",
    "D required",
  ],
  [
    "shapes that are spread",
    'import { z } from "zod";\nconst base = { A: z.string() };\nconst B = z.object({ B: z.string(), X: z.string() }).pick({ B: true });\nz.object({ ...base, ...B.shape, C: B.shape.B.optional() }).parse(process.env);',
    "A required",
    "B required",
    "C optional",
  ],
  [
    "what is there on some paths",
    'import { z } from "zod";\nz.object({ ...(process.env.A ? { B: z.string() } : {}), ...(isCloud && { C: z.string().optional() }) }).parse(process.env);',
    "A optional",
    "B required",
    "C optional",
  ],
  [
    "kinds of objects",
    'import { z } from "zod";\nz.discriminatedUnion("MODE", [z.object({ MODE: z.literal("a"), A: z.string() }), z.object({ MODE: z.literal("b") })]).parse(process.env);',
    "MODE required",
    "A required",
  ],
  [
    "functions of the project",
    'import { z } from "zod";\nconst opt = (s) => s.optional();\nfunction port(n: number) { return z.coerce.number().default(n) }\nz.object({ A: opt(z.string()), B: port(80) }).parse(process.env);',
    "A optional",
    "B default 80",
  ],
  [
    "other names",
    'import { z } from "zod";\nz.object({ a: z.string(), b: z.coerce.number().default(1), c: z.string(), d: z.string() }).parse({ a: process.env.A_KEY, b: process.env.B_KEY, c: process.env.C_KEY ?? "c", d: "x" });',
    "A_KEY required",
    "B_KEY default 1",
    'C_KEY default "c"',
  ],
  [
    "through functions",
    'import { z } from "zod";\nconst S = z.object({ A: z.string() });\nconst clean = (env) => env;\nS.parse(clean(process.env));\nexport const load = (env = process.env) => z.object({ B: z.string() }).parse(env);',
    "A required",
    "B required",
  ],
  [
    "a function that is given the environment",
    'import { z } from "zod";\nfunction load(raw: unknown) { return z.object({ A: z.string() }).parse(raw) }\nload(process.env);',
    "A required",
  ],
  ["Vite", 'import { z } from "zod";\nz.object({ VITE_A: z.string() }).parse(import.meta.env);', "VITE_A required"],
  [
    "one variable",
    'import { z } from "zod";\nz.coerce.number().parse(process.env.PORT); z.string().default("a").parse(process.env.A); x.parse(process.env.B)',
    "PORT required",
    'A default "a"',
    "B optional",
  ],
  [
    "another value",
    'import { z } from "zod";\nz.object({ A: z.string() }).parse(request.body); z.object({ B: z.string() }).parse(JSON.parse(text))',
  ],
  [
    "a record of schemas",
    'import { parseEnv } from "znv"; import { z } from "zod";\nparseEnv(process.env, { A: z.string(), B: z.number().default(3) });',
    "A required",
    "B default 3",
  ],
  [
    "joi",
    'import Joi from "joi";\nconst S = Joi.object().keys({ A: Joi.string().required(), B: Joi.number().integer().default(3), C: Joi.string().valid("c"), D: Joi.when("C", { is: "c", then: Joi.required() }) }).unknown();\nS.validate(process.env);',
    "A required",
    "B default 3",
    "C optional",
    "D required",
  ],
  [
    "joi by its own function",
    'const Joi = require("joi");\nJoi.attempt(process.env, Joi.object({ A: Joi.string(), B: Joi.string().optional() }).options({ presence: "required" }));',
    "A required",
    "B required",
  ],
  [
    "yup",
    'import { object, string } from "yup";\nobject({ A: string().required(), B: string().default("b"), C: string() }).validateSync(process.env);',
    "A required",
    'B default "b"',
    "C optional",
  ],
  [
    "valibot",
    'import * as v from "valibot";\nconst A = v.object({ A: v.string() });\nv.parse(v.object({ ...A.entries, B: v.optional(v.string(), "b"), C: v.nullish(v.string()), D: v.pipe(v.string(), v.minLength(1)), E: v.fallback(v.string(), "e") }), process.env);',
    "A required",
    'B default "b"',
    "C optional",
    "D required",
    'E default "e"',
  ],
  [
    "arktype",
    'import { type } from "arktype";\nconst Env = type({ A: "string", "B?": "string", C: "string = \'c\'", D: "number = 3" });\nEnv(process.env);',
    "A required",
    "B optional",
    'C default "c"',
    "D default 3",
  ],
  [
    "superstruct",
    'import { assert, object, optional, string, defaulted } from "superstruct";\nassert(process.env, object({ A: string(), B: optional(string()), C: defaulted(string(), "c") }));',
    "A required",
    "B optional",
    'C default "c"',
  ],
  [
    "typebox",
    'import { Type } from "@sinclair/typebox"; import { Value } from "@sinclair/typebox/value";\nValue.Parse(Type.Object({ A: Type.String(), B: Type.Optional(Type.String()), C: Type.Number({ default: 3 }) }), process.env);',
    "A required",
    "B optional",
    "C default 3",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});

const projects: readonly (readonly [what: string, files: Readonly<Record<string, string>>, ...reads: string[]])[] = [
  [
    "schemas of other files",
    {
      "env.ts": 'import schema from "./schema";\nexport const env = schema.parse(process.env);',
      "schema.ts":
        'import { z } from "zod";\nexport const shared = { A: z.string() };\nexport default z.object({ ...shared, B: z.string().optional() });',
    },
    "A required",
    "B optional",
  ],
  [
    "a schema that nothing is held against",
    {
      "schema.ts": 'import { z } from "zod";\nexport const S = z.object({ A: z.string() });',
      "env.ts": 'import { S } from "./schema"; S.parse(body); process.env.B',
    },
    "B optional",
  ],
];

test.each(projects)("%s", async (_what, files, ...reads) => {
  expect(await told(files)).toEqual(reads);
});
