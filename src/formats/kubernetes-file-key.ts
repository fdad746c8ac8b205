import { readKubernetesFileKey } from "../text/env-file/kubernetes-file-key.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Files in a volume from which containers take single keys. */
export const kubernetesFileKey: Format = {
  id: "kubernetes-file-key",
  summary: "files as the kubelet reads them for fileKeyRef",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readKubernetesFileKey),
};
