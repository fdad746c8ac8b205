import { nodeEnvFile } from "../../src/formats/node-env-file.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "node-24-parse-env", run: (testCase) => runText(nodeEnvFile, testCase, { node: ["24"] }) };
