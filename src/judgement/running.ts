import type { Environment } from "../model/environment.ts";
import type { Instance } from "../model/live.ts";
import type { Deployment, Project } from "../model/project.ts";

/** The environment of a process, and the service in the stage that it is. */
export interface Running {
  readonly environment: Environment;
  readonly instance: Instance;
  /** The target that names it. */
  readonly target: string;
  readonly deployment: Deployment | undefined;
}

/** Everything among what was read that runs. */
export function runningIn({ deployments, readings }: Pick<Project, "deployments" | "readings">): readonly Running[] {
  const own = deployments.flatMap((deployment) => runningOf(deployment.environment, deployment.readings.at(-1)?.target ?? "", deployment));
  if (own.length > 0) return own;
  return readings.flatMap(({ environments, target }) => environments.flatMap((environment) => runningOf(environment, target, undefined)));
}

function runningOf(environment: Environment, target: string, deployment: Deployment | undefined): readonly Running[] {
  const { instance } = environment.workload;
  return instance === undefined ? [] : [{ environment, instance, target, deployment }];
}

/** Whether its environment could not be read. */
export function isUndetermined({ environment }: Pick<Running, "environment">): boolean {
  return environment.openings.length > 0;
}
