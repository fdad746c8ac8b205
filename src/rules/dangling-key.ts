import { didYouMean } from "../text/suggest.ts";
import { listed } from "../text/listing.ts";
import { factsOf } from "../judgement/facts.ts";
import type { Rule } from "./rule.ts";

export const danglingKey: Rule = {
  id: "dangling-key",
  scope: "reading",
  severity: "error",
  summary: "A reference names a key that its Secret or ConfigMap does not have.",
  why: "The container is never started; the pod stands at CreateContainerConfigError until someone looks.",
  *check(reading) {
    for (const { name, object, key, keys, at, target, optional } of factsOf(reading, "dangling")) {
      if (key === undefined || optional) continue;
      yield {
        at,
        ...(name === undefined ? {} : { variable: name }),
        message: `${name ?? key} refers to key ${key} of ${object}, which has no such key`,
        notes: target === undefined ? [] : [{ at: target, message: `${object} is here` }],
        help: didYouMean(key, keys) ?? (keys.length === 0 ? "it has no keys" : `its keys are ${listed(keys, 8)}`),
        ...(reading.role === "example" ? { severity: "warning" } : {}),
      };
    }
  },
};
