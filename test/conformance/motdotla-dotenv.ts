import { dotenv } from "../../src/formats/dotenv.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "motdotla-dotenv", run: (testCase) => runText(dotenv, testCase) };
