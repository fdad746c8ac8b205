import type { FactOf } from "../model/fact.ts";
import { isEmpty } from "../model/value.ts";
import { shows } from "../signs/index.ts";
import { isSecretName } from "../text/names.ts";
import { factsOf } from "../judgement/facts.ts";
import { flawOfValue } from "../judgement/flaw.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import { grouped, together } from "../judgement/together.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

export const secretInImage: Rule = {
  id: "secret-in-image",
  scope: "reading",
  severity: "warning",
  summary: "A secret is built into an image.",
  why: "ENV and build arguments stay in the image and its history, where everyone who can pull it can read them.",
  *check(reading) {
    if (!mayBeDeployed(reading.role)) return;
    for (const group of grouped(factsOf(reading, "baked").filter(isSecret), ({ at }) => at.source.path)) {
      const via = listed([...new Set(group.map((fact) => fact.via))]);
      yield {
        ...together(group, { one: `becomes part of the image through ${via}`, several: `become part of the image through ${via}` }),
        help: "mount it with RUN --mount=type=secret while building, and set it when the container starts",
      };
    }
  },
};

/** What stands in for a secret while building (`ARG SECRET_KEY=build`) gives nothing away, nor does the place of a file. */
function isSecret({ name, value }: FactOf<"baked">): boolean {
  if (!isSecretName(name) || isEmpty(value) || flawOfValue(name, value, true) !== undefined) return false;
  return !(["boolean-like", "number-like", "path-like"] as const).some((sign) => shows(value, sign));
}
