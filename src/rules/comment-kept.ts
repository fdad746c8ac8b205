import { divergentPlaces } from "../judgement/divergence.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { withReader } from "../judgement/read-by.ts";
import { rejectedPlaces } from "../judgement/told.ts";
import type { Rule } from "./rule.ts";

export const commentKept: Rule = {
  id: "comment-kept",
  scope: "project",
  severity: "warning",
  summary: "What looks like a comment behind a value becomes part of it.",
  why: "Most readers of env files end the value before the #, this one does not.",
  *check(project) {
    const told = new Set([...rejectedPlaces(project), ...divergentPlaces(project)]);
    for (const reading of project.readings.filter(({ role }) => role !== "example")) {
      for (const { name, at, since } of factsOf(reading, "comment-kept")) {
        if (told.has(placeKey(at))) continue;
        const message =
          since === undefined
            ? `${name} keeps the comment behind its value`
            : `${name} ends at its #, and keeps what follows from ${since} on`;
        const help = `give the comment a line of its own${since === undefined ? "" : ", and a value with # single quotes"}`;
        yield withReader({ at, variable: name, message, help }, reading);
      }
    }
  },
};
