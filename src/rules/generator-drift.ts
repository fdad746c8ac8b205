import { type Generated, familyOf, generatedIn } from "../judgement/generators.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import { grouped } from "../judgement/together.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

/** Generators that have less in common are different things, or are meant to differ. */
const [leastOfSeveral, leastOfOne] = [0.5, 0.8];
/** One other stage with fewer keys is no measure, nor is production, which may have what no other stage needs. */
const fewestKeys = 5;

export const generatorDrift: Rule = {
  id: "generator-drift",
  scope: "project",
  severity: "warning",
  summary: "The generator of one stage lacks keys that those of its sibling stages have.",
  why: "A key that was added to all stages but one is not set there, and nothing says so before the service starts.",
  *check(project) {
    const readings = project.readings.filter((reading) => familyOf(reading) !== undefined);
    for (const family of grouped(readings, familyOf)) {
      for (const siblings of grouped(family.flatMap(generatedIn), ({ object }) => object)) {
        for (const one of siblings) {
          const others = siblings.filter((other) => other.reading !== one.reading);
          yield* lacking(one, others, project);
        }
      }
    }
  },
};

function* lacking(one: Generated, others: readonly Generated[], project: Project): Iterable<Finding> {
  const [first, ...more] = others;
  if (first === undefined || one.bundle.opening !== undefined || !mayBeDeployed(one.reading.role)) return;
  const shared = [...first.keys].filter((name) => more.every(({ keys }) => keys.has(name)));
  const common = shared.filter((name) => one.keys.has(name)).length / shared.length;
  const isMeasure = more.length > 0 ? common >= leastOfSeveral : common >= leastOfOne && shared.length >= fewestKeys && !first.isProduction;
  const names = isMeasure ? shared.filter((name) => !one.keys.has(name) && isWanted(name, one, project)) : [];
  const [name, ...rest] = names;
  if (name === undefined) return;
  const stages = listed([...new Set(others.map(({ stage }) => stage))]);
  yield {
    at: placeIn(one),
    ...(rest.length === 0 ? { variable: name } : {}),
    message: `${one.object} lacks ${listed(names)} in ${one.stage}, and has ${rest.length === 0 ? "it" : "them"} in ${stages}`,
    notes: others.slice(0, 3).flatMap(({ bundle, stage }) => {
      const binding = bundle.bindings.find((each) => each.name === name);
      return binding === undefined ? [] : [{ at: binding.at, message: `${name} in ${stage}` }];
    }),
    help: "add what is missing, or say in a schema that this stage can do without",
  };
}

/** Taken into an environment as a whole that gets the key from nowhere else, and not declared: for what is, the schema says whether it may be missing. */
function isWanted(name: string, { reading, bundle }: Generated, { deployments }: Project): boolean {
  const isDeclared = deployments.some(({ readings, declarations }) => readings.includes(reading) && declarations.has(name));
  return (
    !isDeclared &&
    reading.environments.some(({ workload, entries }) =>
      workload.layers.some((layer) => layer.kind === "import" && layer.ref === bundle.ref && !entries.has((layer.prefix ?? "") + name)),
    )
  );
}

/** Where the stage itself says something of the object, else where its base does. */
function placeIn({ reading, bundle }: Generated): Finding["at"] {
  const own = reading.spec.sources[0]?.path;
  const binding = bundle.at.source.path === own ? undefined : bundle.bindings.find(({ at }) => at.source.path === own);
  return binding?.at ?? bundle.at;
}
