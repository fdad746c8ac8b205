import type { Finding } from "../model/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { runningIn } from "../judgement/running.ts";
import type { Rule } from "./rule.ts";

export const staleProcess: Rule = {
  id: "stale-process",
  scope: "project",
  severity: "warning",
  summary: "A process runs with an environment that has been changed since it started.",
  why: "A process keeps what it was started with: the change takes effect at the next start, whenever that is, and for whoever is on call by then.",
  *check(project: Project): Iterable<Finding> {
    for (const { environment, instance, deployment } of runningIn(project)) {
      for (const reason of instance.stale) {
        yield {
          at: environment.workload.at,
          message: `${instance.address || environment.workload.at.source.path} is out of date: ${reason}`,
          help: "put a new one in its place, once what that is going to get has been checked",
          ...(deployment === undefined ? {} : { service: deployment.schema.service, stage: deployment.stage }),
        };
      }
    }
  },
};
