import { gitlabJobs } from "../text/platform/gitlab.ts";
import { gatheredFrom } from "../text/platform/variables.ts";
import type { Format } from "./format.ts";

/**
 * Pipelines of GitLab: a workload for each job that is not hidden. Variables of the project, of its group and of the instance lie over all of
 * these and are not in the file. It is never looked for, since what runs in a pipeline is no service.
 */
export const gitlabCi: Format = {
  id: "gitlab-ci",
  summary: "jobs of GitLab CI pipelines",
  unseen: "included files, the variables of the project and its groups, and what rules set",
  globs: [],
  options: [],
  accepts: ({ path }) => /(?:^|[/.])gitlab-ci\.ya?ml$/.test(path),
  read: ({ sources }) => gatheredFrom(sources, gitlabJobs),
};
