import type { Format } from "../../src/formats/format.ts";
import type { Spec } from "../../src/model/binding.ts";
import { unseal } from "../../src/model/sealed.ts";
import type { Unseen } from "../../src/model/source.ts";
import { absent, known, type Lookup, type Value } from "../../src/model/value.ts";
import { runsCommand } from "../../src/text/env-file/expansion.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import type { Case, Outcome } from "../conformance/adapter.ts";

type Options = Readonly<Record<string, readonly string[]>>;

/** Reads texts as the files of one target; the shell has the names of `env` and no others. */
export function readTexts(format: Format, texts: readonly string[], env: unknown = {}, options: Options = {}): Spec {
  const [first = { path: "0.env", text: "" }, ...rest] = texts.map((text, index) => ({ path: `${String(index)}.env`, text }));
  const shell = shellOf(env);
  return format.read({ sources: [first, ...rest], options: new Map(Object.entries(options)) }, { read: readNothing, shell });
}

function readNothing(path: string): Unseen {
  return { path, reason: "missing", because: "it is not there" };
}

export function shellOf(env: unknown): Lookup {
  const variables = new Map<string, unknown>(Object.entries(env ?? {}));
  return (name) => {
    const text = variables.get(name);
    return typeof text === "string" ? known(text) : absent;
  };
}

/** The outcome of a case whose input is the text of one file: a map, with null for a name that is surely not set. */
export function runText(format: Format, { input, context }: Case, options?: Options): Outcome {
  return outcomeOf(readTexts(format, [typeof input === "string" ? input : ""], context["env"], options));
}

/** The same for a reader that runs commands in a shell: where it would, nothing is known. */
export function runTextOrShell(format: Format, { input, context }: Case, options?: Options): Outcome {
  const spec = readTexts(format, [typeof input === "string" ? input : ""], context["env"], options);
  const values = resolve(spec).flatMap(({ entries }) => [...entries.values()]);
  return values.some(({ value }) => value.state === "unknown" && value.because === runsCommand) ? { unknown: true } : outcomeOf(spec);
}

export function outcomeOf(spec: Spec): Outcome {
  if (spec.problems.length > 0) return { error: true };
  return { value: mapOf(spec) };
}

export function mapOf(spec: Spec): Record<string, string | null> {
  const entries = resolve(spec).flatMap((environment) => [...environment.entries]);
  return Object.fromEntries(entries.map(([name, { value }]) => [name, textOf(value)]));
}

export function textOf(value: Value): string | null {
  if (value.state === "known") return unseal(value.text);
  if (value.state === "absent") return null;
  throw new Error(`a reference always knows, here the value is ${value.state}`);
}
