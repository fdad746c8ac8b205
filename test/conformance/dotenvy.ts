import { dotenvy } from "../../src/formats/dotenvy.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "dotenvy", run: (testCase) => runText(dotenvy, testCase) };
