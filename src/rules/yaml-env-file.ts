import type { FactOf } from "../model/fact.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import type { Project, Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const yamlEnvFile: Rule = {
  id: "yaml-env-file",
  scope: "project",
  severity: "error",
  summary: "An env file has lines in YAML's syntax.",
  why: "Most readers of env files drop such lines or refuse the file, so these variables are not set.",
  *check(project) {
    for (const reading of project.readings) {
      for (const fact of factsOf(reading, "yaml-syntax")) {
        if (!isReadAsEnvFile(fact, reading, project)) continue;
        const { at, lines } = fact;
        yield {
          at,
          message: `${lines === 1 ? "one line reads" : `${String(lines)} lines read`} NAME: value, where an env file has NAME=value`,
          help: "write NAME=value",
          ...(isTaken(fact, reading) || reading.role === "example" ? { severity: "warning" } : {}),
        };
      }
    }
  },
};

/** npm dotenv takes the colon; python-dotenv, docker and the shell do not. */
function isTaken({ at }: FactOf<"yaml-syntax">, { environments }: Reading): boolean {
  return environments.some(({ entries }) =>
    [...entries.values()].some(({ from }) => from.some((binding) => placeKey(binding.at) === placeKey(at))),
  );
}

/** A file that is YAML throughout and that no stage reads as an env file is a YAML file with such a name, as helmfile has them. */
function isReadAsEnvFile({ lines }: FactOf<"yaml-syntax">, { spec, environments, format }: Reading, { deployments }: Project): boolean {
  const taken = deployments.some(({ readings }) => readings.some((reading) => reading.spec === spec));
  return taken || format === "compose" || environments.some(({ entries }) => entries.size > lines);
}
