import { append } from "../text/append.ts";
import { workloadsOfValues } from "../text/helm-values.ts";
import { emptyGathered } from "../text/platform/variables.ts";
import { yamlDocument } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/** Values of Helm charts, as far as they look like variables of a container. It is never looked for, since most values of charts are only defaults. */
export const helmValues: Format = {
  id: "helm-values",
  summary: "variables among the values of a Helm chart",
  unseen: "what the chart makes of its values, its other values files, and --set",
  globs: [],
  options: [],
  accepts: ({ path }) => /^values(?:[.-][\w.-]*)?\.ya?ml$/.test(basename(path)),
  read: ({ sources }) => {
    const { workloads, facts, problems } = emptyGathered();
    for (const source of sources) {
      const { root: node, problems: own } = yamlDocument(source);
      append(problems, own);
      append(workloads, workloadsOfValues({ source, node, prefix: "", names: [] }, facts));
    }
    return { sources, bundles: new Map(), workloads, facts, problems };
  },
};
