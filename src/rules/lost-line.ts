import type { Binding } from "../model/binding.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Reading } from "../model/project.ts";
import { Places } from "../judgement/facts.ts";
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
  *check(reading) {
    if (reading.role === "test") return;
    const bindings = bindingsOf(reading);
    const told = new Places([...bindings, ...reading.spec.facts, ...reading.spec.problems].flatMap(({ at }) => at ?? []));
    for (const binding of bindings) {
      const finding = marked(binding, told) ?? swallowing(binding, told);
      if (finding !== undefined) yield { ...finding, ...(mayBeDeployed(reading.role) ? {} : { severity: "warning" }) };
    }
  },
};

/** The lines of env files that set something, by their own or for whoever imports them. */
function bindingsOf({ spec: { bundles, workloads } }: Reading): Binding[] {
  const own = workloads.flatMap(({ layers }) => layers.flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : [])));
  return [...own, ...[...bundles.values()].flatMap(({ bindings }) => bindings)].filter(({ at }) => beginsLine(at));
}

function beginsLine({ source: { text }, start }: Binding["at"]): boolean {
  let at = start;
  while (at > 0 && " \t".includes(text.charAt(at - 1))) at -= 1;
  const from = text.slice(Math.max(at - 6, 0), at) === "export" ? at - 6 : at;
  return from === 0 || text[from - 1] === "\n";
}

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
