import { readKubernetesFileKey } from "../text/env-file/kubernetes-file-key.ts";
import { expandedSpec } from "../text/env-file/spec.ts";
import type { Format } from "./format.ts";

/** Files in a volume from which containers take single keys. */
export const kubernetesFileKey: Format = {
  id: "kubernetes-file-key",
  summary: "files as the kubelet reads them for fileKeyRef",
  unseen: "whether the init container that is to write the file does",
  globs: [],
  options: [],
  accepts: () => false,
  read: ({ sources }, { shell }) => expandedSpec(sources, shell, readKubernetesFileKey),
};
