import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  ["the environment", 'import env from "#start/env";\nenv.get("A"); env.get("B", "b")', "A optional", 'B default "b"'],
  [
    "its rules",
    'import { Env } from "@adonisjs/core/env";\nexport default await Env.create(new URL("../", import.meta.url), { A: Env.schema.number(), B: Env.schema.string.optional({ format: "host" }), C: Env.schema.enum(["c"] as const) })',
    "A required",
    "B optional",
    "C required",
  ],
  [
    "version 5",
    'import Env from "@ioc:Adonis/Core/Env";\nexport default Env.rules({ A: Env.schema.string() });\nEnv.get("B")',
    "A required",
    "B optional",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});

const projects: readonly (readonly [what: string, files: Readonly<Record<string, string>>, ...reads: string[]])[] = [
  [
    "the module of the project",
    {
      "start/env.ts":
        'import { Env } from "@adonisjs/core/env";\nexport default await Env.create(new URL("../", import.meta.url), { A: Env.schema.number() })',
      "x.ts": 'import env from "#start/env";\nenv.get("B", "b")',
    },
    "A required",
    'B default "b"',
  ],
];

test.each(projects)("%s", async (_what, files, ...reads) => {
  expect(await told(files)).toEqual(reads);
});
