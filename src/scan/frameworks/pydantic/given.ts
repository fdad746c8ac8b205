import { textOfKey } from "../../expression.ts";
import { callsIn, type Call } from "../calls.ts";
import type { View } from "../framework.ts";
import { classOf, lineageOf, type Class } from "./settings-class.ts";

/**
 * Whether the file gives a field to every instance that it makes of a class, or of an heir: what is given comes before the environment
 * (pydantic-settings, "Field value priority").
 */
export function givenTo(of: Class, view: View): (field: string) => boolean {
  const calls = instancesOf(of, view).map((call) => keywordsOf(call, view));
  return (field) => calls.length > 0 && calls.every((names) => names === undefined || names.has(field));
}

function instancesOf(of: Class, { module, meanings }: View): readonly Call[] {
  return callsIn(module).filter(({ callee }) => {
    const made = classOf(callee, module, meanings);
    return made !== undefined && lineageOf(made, meanings).classes.some(({ node }) => node === of.node);
  });
}

/** The names of `S(a=x, **{"b": y})`, also where the dictionary has a name; undefined where it cannot be followed, and may hold any. */
function keywordsOf(call: Call, { module, meanings }: View): ReadonlySet<string> | undefined {
  const names = new Set<string | null>();
  for (const { name, value } of call.arguments) {
    if (name !== null) names.add(name);
    if (value.kind !== "spread") continue;
    const record = meanings.of(value.operand, module).value ?? value.operand;
    if (record.kind !== "record" || record.entries.some(({ spread }) => spread === true)) return undefined;
    for (const { key } of record.entries) names.add(textOfKey(key));
  }
  return names.has(null) ? undefined : new Set([...names].filter((name) => name !== null));
}
