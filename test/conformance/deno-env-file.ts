import { deno } from "../../src/formats/deno.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "deno-env-file", run: (testCase) => runText(deno, testCase) };
