import type { Format } from "../../src/formats/format.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import type { Case, Outcome } from "../conformance/adapter.ts";
import { readTexts, textOf } from "./env-file-case.ts";

/** The outcome of a file that a shell reads: unknown where a value would need it to run; a name that is surely not set is left out. */
export function runUnlessRun(format: Format, { input, context }: Case): Outcome {
  const spec = readTexts(format, [String(input)], context["env"]);
  if (spec.problems.length > 0) return { error: true };
  const entries = resolve(spec).flatMap((environment) => [...environment.entries]);
  if (entries.some(([, { value }]) => value.state === "unknown" || value.state === "opaque")) return { unknown: true };
  return { value: Object.fromEntries(entries.flatMap(([name, { value }]) => (value.state === "absent" ? [] : [[name, textOf(value)]]))) };
}
