import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "validators",
    'import { cleanEnv, str, bool, port, makeValidator } from "envalid";\nconst mine = makeValidator((x) => x);\ncleanEnv(process.env, { A: str(), B: bool({ default: false }), C: mine({ default: "c" }), D: str({ choices: ["d"] }), E: str({ default: undefined }) })',
    "A required",
    "B default false",
    'C default "c"',
    "D required",
    "E optional",
  ],
  [
    "a default in development is none in production",
    'import * as envalid from "envalid";\nenvalid.cleanEnv(process.env, { A: envalid.port({ devDefault: 3000 }) })',
    "A required",
  ],
  [
    "validators of a constant",
    'import { cleanEnv, url } from "envalid";\nconst validators = { A: url() };\nexport default cleanEnv(process.env, { ...validators, B: url({ default: "http://b" }) })',
    "A required",
    'B default "http://b"',
  ],
  [
    "envsafe",
    'import { envsafe, str, port } from "envsafe";\nenvsafe({ A: str(), B: port({ default: 3000, allowEmpty: true }) })',
    "A required",
    "B default 3000",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
