import type { Binding } from "../model/binding.ts";
import type { Finding } from "../model/diagnostic.ts";
import { divergentPlaces } from "../judgement/divergence.ts";
import { envLinesOf } from "../judgement/env-lines.ts";
import { placeKey, Places } from "../judgement/facts.ts";
import { withReader } from "../judgement/read-by.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import { swallowedBy } from "../judgement/swallowed.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

export const lostLine: Rule = {
  id: "lost-line",
  scope: "reading",
  severity: "error",
  summary: "A line of an env file gets lost in another one, or in its own name.",
  why: "Its variable is not set, though the line is right and its reader complains of nothing.",
  *check(reading, project) {
    if (reading.role === "test") return;
    const divergent = divergentPlaces(project);
    const bindings = envLinesOf(reading).filter(({ at }) => !divergent.has(placeKey(at)));
    const told = new Places([...bindings, ...reading.spec.facts, ...reading.spec.problems].flatMap(({ at }) => at ?? []));
    for (const binding of bindings) {
      const finding = marked(binding, told) ?? swallowing(binding, told);
      if (finding !== undefined) yield { ...withReader(finding, reading), ...(mayBeDeployed(reading.role) ? {} : { severity: "warning" }) };
    }
  },
};

function marked({ name, at }: Binding, told: Places): Finding | undefined {
  const place = { ...at, start: at.start + 1 };
  if (!name.startsWith("\uFEFF") || told.has(place)) return undefined;
  const shown = name.slice(1);
  return {
    at: place,
    variable: shown,
    message: `${shown} is not set: its reader takes the byte order mark before it into the name`,
    help: "save the file as UTF-8 without a byte order mark",
  };
}

function swallowing(binding: Binding, told: Places): Finding | undefined {
  const lost = swallowedBy(binding, told);
  const { name, at } = binding;
  if (lost.length === 0) return undefined;
  return {
    at,
    variable: name,
    message: `${name} must end with a quote of its own: now its value takes in the ${lost.length === 1 ? "line" : "lines"} of ${listed(lost)}`,
    help: "close the quote at the end of its line",
  };
}
