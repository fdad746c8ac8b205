import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "static and dynamic",
    'import { A, B as b } from "$env/static/private"; import * as all from "$env/static/public"; import { env } from "$env/dynamic/private";\nall.PUBLIC_C; env.D ?? "d"; const { E } = env',
    "A required",
    "B required",
    "PUBLIC_C required",
    'D default "d"',
    "E optional",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
