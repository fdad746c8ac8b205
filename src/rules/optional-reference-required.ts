import { declaredNote, forWhom } from "../judgement/deployment.ts";
import { optionalOf } from "../judgement/optional.ts";
import { placeKey } from "../judgement/facts.ts";
import { grouped } from "../judgement/together.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

export const optionalReferenceRequired: Rule = {
  id: "optional-reference-required",
  scope: "deployment",
  severity: "warning",
  summary: "A variable that the schema requires comes from a reference that is optional.",
  why: "Where what it refers to is not there, nothing stops the deploy: the service starts without the variable.",
  *check(deployment) {
    for (const group of grouped(optionalOf(deployment).values(), ({ at }) => placeKey(at))) {
      const [{ at, what }] = group;
      const declarations = group.map(({ variable: { declaration } }) => declaration);
      const names = declarations.map(({ name }) => name);
      const [name, ...others] = names;
      yield {
        at,
        message: `${listed(names)} ${others.length === 0 ? "is" : "are"} required${forWhom(deployment)}, and ${what} is optional`,
        notes: declarations.slice(0, 3).map((declaration) => declaredNote(declaration, "declared required")),
        help: "let the deploy fail where it is not there, or declare in the schema that the service can do without",
        ...(name === undefined || others.length > 0 ? {} : { variable: name }),
      };
    }
  },
};
