import { kubectlEnvFile } from "../../src/formats/kubectl-env-file.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "kubectl-from-env-file", run: (testCase) => runText(kubectlEnvFile, testCase) };
