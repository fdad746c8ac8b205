import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "the service",
    'import { ConfigModule, ConfigService } from "@nestjs/config";\nclass A { constructor(private readonly config: ConfigService<Env, true>) {} f() { this.config.get<string>("A"); this.config.get("B", "b"); this.config.getOrThrow("C"); this.config.get("D", { infer: true }); } }',
    "A optional",
    'B default "b"',
    "C required",
    "D optional",
  ],
  [
    "a default beside the options",
    'import { ConfigModule, ConfigService } from "@nestjs/config";\nconst f = (config: ConfigService) => config.get("A", "a", { infer: true })',
    'A default "a"',
  ],
  [
    "properties of namespaces",
    'import { ConfigModule, ConfigService } from "@nestjs/config";\nconst f = (config: ConfigService) => [config.get("database.host"), config.get("database"), config.get(key)]',
    "* open",
  ],
  [
    "from the container",
    'import { ConfigModule, ConfigService } from "@nestjs/config";\nconst config = app.get(ConfigService); config.get("PORT", 3000); cache.get("NO_VARIABLE")',
    "PORT default 3000",
  ],
  [
    "a schema of joi",
    'import * as Joi from "joi";\nimport { ConfigModule, ConfigService } from "@nestjs/config";\nConfigModule.forRoot({ validationSchema: Joi.object({ A: Joi.string().required(), B: Joi.number().default(3) }) })',
    "A required",
    "B default 3",
  ],
  [
    "a function that validates",
    'import { z } from "zod";\nimport { ConfigModule, ConfigService } from "@nestjs/config";\nConfigModule.forRoot({ validate: (config) => z.object({ A: z.string() }).parse(config) })\nexport function validate(config: Record<string, unknown>) { return z.object({ B: z.string() }).parse(config) }',
    "A required",
    "B required",
  ],
  [
    "functions that validate something else",
    'import { z } from "zod";\nconst policy = { key: process.env.A, validate(value: unknown) { return z.object({ B: z.string() }).safeParse(value).success } };',
    "A optional",
  ],
  [
    "a namespace",
    'import { registerAs } from "@nestjs/config";\nexport default registerAs("db", () => ({ host: process.env.DB_HOST || "localhost" }))',
    'DB_HOST default "localhost"',
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
