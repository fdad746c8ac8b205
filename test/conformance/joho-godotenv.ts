import { godotenv } from "../../src/formats/godotenv.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "joho-godotenv", run: (testCase) => runText(godotenv, testCase) };
