import { kubernetesFileKey } from "../../src/formats/kubernetes-file-key.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "k8s-filekeyref-env", run: (testCase) => runText(kubernetesFileKey, testCase) };
