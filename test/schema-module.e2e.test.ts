import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";
import { envcheck, temporaryFolder, writeFiles } from "./support/bin.ts";

const library = pathToFileURL(join(import.meta.dirname, "../dist/index.js")).href;
const zod = pathToFileURL(join(import.meta.dirname, "../node_modules/zod/index.js")).href;
const folder = temporaryFolder();
writeFiles(folder, {
  "env.mjs": `import { defineService } from ${JSON.stringify(library)};
import * as z from ${JSON.stringify(zod)};
export const auth = defineService({ service: "auth", stages: { production: "prod.env" }, variables: z.object({ PORT: z.coerce.number(), TOKEN: z.string() }) });
`,
  "throws.mjs": 'throw new Error("canary-4711");\n',
  "prod.env": "PORT=80\n",
});

test("a module gives the schema of a service", () => {
  const { code, stdout } = envcheck(folder, ["--schema-module", "env.mjs"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("TOKEN is not set for auth in production") });
});

test("a module stands before a command that is started", () => {
  const { code, stderr } = envcheck(folder, ["run", "--schema-module", "env.mjs", "--", "true"]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("TOKEN is not set for auth") });
});

test.each([
  ["nowhere.mjs", "it, or a module that it imports, is not there"],
  ["throws.mjs", "it throws Error"],
])("%s cannot be run, and why is told without the words of an error", (path, because) => {
  const { code, stderr } = envcheck(folder, ["--schema-module", path]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: `envcheck: ${path} cannot be run: ${because} (see envcheck --help)\n` });
});
