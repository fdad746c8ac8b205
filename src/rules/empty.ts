import type { Note } from "../model/diagnostic.ts";
import { declaredNote, emptiness, forWhom, overriddenNotes, whereSet } from "../judgement/deployment.ts";
import { factsOf } from "../judgement/facts.ts";
import type { Variable } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const empty: Rule = {
  id: "empty",
  scope: "variable",
  severity: "error",
  summary: "A variable is set to the empty text where the service needs a value.",
  why: "To most readers an empty variable is not a missing one, so no default steps in and nothing complains until the value is used.",
  *check(variable) {
    const { declaration, deployment, entry } = variable;
    const kind = emptiness(variable);
    if (kind === undefined || deployment.role === "example") return;
    const { name, use } = declaration;
    const needed = kind === "required";
    yield {
      at: whereSet(variable),
      message: needed ? `${name} is set to nothing${forWhom(deployment)}` : `${name} is set to nothing, which is no ${use.type.id}`,
      notes: [declaredNote(declaration, needed ? "declared required" : "declared"), ...expansions(variable), ...overriddenNotes(entry)],
      help: needed
        ? "give it a value; a schema that accepts the empty text says min-length: 0"
        : "leave it out, so that its default applies",
      ...(needed ? {} : { severity: "warning" }),
    };
  },
};

/** The references that expand to nothing inside the value. */
function expansions({ declaration, deployment }: Variable): Note[] {
  return deployment.readings
    .flatMap((reading) => factsOf(reading, "reference"))
    .filter(({ name, value, otherwise }) => name === declaration.name && value.state === "absent" && otherwise === "empty")
    .slice(0, 3)
    .map(({ at, refers }) => ({ at, message: `${refers} is not set, so it expands to nothing` }));
}
