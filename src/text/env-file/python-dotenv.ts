import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { Sealed } from "../../model/sealed.ts";
import { absent, known, type Lookup, type Value, type Written } from "../../model/value.ts";
import { evaluate } from "../interpolate.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { type Dropped, droppedIn, duplicatesIn, longestStray } from "./facts.ts";
import { PythonDotenvScan } from "./python-dotenv-scan.ts";
import { pythonTemplate } from "./python-template.ts";
import { referenceFacts } from "./references.ts";

/** What a reference to a name whose value is None puts in its place. */
const none = known("");

/** python-dotenv's `dotenv_values(interpolate=...)`. A key without `=` is None there, which no environment can hold: here it is bound to absent. */
export function pythonDotenvReader(interpolate: boolean): ReadEnvFile {
  return (source, shell) => {
    const bindings: Binding[] = [];
    const facts: Fact[] = [];
    const dropped: Dropped[] = [];
    const values = new Map<string, Value>();
    const lookup: Lookup = (name) => values.get(name) ?? shell(name);
    for (const statement of new PythonDotenvScan(source.text).statements()) {
      if ("because" in statement) {
        dropped.push(statement);
        continue;
      }
      const { name, start, end } = statement;
      if (statement.value === undefined) dropped.push({ start, because: "python-dotenv sets nothing for a name without =" });
      if (statement.value === undefined && end - start > longestStray) continue;
      const at = { source, start, end };
      const value = writtenOf(statement.value, interpolate, values);
      bindings.push({ name, value, at });
      if (isCommentAlone(source.text, end)) facts.push({ kind: "comment-kept", name, at });
      if (value.state === "template") append(facts, referenceFacts(value.template, { name, at }, lookup));
      values.set(name, value === absent ? none : evaluate(value, lookup));
    }
    return {
      bindings,
      facts: [...duplicatesIn(bindings.filter(({ value }) => value !== absent)), ...facts, ...droppedIn(source, dropped)],
      problems: [],
    };
  };
}

const commentAlone = /'?[ \t]*=[ \t]+#/y;

/** Whether nothing but a comment follows a name that ends there. It is the value; from 1.2.4 on it is none, and the variable is empty. */
function isCommentAlone(text: string, end: number): boolean {
  commentAlone.lastIndex = end;
  return commentAlone.test(text);
}

/** A None that came before hides the shell's value, so a reference to it is settled here and not left to a later look-up. */
function writtenOf(text: string | undefined, interpolate: boolean, values: ReadonlyMap<string, Value>): Written {
  if (text === undefined) return absent;
  if (!interpolate || !text.includes("${")) return known(text);
  const template = pythonTemplate(text).map((part) => ("name" in part && values.get(part.name) === none ? new Sealed("") : part));
  return { state: "template", template };
}
