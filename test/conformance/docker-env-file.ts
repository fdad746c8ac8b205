import { dockerEnvFile } from "../../src/formats/docker-env-file.ts";
import type { Spec } from "../../src/model/binding.ts";
import { evaluate } from "../../src/text/interpolate.ts";
import { absent } from "../../src/model/value.ts";
import { outcomeOf, readTexts, textOf } from "../support/env-file-case.ts";
import type { Adapter, Case, Outcome } from "./adapter.ts";

/** One file to a map; one `--env` argument to a string; files and arguments to the list that docker sends. */
export const adapter: Adapter = {
  vectors: "docker-env-file",
  run({ input, context }) {
    const api = String(context["api"]);
    if (api.startsWith("ReadKVEnvStrings"))
      return listed(readTexts(dockerEnvFile, filesOf(context), context["env"], { env: overridesOf(context) }));
    if (api.startsWith("ValidateEnv")) return first(listed(readTexts(dockerEnvFile, [], context["env"], { env: [String(input)] })));
    return outcomeOf(readTexts(dockerEnvFile, [typeof input === "string" ? input : generated(context["inputGenerator"])], context["env"]));
  },
};

function listed(spec: Spec): Outcome {
  if (spec.problems.length > 0) return { error: true };
  const bindings = spec.workloads.flatMap(({ layers }) => layers).flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
  return { value: bindings.map(({ name, value }) => [name, textOf(evaluate(value, () => absent)) ?? []].flat().join("=")) };
}

function first(outcome: Outcome): Outcome {
  return "value" in outcome && Array.isArray(outcome.value) ? { value: String(outcome.value[0]) } : outcome;
}

function filesOf({ files }: Case["context"]): string[] {
  return Array.isArray(files) ? files.map((file: unknown) => String(member(file, "text"))) : [];
}

function overridesOf({ overrides }: Case["context"]): string[] {
  return Array.isArray(overrides) ? overrides.map(String) : [];
}

function generated(recipe: unknown): string {
  return String(member(recipe, "prefix")) + String(member(recipe, "repeat")).repeat(Number(member(recipe, "count")));
}

function member(of: unknown, name: string): unknown {
  return new Map<string, unknown>(Object.entries(of ?? {})).get(name);
}
