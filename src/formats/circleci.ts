import { append } from "../text/append.ts";
import { circleJobs } from "../text/platform/circleci.ts";
import { emptyGathered } from "../text/platform/variables.ts";
import { yamlDocument } from "../text/yaml.ts";
import type { Format } from "./format.ts";

/**
 * Pipelines of CircleCI: a workload for each job and each of its steps. What the project and its contexts set is not in the file. It is never looked
 * for, since what runs in a pipeline is no service.
 */
export const circleci: Format = {
  id: "circleci",
  summary: "jobs and steps of CircleCI pipelines",
  unseen: "variables of the project and of contexts, parameters, orbs, and what a step writes to $BASH_ENV",
  globs: [],
  options: [],
  accepts: ({ path, text }) => /(?:^|\/)\.circleci\/[^/]+\.ya?ml$/.test(path) && /^jobs[ \t]*:/m.test(text),
  read: ({ sources }) => {
    const gathered = emptyGathered();
    for (const source of sources) {
      const { root, problems } = yamlDocument(source);
      append(gathered.problems, problems);
      circleJobs(source, root, gathered);
    }
    return { sources, bundles: new Map(), ...gathered };
  },
};
