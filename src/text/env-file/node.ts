import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { type Span, textAt } from "../../model/source.ts";
import { known } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { type Dropped, droppedIn, duplicatesIn, longestStray, unexpandedIn } from "./facts.ts";
import { type Assignment, node20, node24 } from "./node-scan.ts";

/** The parser was rewritten between these two major versions. */
export type NodeVersion = "20" | "24";

/** `util.parseEnv`, `process.loadEnvFile` and `node --env-file`. */
export function nodeReader(version: NodeVersion): ReadEnvFile {
  return (source) => {
    const bindings: Binding[] = [];
    const facts: Fact[] = [];
    const dropped: Dropped[] = [];
    const { text, offset } = withoutReturns(source.text);
    for (const statement of version === "20" ? node20(text) : node24(text)) {
      if ("because" in statement) {
        dropped.push({ ...statement, start: offset(statement.start) });
        continue;
      }
      const { name, value, start, end } = statement;
      const at = { source, start: offset(start), end: start === end ? offset(start) : offset(end - 1) + 1 };
      const stray = name.length - (end - start);
      if (stray <= longestStray) bindings.push({ name, value: known(value), at });
      append(facts, name.includes("\n") ? gluedFacts(at) : factsOf(statement, at));
    }
    const duplicates = duplicatesIn(bindings.filter(({ name }) => !name.includes("\n")));
    return { bindings, facts: [...duplicates, ...facts, ...droppedIn(source, dropped)], problems: [] };
  };
}

/** The name that was meant is not set; the one that is set holds the text of other lines. */
function gluedFacts(at: Span): Fact[] {
  const name = textAt(at);
  const because = "node 20 takes the lines without = before it into the name";
  return name.startsWith("#") ? [] : [{ kind: "ignored-line", name, at, because }];
}

function factsOf({ name, value, form }: Assignment, at: Span): Fact[] {
  const facts: Fact[] = form === "single" ? [] : unexpandedIn(value, { name, at }, "node expands nothing in an env file");
  return form === "unclosed" ? [...facts, { kind: "quotes-kept", name, at }] : facts;
}

/** The parser never sees a carriage return. `offset` gives the place in the file, for places that only grow. */
export function withoutReturns(whole: string): { text: string; offset: (at: number) => number } {
  const returns = Array.from(whole.matchAll(/\r/g), ({ index }, before) => index - before);
  let before = 0;
  const offset = (at: number): number => {
    while ((returns[before] ?? Infinity) <= at) before += 1;
    return at + before;
  };
  return { text: whole.replaceAll("\r", ""), offset };
}
