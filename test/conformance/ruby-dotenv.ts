import { rubyDotenv } from "../../src/formats/ruby-dotenv.ts";
import { runTextOrShell } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "ruby-dotenv", run: (testCase) => runTextOrShell(rubyDotenv, testCase) };
