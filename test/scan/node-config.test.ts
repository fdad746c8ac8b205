import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  ["not read by itself", 'export default { a: "A_KEY" }'],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});

const projects: readonly (readonly [what: string, files: Readonly<Record<string, string>>, ...reads: string[]])[] = [
  [
    "JSON",
    { "config/custom-environment-variables.json": '{ "db": { "host": "DB_HOST", "port": { "__name": "DB_PORT", "__format": "json" } } }' },
    "DB_HOST optional",
    "DB_PORT optional",
  ],
  [
    "YAML",
    { "config/custom-environment-variables.yaml": "db:\n  host: DB_HOST # the host\n  name: 'DB_NAME'\n" },
    "DB_HOST optional",
    "DB_NAME optional",
  ],
];

test.each(projects)("%s", async (_what, files, ...reads) => {
  expect(await told(files)).toEqual(reads);
});
