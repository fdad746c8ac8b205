import { systemdEnvFile } from "../../src/formats/systemd-env-file.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "systemd-environment-file", run: (testCase) => runText(systemdEnvFile, testCase) };
