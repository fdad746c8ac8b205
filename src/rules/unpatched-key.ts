import { factsOf, placeKey } from "../judgement/facts.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import { grouped } from "../judgement/together.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { FactOf } from "../model/fact.ts";
import type { Project, Reading } from "../model/project.ts";
import { misspelledAmong } from "../text/misspelling.ts";
import type { Rule } from "./rule.ts";

type Unpatched = FactOf<"unpatched">;

export const unpatchedKey: Rule = {
  id: "unpatched-key",
  scope: "project",
  severity: "warning",
  summary: "An overlay patches a variable that its base no longer has.",
  why: "A base that renames a variable keeps its old value under the new name, and the overlay sets one that nobody reads.",
  *check(project) {
    const found = project.readings.flatMap((reading) => factsOf(reading, "unpatched").map((fact) => ({ fact, reading })));
    for (const group of grouped(found, ({ fact }) => `${placeKey(fact.at)} ${fact.name}`)) {
      const [{ fact, reading }] = group;
      const { path } = fact.at.source;
      const builds = project.readings.filter(
        ({ format, spec }) => format === "kustomize" && spec.sources.some((source) => source.path === path),
      );
      const without = new Set(group.map((one) => one.reading));
      // A component, or a base that is a patch itself, may have its effect in another build.
      if (!mayBeDeployed(reading.role) || builds.some((build) => !without.has(build)) || isMeant(fact, reading, project)) continue;
      const finding = fact.operation === "delete" ? deleted(fact) : renamed(fact);
      if (finding !== undefined) yield finding;
    }
  },
};

/** A schema declares the name, or the code reads it: then the base has no better one. */
function isMeant({ name }: Unpatched, reading: Reading, { deployments, closures }: Project): boolean {
  const isOurs = ({ readings }: { readonly readings: readonly Reading[] }): boolean => readings.includes(reading);
  return (
    deployments.some((deployment) => isOurs(deployment) && deployment.declarations.has(name)) ||
    closures.some((closure) => isOurs(closure) && closure.code.reads.some(({ variable }) => variable === name))
  );
}

function deleted({ name, at, object, others }: Unpatched): Finding {
  const near = nearest(name, others);
  return {
    at,
    variable: name,
    message: `${name} is deleted here, and ${object} does not have it`,
    notes: near === undefined ? [] : [{ at: near.at, message: `${near.name} is here, and stays` }],
    help: near === undefined ? "remove the patch" : `delete ${near.name}, or remove the patch`,
  };
}

/** An overlay may add what it likes: only a name that is likely another one of the base's is told. */
function renamed({ name, at, operation, object, others }: Unpatched): Finding | undefined {
  const near = nearest(name, others);
  if (near === undefined) return undefined;
  const what = operation === "merge" ? "merged into" : "patched in";
  return {
    at,
    variable: name,
    message: `${name} is ${what} ${object}, which has ${near.name} instead`,
    notes: [{ at: near.at, message: "this one keeps its value" }],
    help: `call it ${near.name}, if that is the one that is meant`,
  };
}

function nearest(name: string, others: Unpatched["others"]): Unpatched["others"][number] | undefined {
  const near = misspelledAmong(others.map((other) => other.name))(name);
  return others.find((other) => other.name === near);
}
