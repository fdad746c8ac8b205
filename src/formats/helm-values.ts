import { append } from "../text/append.ts";
import { templateOf } from "../text/go-template.ts";
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
  accepts: ({ path }) => /^values(?:[.-][\w.-]*)?\.ya?ml$|^(?!helmfile\.).*\.ya?ml\.gotmpl$/.test(basename(path)),
  read: ({ sources }) => {
    const { workloads, facts, problems } = emptyGathered();
    for (const source of sources) {
      const template = source.path.endsWith(".gotmpl") ? templateOf(source.text) : undefined;
      const { root: node, problems: own } = yamlDocument(template === undefined ? source : { ...source, text: template.text });
      append(
        problems,
        own.map(({ at, ...problem }) => (at === undefined ? problem : { ...problem, at: { ...at, source } })),
      );
      append(workloads, workloadsOfValues({ source, node, ...(template === undefined ? {} : { template }), prefix: "", names: [] }, facts));
    }
    return { sources, bundles: new Map(), workloads, facts, problems };
  },
};
