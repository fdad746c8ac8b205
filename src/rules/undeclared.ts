import type { Finding } from "../model/diagnostic.ts";
import { danglingPlaces } from "../judgement/dangling.ts";
import { whereSet } from "../judgement/deployment.ts";
import { placeKey } from "../judgement/facts.ts";
import { mismatchesOf, undeclaredOf } from "../judgement/mismatch.ts";
import { misspelledAmong } from "../text/misspelling.ts";
import { isSetByPlatform } from "../text/ambient.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Deployment, Variable } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const undeclared: Rule = {
  id: "undeclared",
  scope: "deployment",
  severity: "warning",
  summary: "A variable is set that the schema does not declare.",
  why: "It is a misspelt name, a leftover that nothing reads, or a variable that the schema should know about.",
  *check(deployment) {
    const { schema, variables } = deployment;
    const nearTo = nearVariables(deployment);
    const unset = [...variables.values()].filter(({ entry, declaration }) => entry === undefined && !declaration.forbidden);
    const dangling = danglingPlaces(deployment);
    const told = new Set([...mismatchesOf(deployment).values()].map(({ name }) => name));
    for (const [name, entry] of undeclaredOf(deployment)) {
      if (told.has(name) || isSetByPlatform(name)) continue;
      const near = nearTo(name);
      if (near === undefined ? !schema.closed : dangling.has(placeKey(whereSet(near)))) continue;
      const help =
        near === undefined ? didYouMean(name, unset.map(nameOf)) : `remove it if it is a misspelling of ${nameOf(near)}, which is set too`;
      const finding: Finding = {
        at: entry.from[0].at,
        variable: name,
        message: `${name} is set, but ${schema.service} does not declare it`,
      };
      yield help === undefined ? finding : { ...finding, help };
    }
  },
};

function nameOf({ declaration: { name } }: Variable): string {
  return name;
}

/** Finds the declared variable that a name resembles while both are set; names that every stage sets side by side are deliberate. */
function nearVariables({ variables, environment, siblings }: Deployment): (name: string) => Variable | undefined {
  const meantBy = misspelledAmong([...variables.keys()].filter((declared) => environment.entries.has(declared)));
  const stages = new Set(siblings.map(({ stage }) => stage));
  return (name) => {
    const near = meantBy(name);
    if (near === undefined) return undefined;
    const isDeliberate = siblings.every(({ environment: { entries } }) => entries.has(name) && entries.has(near));
    return stages.size > 1 && isDeliberate ? undefined : variables.get(near);
  };
}
