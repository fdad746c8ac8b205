import { phpdotenv } from "../../src/formats/phpdotenv.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "phpdotenv", run: (testCase) => runText(phpdotenv, testCase) };
