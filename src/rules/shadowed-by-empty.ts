import type { Finding } from "../model/diagnostic.ts";
import type { Entry } from "../model/environment.ts";
import type { FactOf } from "../model/fact.ts";
import { isEmptyText } from "../model/sealed.ts";
import { isEmpty, type Value } from "../model/value.ts";
import { emptiness } from "../judgement/deployment.ts";
import { environmentsOf } from "../judgement/environments.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { interpolatedIn } from "../judgement/interpolated.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Project } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const shadowedByEmpty: Rule = {
  id: "shadowed-by-empty",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "A value is overridden by the empty text.",
  why: "The file with the value looks right, and the service gets nothing.",
  *check(project) {
    const told = placesToldElsewhere(project);
    const maybeEmpty = emptyUnlessSet(project);
    for (const { environment, role } of environmentsOf(project)) {
      if (!mayBeDeployed(role)) continue;
      for (const entry of environment.entries.values()) {
        const hidden = entry.shadowed.length === 0 ? -1 : entry.shadowed.findIndex(hasText);
        if (hidden < replacedIn(entry)) continue;
        const place = placeKey(entry.from[0].at);
        if (told.has(place)) continue;
        if (isEmpty(entry.value)) yield finding(entry, hidden, "is set to nothing here");
        const hangs = entry.value.state === "unknown" && maybeEmpty.has(place);
        if (hangs) yield finding(entry, hidden, "is set to nothing here unless the deploying shell has it");
      }
    }
  },
};

/** How many of the hidden values a patch has replaced: whoever writes an empty text there has the other before their eyes. */
function replacedIn({ from: [{ over = [] }] }: Entry): number {
  return over.length;
}

function hasText(value: Value): boolean {
  return value.state === "opaque" || (value.state === "known" && !isEmpty(value));
}

/** Places where a required variable is empty or a name stands twice: `empty` and `duplicate` tell them, with what they hide. */
function placesToldElsewhere({ deployments, readings }: Project): ReadonlySet<string> {
  const variables = deployments.flatMap((deployment) => [...deployment.variables.values()]);
  const empty = variables.filter((variable) => emptiness(variable) !== undefined);
  const places = empty.flatMap(({ entry }) => (entry === undefined ? [] : [entry.from[0].at]));
  const twice = readings.flatMap((reading) => factsOf(reading, "duplicate").map(({ at }) => at));
  return new Set([...places, ...twice].map(placeKey));
}

/** The places of `K: ${K}` and `K: ${K:-}`, which are empty unless something outside sets K. */
function emptyUnlessSet({ readings }: Project): ReadonlySet<string> {
  return new Set(
    readings.flatMap((reading) => {
      if (factsOf(reading, "reference").length === 0) return [];
      const interpolated = interpolatedIn(reading);
      const entries = reading.environments.flatMap((environment) => [...environment.entries.values()]);
      const unknown = entries.filter(({ value }) => value.state === "unknown");
      return unknown.flatMap(({ from: [{ name, at }] }) => {
        const fact = interpolated(name, at);
        return fact !== undefined && isPassedThrough(fact) ? [placeKey(at)] : [];
      });
    }),
  );
}

function isPassedThrough({ name, refers, otherwise, fallback }: FactOf<"reference">): boolean {
  return name === refers && (otherwise === "empty" || (otherwise === "default" && fallback !== undefined && isEmptyText(fallback)));
}

function finding({ from }: Entry, hidden: number, what: string): Finding {
  const { name, at } = from[0];
  const other = from[hidden + 1];
  return {
    at,
    variable: name,
    message: `${name} ${what}, which hides its value`,
    notes: other === undefined ? [] : [{ at: other.at, message: "the value that is hidden" }],
    help: "remove the line that sets it to nothing",
  };
}
