import { dotenvExpand } from "../../src/formats/dotenv-expand.ts";
import { expandParsed } from "../../src/text/env-file/dotenv-expand.ts";
import { runText, shellOf, textOf } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

/** Some cases hand over what was parsed elsewhere. */
export const adapter: Adapter = {
  vectors: "dotenv-expand-12",
  run(testCase) {
    const { parsed, processEnv } = testCase.context;
    if (typeof parsed !== "object" || parsed === null) return runText(dotenvExpand, testCase);
    const texts = Object.entries(parsed).map(([name, text]): [string, string] => [name, String(text)]);
    const values = expandParsed(new Map(texts), shellOf(processEnv));
    return { value: Object.fromEntries([...values].map(([name, value]) => [name, textOf(value)])) };
  },
};
