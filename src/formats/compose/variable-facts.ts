import type { Fact } from "../../model/fact.ts";
import { isEmptyText, sameText } from "../../model/sealed.ts";
import type { Value } from "../../model/value.ts";
import type { Variable } from "./tree.ts";

/** What is notable about the way the variables of one service are written. */
export function variableFacts(variables: readonly Variable[]): Fact[] {
  const facts: Fact[] = [];
  for (const variable of variables) addFacts(variable, facts);
  addDuplicates(variables, facts);
  return facts;
}

function addFacts({ name, value, at, leaf, form }: Variable, facts: Fact[]): void {
  const because = nameTrouble(name);
  if (because !== undefined) facts.push({ kind: "invalid-name", name, at, because });
  if (leaf.notation !== undefined) facts.push({ kind: "retyped", name, at, from: leaf.notation });
  if (form === "list" && isQuoted(leaf.written)) facts.push({ kind: "quotes-kept", name, at });
  const isLiteral = leaf.uses.length === 0 && (form === "map" ? leaf.type !== "null" : leaf.written.includes("="));
  if (isLiteral && value?.state === "known" && !isEmptyText(value.text)) {
    facts.push({ kind: "plaintext", name, at, where: "the compose file", value });
  }
}

function nameTrouble(name: string): string | undefined {
  if (name === "") return "docker refuses a variable without a name";
  return /\s/.test(name) ? "a space is part of the name" : undefined;
}

/** `NAME="value"` in a list, where YAML does not take the quotes away. */
function isQuoted(item: string): boolean {
  const value = item.slice(item.indexOf("=") + 1);
  return item.includes("=") && value.length > 1 && (value[0] === '"' || value[0] === "'") && value.endsWith(value[0]);
}

/** Names twice in one list; a name that another file or an extended service has too is overridden on purpose. */
function addDuplicates(variables: readonly Variable[], facts: Fact[]): void {
  const seen = new Map<string, Variable>();
  for (const variable of variables) {
    const { name, at, leaf } = variable;
    const earlier = seen.get(name);
    seen.set(name, variable);
    if (earlier === undefined || leaf.list === undefined || leaf.list !== earlier.leaf.list) continue;
    facts.push({ kind: "duplicate", name, at, earlier: earlier.at, same: isSame(variable.value, earlier.value) });
  }
}

function isSame(one: Value | undefined, other: Value | undefined): boolean {
  return one?.state === "known" && other?.state === "known" && sameText(one.text, other.text);
}
