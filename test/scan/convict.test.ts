import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "properties and groups",
    'import convict from "convict";\nexport default convict({ env: { format: ["a", "b"], default: "a", env: "NODE_ENV" }, db: { host: { default: "localhost", env: "DB_HOST", arg: "host" }, port: { format: "port", default: 5432, env: "DB_PORT" } }, key: { format: String, default: null, env: "KEY" }, name: { default: "x" } })',
    'NODE_ENV default "a"',
    'DB_HOST default "localhost"',
    "DB_PORT default 5432",
    "KEY optional",
  ],
  [
    "a schema of a constant",
    'const convict = require("convict");\nconst schema = { a: { default: 1, env: "A" } };\nmodule.exports = convict(schema);',
    "A default 1",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
