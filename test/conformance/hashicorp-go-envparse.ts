import { nomadEnvFile } from "../../src/formats/nomad-env-file.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "hashicorp-go-envparse", run: (testCase) => runText(nomadEnvFile, testCase) };
