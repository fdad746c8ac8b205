import { kustomizeEnvFile } from "../../src/formats/kustomize-env-file.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

/** A file that is no UTF-8 is refused before any reader sees it. */
export const adapter: Adapter = {
  vectors: "kustomize-config-map-envs",
  run: (testCase) => (isUtf8(testCase.inputBase64) ? runText(kustomizeEnvFile, testCase) : { error: true }),
};

function isUtf8(base64 = ""): boolean {
  const bytes = Buffer.from(base64, "base64");
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}
