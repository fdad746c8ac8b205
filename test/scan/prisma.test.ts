import { expect, test } from "@jest/globals";
import { scanned, told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "the configuration",
    'import { defineConfig, env } from "prisma/config";\nexport default defineConfig({ datasource: { url: env("A") } })',
    "A required",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});

const projects: readonly (readonly [what: string, files: Readonly<Record<string, string>>, ...reads: string[]])[] = [
  [
    "the schema",
    {
      "prisma/schema.prisma":
        'datasource db {\n  provider = "postgresql"\n  url = env("A") // env("NO")\n  // directUrl = env("NO")\n  directUrl = env( "B" )\n  shadowDatabaseUrl = env("C")\n}\n',
    },
    "A required",
    "B required",
    "C optional",
  ],
];

test.each(projects)("%s", async (_what, files, ...reads) => {
  expect(await told(files)).toEqual(reads);
});

test("a direct address is only needed by what migrates", async () => {
  const { reads } = await scanned({ "schema.prisma": 'datasource db {\n  url = env("A")\n  directUrl = env("B")\n}\n' });
  expect(reads.map(({ variable, confidence }) => [variable, confidence])).toEqual([
    ["A", "certain"],
    ["B", "conditional"],
  ]);
});
