import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "chains",
    'import env from "env-var";\nenv.get("A").required().asString(); env.get("B").default("5").asInt(); env.get("C").asString(); env.get("D").default("d").required().asUrlString()',
    "A required",
    'B default "5"',
    "C optional",
    'D default "d"',
  ],
  [
    "other imports",
    'const { get, from } = require("env-var");\nget("A").required().asInt(); from(process.env).get("B").asBool()',
    "A required",
    "B optional",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
