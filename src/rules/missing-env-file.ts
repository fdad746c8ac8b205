import { doubtOf } from "../judgement/doubt.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Project } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const missingEnvFile: Rule = {
  id: "missing-env-file",
  scope: "project",
  severity: "warning",
  summary: "An env file that a service imports is not here, and git does not ignore it.",
  why: "Compose refuses to start without it, and nobody can check what it would have set.",
  *check(project) {
    const told = placesOfDoubts(project);
    const examples = exampleFiles(project);
    for (const reading of project.readings) {
      if (!mayBeDeployed(reading.role)) continue;
      for (const { path, at, ignored, optional } of factsOf(reading, "missing-file")) {
        if (ignored || optional || path.startsWith("/") || told.has(placeKey(at)) || examples.some((example) => example.startsWith(path)))
          continue;
        yield {
          at,
          message: `${path} is not here, and git does not ignore it`,
          help: "commit it, add it to .gitignore if it is written at deploy time, or mark it with required: false",
        };
      }
    }
  },
};

/** `.env.example` says that `.env` is written by hand. */
function exampleFiles({ readings }: Project): string[] {
  return readings.flatMap(({ role, spec }) => (role === "example" ? spec.sources.map(({ path }) => path) : []));
}

/** Openings that `unverifiable` tells already, with the variables they hide. */
function placesOfDoubts({ deployments }: Project): ReadonlySet<string> {
  const doubtful = deployments.filter(({ variables }) => [...variables.values()].some((variable) => doubtOf(variable) !== undefined));
  return new Set(doubtful.flatMap(({ environment }) => environment.openings.map(({ at }) => placeKey(at))));
}
