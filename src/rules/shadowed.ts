import type { Finding } from "../model/diagnostic.ts";
import type { Entry } from "../model/environment.ts";
import { sameText } from "../model/sealed.ts";
import { isEmpty, type Value } from "../model/value.ts";
import { bundleKind } from "../judgement/bundles.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const shadowed: Rule = {
  id: "shadowed",
  scope: "reading",
  inParts: true,
  severity: "warning",
  summary: "A value that a Secret provides is overridden by another one.",
  why: "Editing or rotating the Secret changes nothing, and nothing says so.",
  *check(reading) {
    if (!mayBeDeployed(reading.role)) return;
    for (const { entries } of reading.environments) {
      for (const entry of entries.values()) {
        if (entry.shadowed.length === 0) continue;
        const hidden = entry.from.findIndex((_, i) => i > 0 && isOverridden(entry, i, reading));
        if (hidden > 0) yield finding(entry, hidden, reading);
      }
    }
  },
};

/** A Secret's key under a literal, or a key that a ConfigMap and a Secret both have: layering of files and of ConfigMaps is meant. */
function isOverridden({ from, value, shadowed: values }: Entry, index: number, reading: Reading): boolean {
  const under = from[index];
  if (under === undefined || sameValue(value, values[index - 1])) return false;
  const [upper, lower] = [bundleKind(reading, from[0].at), bundleKind(reading, under.at)];
  if (lower === "secret") return upper === undefined ? from[0].value.state === "known" && !isEmpty(from[0].value) : upper === "configmap";
  return lower === "configmap" && upper === "secret";
}

function sameValue(one: Value, other: Value | undefined): boolean {
  return one.state === "known" && other?.state === "known" && sameText(one.text, other.text);
}

function finding({ from }: Entry, hidden: number, reading: Reading): Finding {
  const { name, at } = from[0];
  const under = from[hidden];
  const kind = under === undefined ? "" : bundleKind(reading, under.at);
  const what = kind === "secret" ? "the Secret's value" : "the ConfigMap's value";
  return {
    at,
    variable: name,
    message: `${name} is set here over ${what}`,
    notes: under === undefined ? [] : [{ at: under.at, message: "this one has no effect" }],
    help: "remove the one that is not meant",
  };
}
