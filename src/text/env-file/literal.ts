import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { unexpandedIn } from "./facts.ts";

/** What there is to say about a value that a reader takes exactly as it is written: quotes and comments that stay, references that nothing expands. */
export function literalFacts(value: string, { name, at }: Pick<Binding, "name" | "at">, reader: string): Fact[] {
  const facts: Fact[] = [];
  const quoted = /^(["']).*\1$/s.exec(value)?.[1];
  if (quoted !== undefined) facts.push({ kind: "quotes-kept", name, at });
  else if (/[ \t]#/.test(value)) facts.push({ kind: "comment-kept", name, at });
  if (quoted !== "'") append(facts, unexpandedIn(value, { name, at }, `${reader} expands nothing in an env file`));
  return facts;
}
