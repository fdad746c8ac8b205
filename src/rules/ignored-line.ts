import { divergentPlaces } from "../judgement/divergence.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { withReader } from "../judgement/read-by.ts";
import type { Span } from "../model/source.ts";
import type { Rule } from "./rule.ts";

/** A line for the program that fills the file in: `{{#if port}}` of Handlebars, `{% if port %}` of Jinja, `<% if port %>` of ERB. */
function isTag({ source, start }: Span): boolean {
  return /^(?:\{[{%#]|<%)/.test(source.text.slice(start, start + 2));
}

export const ignoredLine: Rule = {
  id: "ignored-line",
  scope: "reading",
  severity: "warning",
  summary: "The reader of an env file skips a line without a word.",
  why: "Whoever wrote the line believes that it sets something.",
  *check(reading, project) {
    if (reading.role === "test") return;
    const told = divergentPlaces(project);
    for (const { name, at, because } of factsOf(reading, "ignored-line")) {
      if (told.has(placeKey(at)) || isTag(at)) continue;
      const about = name === undefined ? { at } : { at, variable: name };
      yield withReader({ ...about, message: `${name ?? "a line"} is skipped: ${because}` }, reading);
    }
  },
};
