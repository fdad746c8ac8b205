import type { FactOf } from "../model/fact.ts";
import { isEmpty } from "../model/value.ts";
import { shows } from "../signs/index.ts";
import { isSecretName } from "../text/names.ts";
import { factsOf } from "../judgement/facts.ts";
import { flawOfValue } from "../judgement/flaw.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Rule } from "./rule.ts";

export const secretInImage: Rule = {
  id: "secret-in-image",
  scope: "reading",
  severity: "warning",
  summary: "A secret is built into an image.",
  why: "ENV and build arguments stay in the image and its history, where everyone who can pull it can read them.",
  *check(reading) {
    if (!mayBeDeployed(reading.role)) return;
    for (const [{ name, at, via }, ...more] of byName(factsOf(reading, "baked").filter(isSecret))) {
      yield {
        at,
        variable: name,
        message: `${name} becomes part of the image through ${via}`,
        notes: more.slice(0, 5).map((fact) => ({ at: fact.at, message: `${fact.via} here` })),
        help: "mount it with RUN --mount=type=secret while building, and set it when the container starts",
      };
    }
  },
};

/** What stands in for a secret while building (`ARG SECRET_KEY=build`) gives nothing away. */
function isSecret({ name, value }: FactOf<"baked">): boolean {
  if (!isSecretName(name) || isEmpty(value) || flawOfValue(name, value, true) !== undefined) return false;
  return !shows(value, "boolean-like") && !shows(value, "number-like");
}

function byName(facts: readonly FactOf<"baked">[]): Iterable<readonly [FactOf<"baked">, ...FactOf<"baked">[]]> {
  const groups = new Map<string, [FactOf<"baked">, ...FactOf<"baked">[]]>();
  for (const fact of facts) {
    const group = groups.get(fact.name);
    if (group === undefined) groups.set(fact.name, [fact]);
    else group.push(fact);
  }
  return groups.values();
}
