import { didYouMean } from "../text/suggest.ts";
import { factsOf } from "../judgement/facts.ts";
import type { Rule } from "./rule.ts";

export const danglingReference: Rule = {
  id: "dangling-reference",
  scope: "reading",
  severity: "error",
  summary: "A reference points to an object that these files should hold and do not.",
  why: "The container is never started: the platform waits for an object that nobody creates.",
  *check(reading) {
    for (const { name, object, key, keys, at, optional } of factsOf(reading, "dangling")) {
      if (key !== undefined || optional) continue;
      yield {
        at,
        ...(name === undefined ? {} : { variable: name }),
        message: `${name === undefined ? "" : `${name} refers to `}${object}${name === undefined ? " is referred to, but" : ", which"} does not exist`,
        help: didYouMean(object.slice(object.indexOf(" ") + 1), keys) ?? "correct the name, or create the object",
        ...(reading.role === "example" ? { severity: "warning" } : {}),
      };
    }
  },
};
