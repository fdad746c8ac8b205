import { bun } from "../../src/formats/bun.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "bun", run: (testCase) => runText(bun, testCase) };
