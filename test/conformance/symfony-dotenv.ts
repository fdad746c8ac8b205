import { symfonyDotenv } from "../../src/formats/symfony-dotenv.ts";
import { runTextOrShell } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "symfony-dotenv", run: (testCase) => runTextOrShell(symfonyDotenv, testCase) };
