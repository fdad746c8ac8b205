import { nextEnv } from "../../src/formats/next.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "next-env", run: (testCase) => runText(nextEnv, testCase) };
