import { ecsEnvFile } from "../../src/formats/ecs-env-file.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "amazon-ecs-agent-env-file", run: (testCase) => runText(ecsEnvFile, testCase) };
