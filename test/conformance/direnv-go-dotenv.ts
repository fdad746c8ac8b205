import { direnv } from "../../src/formats/direnv.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "direnv-go-dotenv", run: (testCase) => runText(direnv, testCase) };
