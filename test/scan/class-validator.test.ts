import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "a class",
    'import { plainToInstance } from "class-transformer";\nclass Env { @IsString() A: string; @IsNumber() PORT: number = 3000; @IsOptional() @IsString() B?: string; @IsEnum(E) MODE: E }\nexport function validate(config: Record<string, unknown>) { plainToInstance(Env, config) }\nplainToInstance(Dto, request.body)',
    "A required",
    "PORT default 3000",
    "B optional",
    "MODE required",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
