import type { Value } from "../model/value.ts";
import { shows } from "../signs/index.ts";
import { hasConfusable } from "../text/names.ts";
import { factsOf, Places } from "../judgement/facts.ts";
import { type Literal, literalsOf } from "../judgement/literals.ts";
import type { Rule } from "./rule.ts";

export const invisibleCharacter: Rule = {
  id: "invisible-character",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "A name or value has characters that nobody sees, or a blank at its end.",
  why: "It was pasted from a page or a chat; compared character by character, it is another text.",
  *check(project) {
    const told = new Places(project.readings.flatMap((reading) => factsOf(reading, "decoded-newline").map(({ at }) => at)));
    for (const literal of literalsOf(project)) {
      const { name, at, reading } = literal;
      // A byte order mark is told by whoever tells that the line is lost.
      if (hasConfusable(name) && !name.startsWith("\uFEFF"))
        yield { at, variable: name, message: `${name} has a letter that only looks like one of A to Z`, help: "type the name again" };
      const words = reading.role === "example" || told.has(at) ? undefined : wordsFor(literal);
      if (words !== undefined) yield { at, variable: name, message: `${name} ${words[0]}`, help: words[1] };
    }
  },
};

function wordsFor(literal: Literal): readonly [string, string] | undefined {
  const { value, secret } = literal;
  if (shows(value, "invisible")) return ["has a character that nobody sees", "type the value again"];
  const edge = edgeOf(value);
  return edge === undefined || secret || shows(value, "url-like") ? edge : undefined;
}

function edgeOf(value: Value): readonly [string, string] | undefined {
  if (shows(value, "trailing-newline"))
    return ["ends in a line break", "write it on one line; in YAML, |- and >- leave the last line break out"];
  return shows(value, "edge-space") ? ["begins or ends with a blank", "remove the blank"] : undefined;
}
